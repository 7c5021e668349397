#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <talaria/websocket/frames.hpp>

namespace talaria::websocket {
namespace {

using Kind = Event::Kind;
constexpr std::array<unsigned char, 4> key = {0x37, 0xfa, 0x21, 0x3d};

std::string masked(Opcode opcode, std::string_view content, bool last = true) {
  std::string out;
  append_masked_frame(out, opcode, content, key, last);
  return out;
}

std::string text_of(const Event& event) {
  static const char* const names[] = {"incomplete", "text", "binary", "ping", "pong", "close", "failed"};
  std::string out = names[static_cast<int>(event.kind)];
  if (event.code != 0) out += " " + std::to_string(event.code);
  if (event.kind != Kind::failed && !event.data.empty()) out += " " + event.data;
  return out;
}

// Every event of `octets`, fed in pieces of `slice` octets that are exact copies.
std::vector<std::string> events_of(std::string_view octets, std::size_t slice, const WebSocketLimits& limits = {},
                                   Sender sender = Sender::client) {
  FrameParser parser(limits, sender);
  std::vector<std::string> events;
  while (!octets.empty()) {
    const std::size_t size = std::min(slice, octets.size());
    const std::unique_ptr<char[]> block(new char[size]);
    std::memcpy(block.get(), octets.data(), size);
    octets.remove_prefix(size);
    std::string_view piece(block.get(), size);
    while (true) {
      const Event event = parser.next(piece);
      if (event.kind == Kind::incomplete) break;
      events.push_back(text_of(event));
      if (event.kind == Kind::failed) return events;
    }
    EXPECT_TRUE(piece.empty());
  }
  return events;
}

struct Case {
  const char* what;
  std::string octets;
  std::vector<std::string> events;
};

std::vector<Case> cases() {
  const auto raw = [](std::initializer_list<int> octets) {
    std::string out;
    for (const int octet : octets) out.push_back(static_cast<char>(octet));
    return out;
  };
  using List = std::vector<std::string>;
  const std::string long_text(70000, 'x');
  const std::string middle_text(300, 'y');
  return {
      {"a text", masked(Opcode::text, "Hello"), List{"text Hello"}},
      {"the example of RFC 6455 section 5.7", raw({0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58}),
       List{"text Hello"}},
      {"an empty text", masked(Opcode::text, ""), List{"text"}},
      {"binary that is no UTF-8", masked(Opcode::binary, "\xff\xfe"), List{"binary \xff\xfe"}},
      {"16-bit length", masked(Opcode::text, middle_text), List{"text " + middle_text}},
      {"64-bit length", masked(Opcode::text, long_text), List{"text " + long_text}},
      {"two messages", masked(Opcode::text, "a") + masked(Opcode::binary, "b"), List{"text a", "binary b"}},
      {"fragments",
       masked(Opcode::text, "a", false) + masked(Opcode::continuation, "", false) + masked(Opcode::continuation, "b"),
       List{"text ab"}},
      {"a ping between fragments",
       masked(Opcode::text, "\xce", false) + masked(Opcode::ping, "p") + masked(Opcode::continuation, "\xba"),
       List{"ping p", "text \xce\xba"}},
      {"a pong", masked(Opcode::pong, "q"), List{"pong q"}},
      {"a close without a code", masked(Opcode::close, ""), List{"close 1005"}},
      {"a close with code and reason", masked(Opcode::close, close_content(4001, "bye")), List{"close 4001 bye"}},
      {"half a close code", masked(Opcode::close, "\x03"), List{"failed 1002"}},
      {"a close code that may not be sent", masked(Opcode::close, close_content(1006, "")), List{"failed 1002"}},
      {"a close reason that is no UTF-8", masked(Opcode::close, close_content(1000, "\xff")), List{"failed 1007"}},
      {"not masked", raw({0x81, 0x01, 'a'}), List{"failed 1002"}},
      {"a reserved bit", raw({0xc1, 0x80}), List{"failed 1002"}},
      {"a reserved opcode", raw({0x83, 0x80}), List{"failed 1002"}},
      {"a reserved control opcode", raw({0x8b, 0x80}), List{"failed 1002"}},
      {"a fragmented ping", masked(Opcode::ping, "", false), List{"failed 1002"}},
      {"a long ping", raw({0x89, 0xfe}), List{"failed 1002"}},
      {"nothing to continue", masked(Opcode::continuation, "a"), List{"failed 1002"}},
      {"a message inside another", masked(Opcode::text, "a", false) + masked(Opcode::text, "b"), List{"failed 1002"}},
      {"a 16-bit length that is not the shortest", raw({0x81, 0xfe, 0, 125, 1, 2, 3, 4}), List{"failed 1002"}},
      {"a 64-bit length that is not the shortest", raw({0x81, 0xff, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 1, 2, 3, 4}),
       List{"failed 1002"}},
      {"a length with its first bit set", raw({0x81, 0xff, 0x80, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4}),
       List{"failed 1002"}},
      {"a text that is no UTF-8", masked(Opcode::text, "a\xc0"), List{"failed 1007"}},
      {"a text that ends inside a character", masked(Opcode::text, "\xe2\x82"), List{"failed 1007"}},
      {"a message after one that failed", masked(Opcode::text, "\xff") + masked(Opcode::text, "a"),
       List{"failed 1007"}},
  };
}

TEST(FrameParser, ReadsFramesInAnySlices) {
  for (const Case& c : cases()) {
    for (const std::size_t slice : {std::size_t{1}, std::size_t{2}, std::size_t{7}, std::size_t{1} << 20}) {
      EXPECT_EQ(events_of(c.octets, slice), c.events) << c.what << ", in slices of " << slice;
    }
  }
}

TEST(FrameParser, HoldsTheLimitOfAMessageAcrossItsFragments) {
  const WebSocketLimits limits{.message = 10};
  const std::vector<std::string> whole{"binary 0123456789"};
  const std::vector<std::string> failed{"failed 1009"};
  EXPECT_EQ(events_of(masked(Opcode::binary, "0123456789"), 3, limits), whole);
  EXPECT_EQ(events_of(masked(Opcode::binary, "0123456789x"), 3, limits), failed);
  const std::string first = masked(Opcode::binary, "01234", false);
  EXPECT_EQ(events_of(first + masked(Opcode::continuation, "56789"), 3, limits), whole);
  EXPECT_EQ(events_of(first + masked(Opcode::continuation, "56789x"), 3, limits), failed);
}

TEST(FrameParser, RefusesALengthBeforeItsContentCame) {
  FrameParser parser({});
  std::string head = masked(Opcode::binary, std::string(1024 * 1024 + 1, 'x'));
  head.resize(14);
  std::string_view octets = head;
  EXPECT_EQ(parser.next(octets).code, 1009);
}

TEST(FrameParser, HoldsTheLimitOfFragments) {
  const WebSocketLimits limits{.fragments = 3};
  const std::string begin = masked(Opcode::text, "a", false) + masked(Opcode::continuation, "", false);
  const std::string end = masked(Opcode::continuation, "b");
  // Each message counts anew.
  EXPECT_EQ(events_of(begin + end + begin + end, 5, limits), (std::vector<std::string>{"text ab", "text ab"}));
  EXPECT_EQ(events_of(begin + masked(Opcode::continuation, "", false) + end, 5, limits),
            (std::vector<std::string>{"failed 1009"}));
}

TEST(FrameParser, ReadsAServersFramesUnmasked) {
  std::string frames;
  append_frame(frames, Opcode::text, "Hello");
  append_frame(frames, Opcode::close, close_content(1000, ""));
  EXPECT_EQ(events_of(frames, 3, {}, Sender::server), (std::vector<std::string>{"text Hello", "close 1000"}));
  EXPECT_EQ(events_of(masked(Opcode::text, "a"), 3, {}, Sender::server), (std::vector<std::string>{"failed 1002"}));
}

TEST(AppendFrame, UsesTheShortestLength) {
  const auto head_of = [](std::size_t size) {
    std::string out;
    append_frame(out, Opcode::binary, std::string(size, 'x'));
    return out.size() - size;
  };
  EXPECT_EQ(head_of(0), 2u);
  EXPECT_EQ(head_of(125), 2u);
  EXPECT_EQ(head_of(126), 4u);
  EXPECT_EQ(head_of(65535), 4u);
  EXPECT_EQ(head_of(65536), 10u);
}

TEST(CloseContent, IsEmptyWithoutACode) {
  EXPECT_EQ(close_content(1005, ""), "");
  EXPECT_EQ(close_content(1000, "bye"),
            "\x03\xe8"
            "bye");
}

}  // namespace
}  // namespace talaria::websocket
