#include "websocket/deflate.hpp"

#include <string>
#include <vector>

#include <gmock/gmock.h>

#include <talaria/websocket/frames.hpp>

namespace talaria::websocket {
namespace {

using Outcome = Inflater::Outcome;

std::string answer(std::vector<std::string_view> offers) {
  const auto agreement = agree_on_deflate(offers);
  return agreement ? deflate_answer(*agreement) : "none";
}

TEST(Deflate, AgreesOnTheFirstOfferThatItCanMeet) {
  EXPECT_EQ(answer({}), "none");
  EXPECT_EQ(answer({"x-webkit-deflate-frame"}), "none");
  EXPECT_EQ(answer({"permessage-deflate"}), "permessage-deflate; server_no_context_takeover");
  EXPECT_EQ(answer({"PerMessage-Deflate ; client_max_window_bits"}), "permessage-deflate; server_no_context_takeover");
  EXPECT_EQ(answer({"permessage-deflate; client_no_context_takeover; server_max_window_bits=10"}),
            "permessage-deflate; server_no_context_takeover; client_no_context_takeover; server_max_window_bits=10");
  EXPECT_EQ(answer({R"(permessage-deflate; server_max_window_bits="12")"}),
            "permessage-deflate; server_no_context_takeover; server_max_window_bits=12");
  EXPECT_EQ(answer({"permessage-deflate; server_max_window_bits=8, permessage-deflate"}),
            "permessage-deflate; server_no_context_takeover")
      << "a window of 8 bits cannot be written";
  EXPECT_EQ(answer({"foo; bar=\",\"", "permessage-deflate"}), "permessage-deflate; server_no_context_takeover");
}

TEST(Deflate, PassesOverOffersThatAreNone) {
  for (const char* offer :
       {"permessage-deflate; unknown", "permessage-deflate; server_max_window_bits",
        "permessage-deflate; server_max_window_bits=16", "permessage-deflate; server_max_window_bits=08",
        "permessage-deflate; server_max_window_bits=-9", "permessage-deflate; client_max_window_bits=7",
        "permessage-deflate; client_no_context_takeover=1",
        "permessage-deflate; client_no_context_takeover; client_no_context_takeover",
        "permessage-deflate; server_max_window_bits=9; server_max_window_bits=9",
        "permessage-deflate;=", "; permessage-deflate"}) {
    EXPECT_EQ(answer({offer}), "none") << offer;
  }
}

std::string text_of(std::size_t octets) {
  std::string text;
  while (text.size() < octets) text += "message " + std::to_string(text.size() * 7919) + "\n";
  return text.substr(0, octets);
}

TEST(Deflate, WhatIsPackedUnpacksAgain) {
  for (const int bits : {9, 12, 15}) {
    Inflater inflater{DeflateAgreement{}};
    for (const std::size_t size : {0, 1, 127, 16 * 1024, 16 * 1024 + 1, 300'000}) {
      const std::string text = text_of(size);
      std::string out;
      EXPECT_EQ(inflater.feed(deflate_message(text, bits), true, size, out), Outcome::good) << size;
      EXPECT_TRUE(out == text) << size;
    }
  }
}

TEST(Deflate, UnpacksInAnySlices) {
  const std::string text = text_of(5000);
  const std::string packed = deflate_message(text, 15);
  Inflater inflater{DeflateAgreement{}};
  std::string out;
  for (const char& octet : packed) ASSERT_EQ(inflater.feed({&octet, 1}, false, 5000, out), Outcome::good);
  EXPECT_EQ(inflater.feed({}, true, 5000, out), Outcome::good);
  EXPECT_TRUE(out == text);
}

TEST(Deflate, StopsAtTheLimit) {
  const std::string packed = deflate_message(std::string(1 << 20, 'a'), 15);
  ASSERT_LT(packed.size(), 2000U);
  Inflater inflater{DeflateAgreement{}};
  std::string out;
  EXPECT_EQ(inflater.feed(packed, true, 1000, out), Outcome::too_large);
  EXPECT_LE(out.size(), 1001U);
}

TEST(Deflate, TellsOfDamage) {
  Inflater inflater{DeflateAgreement{}};
  std::string out;
  EXPECT_EQ(inflater.feed("\x07", true, 100, out), Outcome::damaged);
}

// A client's frame with a mask of zeros.
std::string client_frame(unsigned char first, std::string_view content) {
  std::string frame(1, static_cast<char>(first));
  frame.push_back(static_cast<char>(0x80 | content.size()));
  frame.append(4, '\0');
  return frame.append(content);
}

TEST(FrameParser, UnpacksCompressedMessages) {
  Inflater inflater{DeflateAgreement{}};
  FrameParser parser{WebSocketLimits{}};
  parser.set_inflater(inflater);
  const std::string packed = deflate_message("Hello, hello, hello", 15);
  std::string wire = client_frame(0x41, packed.substr(0, 3)) + client_frame(0x89, "p") +
                     client_frame(0x80, packed.substr(3)) + client_frame(0x81, "plain");
  std::string_view octets = wire;
  EXPECT_EQ(parser.next(octets).kind, Event::Kind::ping);
  const Event event = parser.next(octets);
  EXPECT_EQ(event.kind, Event::Kind::text);
  EXPECT_EQ(event.data, "Hello, hello, hello");
  EXPECT_EQ(parser.next(octets).data, "plain");
}

TEST(FrameParser, RefusesCompressionWhereItMustNotBe) {
  for (const unsigned char first : {0xc9, 0xc8, 0xc0, 0xa1, 0x91}) {
    Inflater inflater{DeflateAgreement{}};
    FrameParser parser{WebSocketLimits{}};
    parser.set_inflater(inflater);
    const std::string wire = client_frame(first, "");
    std::string_view octets = wire;
    EXPECT_EQ(parser.next(octets).code, 1002) << int(first);
  }
  FrameParser parser{WebSocketLimits{}};
  const std::string wire = client_frame(0xc1, deflate_message("a", 15));
  std::string_view octets = wire;
  EXPECT_EQ(parser.next(octets).code, 1002) << "nothing was agreed on";
}

TEST(FrameParser, ABombIsRefusedAtTheLimit) {
  Inflater inflater{DeflateAgreement{}};
  WebSocketLimits limits;
  limits.message = 4096;
  FrameParser parser{limits};
  parser.set_inflater(inflater);
  const std::string wire = client_frame(0xc2, deflate_message(std::string(100'000, 'a'), 15));
  std::string_view octets = wire;
  const Event event = parser.next(octets);
  EXPECT_EQ(event.kind, Event::Kind::failed);
  EXPECT_EQ(event.code, 1009);
}

}  // namespace
}  // namespace talaria::websocket
