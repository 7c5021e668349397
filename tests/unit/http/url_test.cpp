#include <string>

#include <gmock/gmock.h>

#include <talaria/http/url.hpp>

namespace talaria::http {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

struct Decoding {
  const char* text;
  std::string expected;
};

// Every expectation is what Python's urllib.parse.unquote gives.
const Decoding decodings[] = {
    {"", ""},
    {"abc", "abc"},
    {"a%20b", "a b"},
    {"a+b", "a+b"},
    {"%41%4a%4A", "AJJ"},
    {"%", "%"},
    {"%4", "%4"},
    {"%zz%4g", "%zz%4g"},
    {"%%41", "%A"},
    {"100%", "100%"},
    {"%e2%82%ac", "\xe2\x82\xac"},
    {"%ff", "\xef\xbf\xbd"},
    {"%c3", "\xef\xbf\xbd"},
    {"%c3%28", "\xef\xbf\xbd("},
    {"%e2%82", "\xef\xbf\xbd"},
    {"%e2%82%e2%82%ac", "\xef\xbf\xbd\xe2\x82\xac"},
    {"%c0%af", "\xef\xbf\xbd\xef\xbf\xbd"},
    {"%ed%a0%80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"},
    {"%f0%9f%98%80", "\xf0\x9f\x98\x80"},
    {"%f4%90%80%80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"},
    {"%f0%9f%98", "\xef\xbf\xbd"},
    {"%00", std::string(1, '\0')},
};

TEST(PercentDecode, IsThatOfPython) {
  for (const auto& [text, expected] : decodings) EXPECT_EQ(percent_decode(text), expected) << text;
}

TEST(PercentEncode, KeepsWhatIsUnreserved) {
  EXPECT_EQ(percent_encode("aZ0-._~/ ?&\xe2\x82\xac"), "aZ0-._~/%20%3F%26%E2%82%AC");
  EXPECT_EQ(percent_encode("a/b", ""), "a%2Fb");
  for (int octet = 0; octet < 0x80; ++octet) {
    const std::string one(1, static_cast<char>(octet));
    EXPECT_EQ(percent_decode(percent_encode(one, "")), one) << octet;
  }
}

TEST(ParseQuery, ReadsPairsInOrder) {
  EXPECT_THAT(*parse_query("a=1&b=2&a=3"), ElementsAre(Pair("a", "1"), Pair("b", "2"), Pair("a", "3")));
  EXPECT_THAT(*parse_query("q=a+b%2Bc&na+me=x"), ElementsAre(Pair("q", "a b+c"), Pair("na me", "x")));
  EXPECT_THAT(*parse_query("a&b=&=c&a=b=c"),
              ElementsAre(Pair("a", ""), Pair("b", ""), Pair("", "c"), Pair("a", "b=c")));
  EXPECT_THAT(*parse_query("&&a=1&&"), ElementsAre(Pair("a", "1")));
  EXPECT_THAT(*parse_query("a=1;b=2"), ElementsAre(Pair("a", "1;b=2")));
  EXPECT_THAT(*parse_query("a=%zz%ff"), ElementsAre(Pair("a", "%zz\xef\xbf\xbd")));
  EXPECT_THAT(*parse_query(""), IsEmpty());
}

TEST(ParseQuery, RefusesTooManyPairs) {
  std::string text = "a=1";
  for (std::size_t i = 1; i < max_pairs; ++i) text += "&a=1";
  EXPECT_EQ(parse_query(text)->size(), max_pairs);
  EXPECT_FALSE(parse_query(text + "&a=1").has_value());
  EXPECT_EQ(parse_query(text + "&&&")->size(), max_pairs);
}

TEST(Latin1ToUtf8, MakesEachOctetOneCharacter) {
  EXPECT_EQ(latin1_to_utf8("a\xe9\xff\x80"), "a\xc3\xa9\xc3\xbf\xc2\x80");
}

}  // namespace
}  // namespace talaria::http
