#include "server/h1/body_decoder.hpp"

#include <memory>
#include <string>

#include <gtest/gtest.h>

namespace talaria::server::h1 {
namespace {

struct Outcome {
  std::string content;
  int status = 0;
  bool done = false;
  std::size_t consumed = 0;
  friend bool operator==(const Outcome&, const Outcome&) = default;
};

Outcome decode(std::string_view text, std::size_t piece, const Framing& framing, const Limits& limits = {}) {
  BodyDecoder decoder(limits);
  decoder.start(framing);
  Outcome out;
  while (!text.empty() && !decoder.done() && !decoder.error()) {
    const std::size_t size = std::min(piece, text.size());
    const std::unique_ptr<char[]> block(new char[size]);  // exact, for the sanitizer
    text.copy(block.get(), size);
    const auto step = decoder.decode(block.get(), size);
    out.content.append(block.get(), step.produced);
    out.consumed += step.consumed;
    text.remove_prefix(size);
  }
  out.status = decoder.error().status;
  out.done = decoder.done();
  return out;
}

Outcome decode_chunked(std::string_view text, const Limits& limits = {}) {
  const Framing framing{.chunked = true, .length = 0};
  const Outcome whole = decode(text, text.size(), framing, limits);
  for (const std::size_t piece : {1, 2, 3, 7}) {
    const Outcome pieces = decode(text, piece, framing, limits);
    EXPECT_EQ(pieces, whole) << text << " in pieces of " << piece;
  }
  return whole;
}

TEST(BodyDecoder, CountsAFixedLength) {
  const Framing framing{.chunked = false, .length = 5};
  for (const std::size_t piece : {1, 3, 100}) {
    const Outcome out = decode("hello", piece, framing);
    EXPECT_EQ(out.content, "hello");
    EXPECT_TRUE(out.done);
  }
  EXPECT_EQ(decode("hello, next request", 100, framing).consumed, 5u);
  EXPECT_FALSE(decode("hell", 100, framing).done);
}

TEST(BodyDecoder, IsDoneAtOnceWithoutContent) {
  const Limits limits;
  BodyDecoder decoder(limits);
  decoder.start(Framing{});
  EXPECT_TRUE(decoder.done());
}

TEST(BodyDecoder, PutsChunksTogether) {
  const Outcome out = decode_chunked("5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n");
  EXPECT_EQ(out.content, "hello world");
  EXPECT_TRUE(out.done);
  EXPECT_EQ(decode_chunked("00A\r\n0123456789\r\n0\r\n\r\n").content, "0123456789");
  EXPECT_EQ(decode_chunked("a\r\n0123456789\r\n000\r\n\r\n").content, "0123456789");
  EXPECT_TRUE(decode_chunked("0\r\n\r\n").done);
  EXPECT_EQ(decode_chunked("7\r\n\r\n0\r\n\r\n\r\n0\r\n\r\n").content, "\r\n0\r\n\r\n");
}

TEST(BodyDecoder, TakesExtensionsAndTrailersAndDropsThem) {
  for (const char* text : {"3;a\r\nabc\r\n0\r\n\r\n", "3;a=b;c\r\nabc\r\n0;x\r\n\r\n",
                           "3;a=\"b \\\" \\\\;c\"\r\nabc\r\n0\r\n\r\n", "3;a=\"\"\r\nabc\r\n0\r\n\r\n",
                           "3\r\nabc\r\n0\r\nA: b\r\nC:\r\n\r\n", "3\r\nabc\r\n0\r\nTransfer-Encoding: gzip\r\n\r\n"}) {
    const Outcome out = decode_chunked(text);
    EXPECT_EQ(out.content, "abc") << text;
    EXPECT_TRUE(out.done) << text;
  }
}

TEST(BodyDecoder, RefusesEverythingElse) {
  for (const char* text : {
           "\r\nabc\r\n",
           "g\r\n",
           "0x3\r\nabc",
           "-3\r\n",
           "+3\r\n",
           " 3\r\n",
           "3 \r\nabc",
           "3\t\r\nabc",
           "3\nabc",
           "3\r\r\nabc",
           "3\rabc",
           "3\r\nabc\n0",
           "3\r\nabcX",
           "3\r\nabc\rX",
           "3\r\nab\r\n0\r\n\r\n",
           "3;\r\n",
           "3;;a\r\n",
           "3; a\r\n",
           "3;a \r\n",
           "3;a=\r\n",
           "3;a= b\r\n",
           "3;=b\r\n",
           "3;a=\"b\r\n",
           "3;a=\"b\"c\r\n",
           "3;a=\"\\\r\n",
           "3;a\x01\r\n",
           "3;\xff\r\n",
           "3\xff\r\n",
           "0\r\n A: b\r\n\r\n",
           "0\r\nA : b\r\n\r\n",
           "0\r\nA: b\r\n c\r\n\r\n",
           "0\r\nA\r\n\r\n",
           "0\r\nA: b\nC: d\r\n\r\n",
           "0\r\nA: \x01\r\n\r\n",
           "0\r\n\n",
           "0\r\n\rX",
           "00000000000000003\r\nabc\r\n0\r\n\r\n",
       }) {
    const Outcome out = decode_chunked(text);
    EXPECT_EQ(out.status, 400) << text;
    EXPECT_FALSE(out.done) << text;
  }
  EXPECT_EQ(decode_chunked(std::string_view("3;a\0\r\n", 6)).status, 400);
}

// How much content a request may have, its reader knows.
TEST(BodyDecoder, TakesChunksOfAnySizeThatIsANumber) {
  for (const char* size : {"80000000", "100000005", "7fffffffffffffff", "8000000000000000", "ffffffffffffffff"}) {
    const Outcome out = decode_chunked(std::string(size) + "\r\nhello");
    EXPECT_EQ(out.status, 0) << size;
    EXPECT_FALSE(out.done) << size;
  }
  EXPECT_EQ(decode_chunked("10000000000000000\r\nhello").status, 400);
}

TEST(BodyDecoder, LimitsExtensionsAndTrailers) {
  Limits limits;
  limits.chunk_extensions = 20;
  limits.trailers = 40;
  limits.trailer_fields = 3;
  EXPECT_EQ(decode_chunked("1;abcdefgh\r\nx\r\n1;abcdefgh\r\nx\r\n0\r\n\r\n", limits).status, 0);
  EXPECT_EQ(decode_chunked("1;abcdefgh\r\nx\r\n1;abcdefgh\r\nx\r\n1;abc\r\nx\r\n0\r\n\r\n", limits).status, 400);
  EXPECT_EQ(decode_chunked("0\r\na: b\r\na: b\r\na: b\r\n\r\n", limits).status, 0);
  EXPECT_EQ(decode_chunked("0\r\na: b\r\na: b\r\na: b\r\na: b\r\n\r\n", limits).status, 400);
  EXPECT_EQ(decode_chunked("0\r\na: bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\r\n\r\n", limits).status, 400);
}

}  // namespace
}  // namespace talaria::server::h1
