#include "server/h1/parser.hpp"

#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>

namespace talaria::server::h1 {
namespace {

using State = HeadParser::State;

// Octets in a block of exactly their size, so that a sanitizer sees the first one read too many.
struct Exact {
  explicit Exact(std::string_view text) : block(new char[text.size()]), size(text.size()) {
    if (size > 0) std::memcpy(block.get(), text.data(), size);
  }
  std::unique_ptr<char[]> block;
  std::size_t size;
};

const Limits default_limits{};

// What came of a head, in text that outlives its octets.
struct Outcome {
  State state = State::incomplete;
  int status = 0;
  std::string method;
  std::string target;
  std::vector<std::pair<std::string, std::string>> fields;
  std::size_t length = 0;
  bool chunked = false;
  std::uint64_t content_length = 0;
  bool keep_alive = false;
  bool expects_continue = false;
  friend bool operator==(const Outcome&, const Outcome&) = default;
};

Outcome outcome_of(HeadParser& parser, State state) {
  Outcome out;
  out.state = state;
  out.status = parser.error().status;
  if (state != State::complete) return out;
  out.method = parser.head().method_name;
  out.target = parser.head().target;
  for (const auto& field : parser.head().fields) out.fields.emplace_back(field.name, field.value);
  out.length = parser.length();
  out.chunked = parser.framing().chunked;
  out.content_length = parser.framing().length;
  out.keep_alive = parser.keep_alive();
  out.expects_continue = parser.expects_continue();
  return out;
}

Outcome parse_at_once(std::string_view text, const Limits& limits = default_limits) {
  HeadParser parser(limits);
  Exact octets(text);
  return outcome_of(parser, parser.parse(octets.block.get(), octets.size));
}

// Each octet in a new place, as when the buffer grows all the time.
Outcome parse_bytewise(std::string_view text, const Limits& limits = default_limits) {
  HeadParser parser(limits);
  Exact octets(text.substr(0, 0));
  State state = parser.parse(octets.block.get(), 0);
  for (std::size_t size = 1; size <= text.size() && state == State::incomplete; ++size) {
    Exact grown(text.substr(0, size));
    // The parser may have overwritten what it has seen.
    if (octets.size > 0) std::memcpy(grown.block.get(), octets.block.get(), octets.size);
    parser.rebase(octets.block.get(), grown.block.get());
    octets = std::move(grown);
    state = parser.parse(octets.block.get(), octets.size);
  }
  return outcome_of(parser, state);
}

void expect_refused(std::string_view text, int status) {
  const Outcome once = parse_at_once(text);
  EXPECT_EQ(once.state, State::failed) << text;
  EXPECT_EQ(once.status, status) << text;
  const Outcome bytewise = parse_bytewise(text);
  EXPECT_EQ(bytewise.state, State::failed) << text;
  EXPECT_EQ(bytewise.status, status) << text;
}

Outcome accept(std::string_view text) {
  Outcome once = parse_at_once(text);
  EXPECT_EQ(once.state, State::complete) << text;
  EXPECT_EQ(once, parse_bytewise(text)) << text;
  return once;
}

std::string with_fields(std::string_view fields) {
  return "POST /x HTTP/1.1\r\nHost: a\r\n" + std::string(fields) + "\r\n";
}

TEST(HeadParser, ReadsRequestLineAndFields) {
  const Outcome out = accept("GET /a/b?c=d HTTP/1.1\r\nHost: example.com\r\nX-A:  b c \t\r\nEmpty:\r\n\r\n");
  EXPECT_EQ(out.method, "GET");
  EXPECT_EQ(out.target, "/a/b?c=d");
  EXPECT_THAT(out.fields, testing::ElementsAre(testing::Pair("Host", "example.com"), testing::Pair("X-A", "b c"),
                                               testing::Pair("Empty", "")));
  EXPECT_TRUE(out.keep_alive);
}

TEST(HeadParser, StopsAtTheEndOfTheHead) {
  const std::string head = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  EXPECT_EQ(parse_at_once(head + "GET /next").length, head.size());
  EXPECT_EQ(parse_at_once("\r\n" + head + "rest").length, head.size() + 2);
}

TEST(HeadParser, WaitsAtEveryOctet) {
  const std::string head = "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n";
  for (std::size_t size = 0; size < head.size(); ++size) {
    EXPECT_EQ(parse_at_once(head.substr(0, size)).state, State::incomplete) << size;
  }
}

TEST(HeadParser, CanBeUsedAgain) {
  HeadParser parser(default_limits);
  Exact first("POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nConnection: close\r\nExpect: 100-continue\r\n\r\n");
  ASSERT_EQ(parser.parse(first.block.get(), first.size), State::complete);
  EXPECT_TRUE(parser.expects_continue());
  parser.reset();
  Exact second("GET /2 HTTP/1.1\r\nHost: b\r\n\r\n");
  ASSERT_EQ(parser.parse(second.block.get(), second.size), State::complete);
  EXPECT_FALSE(parser.framing().has_content());
  EXPECT_TRUE(parser.keep_alive());
  EXPECT_FALSE(parser.expects_continue());
  EXPECT_EQ(parser.head().fields.size(), 1u);
}

TEST(HeadParser, RefusesMalformedRequestLines) {
  for (const char* line : {
           " GET / HTTP/1.1",
           "GET  / HTTP/1.1",
           "GET /  HTTP/1.1",
           "GET / HTTP/1.1 ",
           "GET\t/ HTTP/1.1",
           "GET /\tHTTP/1.1",
           "G@T / HTTP/1.1",
           "GET / http/1.1",
           "GET / HTTP/1",
           "GET / HTTP/1.",
           "GET / HTTP/.1",
           "GET / HTTP/1.10",
           "GET / HTTP/01.1",
           "GET / HTTP/1.x",
           "GET / HTTP-1.1",
           "GET /",
           "GET / ",
           "GET",
           "GET /\x7f HTTP/1.1",
           "GET /\xc3\xa9 HTTP/1.1",
           "GET /#f HTTP/1.1",
           "GET x HTTP/1.1",
           "GET ?x HTTP/1.1",
           "GET * HTTP/1.1",
           "GET http:/a HTTP/1.1",
           "GET ftp://a/ HTTP/1.1",
           "GET http:///x HTTP/1.1",
           "GET http://u@a/ HTTP/1.1",
           "GET http://a:x/ HTTP/1.1",
           "GET http://:1/ HTTP/1.1",
           "GET / HTTP/1.1\r",
           "GET /\r HTTP/1.1",
       }) {
    expect_refused(std::string(line) + "\r\nHost: a\r\n\r\n", 400);
  }
  expect_refused(std::string("GET /\0 HTTP/1.1\r\n", 17), 400);
  expect_refused("GET / HTTP/1.1\nHost: a\r\n\r\n", 400);
  expect_refused("GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505);
  expect_refused("GET / HTTP/0.9\r\n\r\n", 505);
  expect_refused("CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", 501);
}

TEST(HeadParser, RefusesGarbageBeforeTheLineEnds) {
  for (const std::string_view text : {"\x16\x03\x01", "SSH-2.0-OpenSSH\r", "\xef\xbb\xbfGET", "{\"a\"", "GET /\x01"}) {
    EXPECT_EQ(parse_at_once(text).state, State::failed) << text;
  }
}

TEST(HeadParser, SkipsAFewBlankLinesBeforeTheRequest) {
  const std::string head = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  accept("\r\n\r\n" + head);
  expect_refused("\r\n\r\n\r\n\r\n\r\n" + head, 400);
  expect_refused("\n" + head, 400);
  expect_refused("\r\r\n" + head, 400);
}

TEST(HeadParser, RefusesMalformedFieldLines) {
  for (const char* field : {"X-A : b", "X A: b", "X-A", ": b", "X-A\t: b", " X-A: b", "\tX-A: b", "X-A: b\r\n c",
                            "X-A: b\rc", "X-A: b\nc", "X-A: \x01", "X-A: \x7f", "X-\xc3: b", "X\"A: b", "X-A: a\r"}) {
    expect_refused(with_fields(std::string(field) + "\r\n"), 400);
  }
  expect_refused(with_fields(std::string("X-A: a\0b\r\n", 10)), 400);
  expect_refused("GET / HTTP/1.1\r\nHost: a\r\n\n", 400);
  expect_refused("GET / HTTP/1.1\r\nHost: a\r\n\rX", 400);
  expect_refused("GET / HTTP/1.1\r\n Host: a\r\n\r\n", 400);
}

TEST(HeadParser, DemandsOneWellFormedHost) {
  accept("GET / HTTP/1.0\r\n\r\n");
  expect_refused("GET / HTTP/1.1\r\n\r\n", 400);
  expect_refused("GET / HTTP/1.1\r\nHost: a\r\nhost: a\r\n\r\n", 400);
  expect_refused("GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n", 400);
  expect_refused("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400);
}

TEST(HeadParser, CutsAbsoluteTargets) {
  EXPECT_EQ(accept("GET http://a:80/x?y HTTP/1.1\r\nHost: a:80\r\n\r\n").target, "/x?y");
  EXPECT_EQ(accept("GET HTTPS://A/x HTTP/1.1\r\nHost: a\r\n\r\n").target, "/x");
  EXPECT_EQ(accept("GET http://a HTTP/1.1\r\nHost: a\r\n\r\n").target, "/");
  EXPECT_EQ(accept("GET http://abc?x=1 HTTP/1.1\r\nHost: abc\r\n\r\n").target, "/?x=1");
  EXPECT_EQ(accept("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n").target, "*");
  expect_refused("GET http://a/x HTTP/1.1\r\nHost: b\r\n\r\n", 400);
  expect_refused("GET http://abc?x=1 HTTP/1.1\r\nHost: abd\r\n\r\n", 400);
}

TEST(HeadParser, ReadsTheFraming) {
  EXPECT_EQ(accept(with_fields("Content-Length: 5\r\n")).content_length, 5u);
  EXPECT_EQ(accept(with_fields("content-length:  0010 \r\n")).content_length, 10u);
  EXPECT_TRUE(accept(with_fields("Transfer-Encoding: CHUNKED\r\n")).chunked);
  const Outcome none = accept(with_fields("Content_Length: 5\r\n"));
  EXPECT_EQ(none.content_length, 0u);
  EXPECT_FALSE(none.chunked);
}

TEST(HeadParser, RefusesAmbiguousFraming) {
  for (const char* fields : {
           "Content-Length: \r\n",
           "Content-Length: +5\r\n",
           "Content-Length: -5\r\n",
           "Content-Length: 5 5\r\n",
           "Content-Length: 0x5\r\n",
           "Content-Length: 5,5\r\n",
           "Content-Length: 5\r\nContent-Length: 5\r\n",
           "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
           "Transfer-Encoding: chunked\r\nContent-Length: 0\r\n",
           "Transfer-Encoding:\r\n",
           "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
       }) {
    expect_refused(with_fields(fields), 400);
  }
  for (const char* coding : {"gzip", "identity", "chunked, chunked", "gzip, chunked", ",chunked", "chunked;q=1", "x"}) {
    expect_refused(with_fields("Transfer-Encoding: " + std::string(coding) + "\r\n"), 501);
  }
  expect_refused("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400);
  // What is no number of 64 bits is a very large one; whoever reads the content refuses it.
  for (const char* length : {"18446744073709551615", "18446744073709551616", "99999999999999999999999999"}) {
    accept(with_fields("Content-Length: " + std::string(length) + "\r\n"));
  }
}

TEST(HeadParser, KnowsWhetherTheConnectionStays) {
  EXPECT_TRUE(accept(with_fields("Connection: not-close\r\n")).keep_alive);
  EXPECT_FALSE(accept(with_fields("Connection: x, Close ,y\r\n")).keep_alive);
  EXPECT_FALSE(accept(with_fields("Connection: keep-alive\r\nConnection: close\r\n")).keep_alive);
  EXPECT_FALSE(accept("GET / HTTP/1.0\r\n\r\n").keep_alive);
  EXPECT_TRUE(accept("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").keep_alive);
}

TEST(HeadParser, KnowsOneExpectation) {
  EXPECT_TRUE(accept(with_fields("Expect: 100-Continue\r\nContent-Length: 1\r\n")).expects_continue);
  EXPECT_FALSE(accept(with_fields("Expect: 100-continue\r\n")).expects_continue);
  EXPECT_FALSE(accept("POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n").expects_continue);
  expect_refused(with_fields("Expect: x 100-continue\r\n"), 417);
}

TEST(HeadParser, KeepsItsLimits) {
  Limits limits;
  limits.head_line = 100;
  limits.head_total = 300;
  limits.field_lines = 3;
  const auto refused = [&limits](const std::string& text, int status) {
    EXPECT_EQ(parse_at_once(text, limits).status, status) << text;
    EXPECT_EQ(parse_bytewise(text, limits).status, status) << text;
  };
  const std::string line = "GET / HTTP/1.1\r\nHost: a\r\n";
  const std::string end = "\r\n";
  EXPECT_EQ(parse_at_once(line + "X: " + std::string(95, 'x') + "\r\n\r\n", limits).state, State::complete);
  refused(line + "X: " + std::string(96, 'x') + "\r\n\r\n", 431);
  refused(line + "X: " + std::string(200, 'x'), 431);
  refused(line + std::string(101, 'X'), 431);
  refused("GET /" + std::string(100, 'x') + " HTTP/1.1\r\nHost: a\r\n\r\n", 414);
  refused(std::string(101, 'G'), 414);
  refused(line + "A: 1\r\nB: 2\r\nC: 3\r\n\r\n", 431);
  limits.field_lines = 100;
  std::string many = line;
  for (int i = 0; i < 40; ++i) many += "X-Y: z\r\n";
  refused(many + end, 431);
}

}  // namespace
}  // namespace talaria::server::h1
