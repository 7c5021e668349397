#include <stdexcept>

#include <gmock/gmock.h>

#include <talaria/http/cookies.hpp>

namespace talaria::http {
namespace {

using testing::ElementsAre;
using testing::Pair;

struct Reading {
  const char* field;
  Pairs expected;
};

// Every expectation is what Starlette's cookie_parser gives.
const Reading readings[] = {
    {"a=1", {{"a", "1"}}},
    {"a=1; b=2", {{"a", "1"}, {"b", "2"}}},
    {"a=1;b=2;;  ; c = 3 ", {{"a", "1"}, {"b", "2"}, {"c", "3"}}},
    {"a=1; b=2; a=3", {{"a", "3"}, {"b", "2"}}},
    {"lonely", {{"", "lonely"}}},
    {"=v", {{"", "v"}}},
    {"a=", {{"a", ""}}},
    {"a=b=c", {{"a", "b=c"}}},
    {"a=\"quoted\"", {{"a", "quoted"}}},
    {"a=\"x\\\"y\\\\z\"", {{"a", "x\"y\\z"}}},
    {"a=\"\\073\\054\"", {{"a", ";,"}}},
    {"a=\"\\351\"", {{"a", "\xc3\xa9"}}},
    {"a=\"\\400\"", {{"a", "400"}}},
    {"a=\"\\07\"", {{"a", "07"}}},
    {"a=\"", {{"a", "\""}}},
    {"a=\"open", {{"a", "\"open"}}},
    {"a=\"x\\\"", {{"a", "x\\"}}},
    {"a=caf\xe9", {{"a", "caf\xc3\xa9"}}},
    {"", {}},
    {" ; ;", {}},
};

TEST(ParseCookies, IsThatOfStarlette) {
  for (const auto& [field, expected] : readings) {
    Pairs cookies;
    EXPECT_TRUE(parse_cookies(field, cookies)) << field;
    EXPECT_EQ(cookies, expected) << field;
  }
}

TEST(ParseCookies, AddsUpSeveralFields) {
  Pairs cookies;
  EXPECT_TRUE(parse_cookies("a=1; b=2", cookies));
  EXPECT_TRUE(parse_cookies("b=3; c=4", cookies));
  EXPECT_THAT(cookies, ElementsAre(Pair("a", "1"), Pair("b", "3"), Pair("c", "4")));
}

TEST(ParseCookies, RefusesTooMany) {
  Pairs cookies;
  EXPECT_TRUE(parse_cookies("a=1; b=2; a=3", cookies, 2));
  EXPECT_FALSE(parse_cookies("c=1", cookies, 2));
}

TEST(FormatSetCookie, WritesAttributesAsPythonDoes) {
  SetCookie cookie;
  cookie.name = "session";
  cookie.value = "abc";
  EXPECT_EQ(format_set_cookie(cookie), "session=abc; Path=/; SameSite=lax");
  cookie.max_age = 3600;
  cookie.expires = 784111777;
  cookie.domain = "example.com";
  cookie.secure = true;
  cookie.http_only = true;
  cookie.partitioned = true;
  cookie.same_site = SameSite::none;
  EXPECT_EQ(format_set_cookie(cookie),
            "session=abc; Domain=example.com; expires=Sun, 06 Nov 1994 08:49:37 GMT; HttpOnly; Max-Age=3600; "
            "Partitioned; Path=/; SameSite=none; Secure");
}

TEST(FormatSetCookie, QuotesValuesThatReadBack) {
  for (const char* value : {"a b", "a;b", "a,b", "\"", "\\", "\xc3\xa9", "a\r\nset-cookie: x=y", "", "a=b"}) {
    SetCookie cookie;
    cookie.name = "n";
    cookie.value = value;
    const std::string text = format_set_cookie(cookie);
    EXPECT_EQ(text.find_first_of("\r\n"), std::string::npos);
    Pairs cookies;
    EXPECT_TRUE(parse_cookies(text.substr(0, text.find("; Path")), cookies));
    EXPECT_THAT(cookies, ElementsAre(Pair("n", value)));
  }
}

TEST(FormatSetCookie, RefusesWhatCannotBeWritten) {
  const auto broken = [](auto change) {
    SetCookie cookie;
    cookie.name = "n";
    change(cookie);
    EXPECT_THROW(static_cast<void>(format_set_cookie(cookie)), std::invalid_argument);
  };
  broken([](SetCookie& cookie) { cookie.name = ""; });
  broken([](SetCookie& cookie) { cookie.name = "a b"; });
  broken([](SetCookie& cookie) { cookie.name = "a;b"; });
  broken([](SetCookie& cookie) { cookie.value = "\xe2\x82\xac"; });
  broken([](SetCookie& cookie) { cookie.path = "/;Domain=evil"; });
  broken([](SetCookie& cookie) { cookie.domain = "a\r\nb"; });
}

TEST(ExpiredCookie, IsOver) {
  EXPECT_EQ(format_set_cookie(expired_cookie("a")),
            "a=\"\"; expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/; SameSite=lax");
}

}  // namespace
}  // namespace talaria::http
