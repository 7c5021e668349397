#include "server/proxy_protocol.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>

#include <gtest/gtest.h>

namespace talaria::server {
namespace {

using namespace std::string_literals;
using State = ProxyHeaderParser::State;

struct Outcome {
  State state = State::incomplete;
  std::size_t taken = 0;
  std::string client;
  bool secure = false;
  friend bool operator==(const Outcome&, const Outcome&) = default;
};

Outcome parse(const std::string& octets, std::size_t piece) {
  ProxyHeaderParser parser;
  Outcome out;
  while (out.taken < octets.size() && parser.state() == State::incomplete) {
    const std::size_t size = std::min(piece, octets.size() - out.taken);
    // In a block of exactly that size, so that a sanitizer sees who reads on.
    const std::unique_ptr<char[]> block(new char[size]);
    std::copy_n(octets.data() + out.taken, size, block.get());
    const std::size_t taken = parser.feed({block.get(), size});
    EXPECT_LE(taken, size);
    out.taken += taken;
  }
  out.state = parser.state();
  const ProxyHeader& header = parser.header();
  IpAddress::Text text{};
  if (out.state == State::complete && header.has_client) {
    out.client = std::string(header.client.write(text)) + '|' + std::to_string(header.client_port);
  }
  out.secure = out.state == State::complete && header.secure;
  return out;
}

Outcome parse(const std::string& octets) {
  const Outcome whole = parse(octets, octets.size());
  EXPECT_EQ(parse(octets, 1), whole);
  EXPECT_EQ(parse(octets, 7), whole);
  return whole;
}

const std::string signature = "\r\n\r\n\0\r\nQUIT\n"s;

std::string version2(char command, char family, const std::string& rest) {
  std::string out = signature + command + family;
  out += static_cast<char>(rest.size() >> 8);
  out += static_cast<char>(rest.size() & 0xff);
  return out + rest;
}

const std::string ipv4_addresses = "\xC0\x00\x02\x01\xC6\x33\x64\x01\xDC\x04\x01\xBB"s;
const std::string ipv6_addresses =
    "\x20\x01\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0\x01"s + std::string(15, '\0') + "\x01\x12\x67\x01\xBB"s;

void expect_good(const std::string& header, const std::string& client) {
  const Outcome outcome = parse(header + "GET / HTTP/1.1\r\n");
  EXPECT_EQ(outcome.state, State::complete) << header;
  EXPECT_EQ(outcome.taken, header.size()) << header;
  EXPECT_EQ(outcome.client, client) << header;
  for (std::size_t size = 0; size < header.size(); ++size) {
    EXPECT_EQ(parse(header.substr(0, size), 16).state, State::incomplete) << header << " up to " << size;
  }
}

void expect_bad(const std::string& octets) {
  EXPECT_EQ(parse(octets).state, State::failed) << octets;
}

TEST(ProxyProtocol, ReadsVersion1) {
  expect_good("PROXY TCP4 192.0.2.1 198.51.100.1 56324 443\r\n", "192.0.2.1|56324");
  expect_good("PROXY TCP4 255.255.255.255 255.255.255.255 65535 65535\r\n", "255.255.255.255|65535");
  expect_good("PROXY TCP6 2001:db8::1 ::1 0 443\r\n", "2001:db8::1|0");
  expect_good(
      "PROXY TCP6 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff 65535 65535\r\n",
      "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff|65535");
  expect_good("PROXY UNKNOWN\r\n", "");
  expect_good("PROXY UNKNOWN ffff:f...f:ffff ffff:f...f:ffff 65535 65535\r\n", "");
}

TEST(ProxyProtocol, RefusesWhatIsNotVersion1) {
  for (const char* line : {"GET / HTTP/1.1\r\n",
                           "proxy TCP4 1.2.3.4 1.2.3.4 1 2\r\n",
                           "PROXY\r\n",
                           "PROXY \r\n",
                           "PROXY  TCP4 1.2.3.4 1.2.3.4 1 2\r\n",
                           "PROXY TCP 1.2.3.4 1.2.3.4 1 2\r\n",
                           "PROXY TCP4 1.2.3.4 1.2.3.4 1\r\n",
                           "PROXY TCP4 1.2.3.4 1.2.3.4 1 2 \r\n",
                           "PROXY TCP4 1.2.3.4 1.2.3.4 1 2 3\r\n",
                           "PROXY TCP4 1.2.3.4  1.2.3.4 1 2\r\n",
                           "PROXY TCP4 1.2.3.4 1.2.3.4 01 2\r\n",
                           "PROXY TCP4 1.2.3.4 1.2.3.4 1 65536\r\n",
                           "PROXY TCP4 1.2.3.4 1.2.3.4 -1 2\r\n",
                           "PROXY TCP4 1.2.3.4 1.2.3.4 1 \r\n",
                           "PROXY TCP4 ::1 ::1 1 2\r\n",
                           "PROXY TCP6 1.2.3.4 1.2.3.4 1 2\r\n",
                           "PROXY TCP4 1.2.3.4 x 1 2\r\n",
                           "PROXY TCP4 1.2.3.256 1.2.3.4 1 2\r\n",
                           "PROXY UDP4 1.2.3.4 1.2.3.4 1 2\r\n",
                           "PROXY TCP4 1.2.3.4 1.2.3.4 1 2\n",
                           "PROXY TCP4 1.2.3.4 1.2.3.4 1 2\rX",
                           "PROXY TCP4\t1.2.3.4 1.2.3.4 1 2\r\n",
                           "PROXY UNKNOWNX\r\n",
                           "\n",
                           "x"}) {
    expect_bad(line);
  }
  expect_good("PROXY UNKNOWN " + std::string(91, 'x') + "\r\n", "");
  expect_bad("PROXY UNKNOWN " + std::string(92, 'x') + "\r\n");
}

TEST(ProxyProtocol, ReadsVersion2) {
  expect_good(version2('\x21', '\x11', ipv4_addresses), "192.0.2.1|56324");
  expect_good(version2('\x21', '\x21', ipv6_addresses), "2001:db8::1|4711");
  expect_good(version2('\x21', '\x31', std::string(216, 'x')), "");
  expect_good(version2('\x21', '\x00', ""), "");
  expect_good(version2('\x20', '\x00', ""), "");
  expect_good(version2('\x20', '\x77', "whatever"), "");
  expect_good(version2('\x21', '\x11', ipv4_addresses + "\x04\x00\x02xx\xEA\x00\x00"s), "192.0.2.1|56324");
}

TEST(ProxyProtocol, KnowsThatTheClientSpeaksTls) {
  const std::string tls = "\x20\x00\x05\x01\0\0\0\0"s;
  const std::string plain = "\x20\x00\x05\x00\0\0\0\0"s;
  EXPECT_TRUE(parse(version2('\x21', '\x11', ipv4_addresses + tls)).secure);
  EXPECT_FALSE(parse(version2('\x21', '\x11', ipv4_addresses + plain)).secure);
  expect_bad(version2('\x21', '\x11', ipv4_addresses + "\x20\x00\x04\x01\0\0\0"s));
}

TEST(ProxyProtocol, ChecksTheChecksum) {
  // Computed with another implementation.
  const std::string before = "\x04\x00\x00\x03\x00\x04"s;
  expect_good(version2('\x21', '\x11', ipv4_addresses + "\x03\x00\x04\x73\x7e\xe9\x19"s), "192.0.2.1|56324");
  expect_bad(version2('\x21', '\x11', ipv4_addresses + "\x03\x00\x04\x73\x7e\xe9\x18"s));
  expect_bad(version2('\x21', '\x11', ipv4_addresses + before + "\x73\x7e\xe9\x19"s));
}

TEST(ProxyProtocol, RefusesWhatIsNotVersion2) {
  expect_bad("\r\n\r\n\r\n");
  expect_bad(signature + "\x11\x11");
  expect_bad(version2('\x31', '\x11', ipv4_addresses));
  expect_bad(version2('\x22', '\x11', ipv4_addresses));
  expect_bad(version2('\x21', '\x12', ipv4_addresses));
  expect_bad(version2('\x21', '\x41', ipv4_addresses));
  expect_bad(version2('\x21', '\x11', ipv4_addresses.substr(1)));
  expect_bad(version2('\x21', '\x21', ipv6_addresses.substr(1)));
  expect_bad(version2('\x21', '\x31', std::string(215, 'x')));
  expect_bad(version2('\x21', '\x11', ipv4_addresses + "\x04"));
  expect_bad(version2('\x21', '\x11', ipv4_addresses + "\x04\x00\x03xx"s));
  expect_bad(version2('\x21', '\x11', ipv4_addresses + "\x03\x00\x02xx"s));
  // Longer than allowed: refused by its length alone.
  expect_bad(signature + "\x21\x11\xff\xff"s);
}

}  // namespace
}  // namespace talaria::server
