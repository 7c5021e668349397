#include "server/h1/target.hpp"

#include <gtest/gtest.h>

namespace talaria::server::h1 {
namespace {

TEST(IsHostValue, TakesNamesAndAddresses) {
  for (const char* host :
       {"", "a", "example.com", "EXAMPLE.com.", "a_b", "1", "127.0.0.1:80", "a:0", "a:65535", "a:", "[::1]",
        "[::1]:8080", "[2001:db8::1]", "[::ffff:1.2.3.4]", "xn--nxasmq6b", "a%20b", "a;b", "..a"}) {
    EXPECT_TRUE(is_host_value(host)) << host;
  }
}

TEST(IsHostValue, RefusesEverythingElse) {
  for (const char* host : {"a b",      "a/b",
                           "a?b",      "a#b",
                           "a\\b",     "u@a",
                           "a:1@b",    "a:80:90",
                           "a:x",      "a:-1",
                           "a:65536",  "a:99999999999999",
                           "[::1",     "[::1]x",
                           "x[::1]",   "[]",
                           "[::g]",    "[1.2.3.4]",
                           "[v1.x]",   "[::1%25eth0]",
                           "a]",       "<a>",
                           "\"a\"",    "a|b",
                           "a^b",      "a`b",
                           "{a}",      "a%2",
                           "a%zz",     "a\tb",
                           "\xc3\xa4", "a\x7f",
                           "http://a", "[0000:0000:0000:0000:0000:0000:0000:0000:0000:0000:0000:0000:0000]"}) {
    EXPECT_FALSE(is_host_value(host)) << host;
  }
}

TEST(ParseTarget, TellsTheFormsApart) {
  EXPECT_EQ(parse_target("/a?b", http::Method::get).origin, "/a?b");
  EXPECT_TRUE(parse_target("//a", http::Method::get).valid);
  EXPECT_TRUE(parse_target("*", http::Method::options).valid);
  EXPECT_FALSE(parse_target("*", http::Method::get).valid);
  const Target absolute = parse_target("http://a:1?b", http::Method::get);
  EXPECT_TRUE(absolute.valid);
  EXPECT_EQ(absolute.authority, "a:1");
  EXPECT_EQ(absolute.origin, "?b");
  for (const char* bad : {"", "a", "a:443", "http:/a", "http://", "http://?", "http://u:p@a/", "://a/", "https:a"}) {
    EXPECT_FALSE(parse_target(bad, http::Method::get).valid) << bad;
  }
}

}  // namespace
}  // namespace talaria::server::h1
