#include <string>

#include <gtest/gtest.h>

#include <talaria/http/grammar.hpp>

namespace talaria::http {
namespace {

TEST(Grammar, KnowsTokenOctets) {
  int count = 0;
  for (int octet = 0; octet < 256; ++octet) count += is_token_octet(static_cast<char>(octet)) ? 1 : 0;
  EXPECT_EQ(count, 26 + 26 + 10 + 15);
  for (const char c : std::string_view{"!#$%&'*+-.^_`|~aZ09"}) EXPECT_TRUE(is_token_octet(c)) << c;
  for (const char c : std::string_view{" \t:;,()<>@[]{}\"/\\?=\x7f\x80"}) EXPECT_FALSE(is_token_octet(c)) << c;
}

TEST(Grammar, KnowsFieldValues) {
  for (const char* good : {"", "a", "a b", "a\tb", "caf\xc3\xa9", "\xff"}) EXPECT_TRUE(is_field_value(good)) << good;
  for (const char* bad : {" a", "a ", "\ta", "a\r\nb", "a\nb", "a\rb", "a\x01", "a\x7f"}) {
    EXPECT_FALSE(is_field_value(bad)) << bad;
  }
  EXPECT_FALSE(is_field_value(std::string_view("a\0b", 3)));
}

TEST(Grammar, KnowsTargetAndHostOctets) {
  for (const char c : std::string_view{"aZ0-._~!$&'()*+,;=:@/?%|\"^`{}"}) EXPECT_TRUE(is_target_octet(c)) << c;
  for (const char c : std::string_view{" #\t\r\x1f\x7f\x80\xff"}) EXPECT_FALSE(is_target_octet(c)) << c;
  for (const char c : std::string_view{"/?@:[]#% "}) EXPECT_FALSE(is_host_octet(c)) << c;
}

TEST(HexValue, TakesBothCases) {
  EXPECT_EQ(hex_value('0'), 0);
  EXPECT_EQ(hex_value('a'), 10);
  EXPECT_EQ(hex_value('F'), 15);
  for (const char c : std::string_view{"gG/:@`"}) EXPECT_EQ(hex_value(c), -1) << c;
}

}  // namespace
}  // namespace talaria::http
