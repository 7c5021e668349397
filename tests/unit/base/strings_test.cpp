#include <gtest/gtest.h>

#include <talaria/base/strings.hpp>

namespace talaria::base {
namespace {

TEST(Strings, ComparesWithoutRegardToAsciiCaseOnly) {
  EXPECT_TRUE(iequals("Content-Type", "content-TYPE"));
  EXPECT_FALSE(iequals("Content-Type", "content-typ"));
  EXPECT_FALSE(iequals("\xC3\x84", "\xC3\xA4"));  // A and a with diaeresis
  EXPECT_FALSE(iequals("[", "{"));                // as far apart as upper and lower case
}

TEST(Strings, ChangesTheCaseOfAsciiLetters) {
  EXPECT_EQ(to_lower("ABC xyz 1\xC3\x84"), "abc xyz 1\xC3\x84");
  EXPECT_EQ(to_upper("abc XYZ 1\xC3\xA4"), "ABC XYZ 1\xC3\xA4");
}

TEST(Strings, TitleCaseIsThatOfPython) {
  const std::pair<const char*, const char*> cases[] = {
      {"item_id", "Item_Id"}, {"camelCase", "Camelcase"}, {"HTTPServer2x", "Httpserver2X"}, {"", ""}, {"9a", "9A"},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(title_case(text), expected);
}

TEST(Strings, ReplacesEveryOccurrence) {
  EXPECT_EQ(replace_all("a::b::c", "::", "__"), "a__b__c");
  EXPECT_EQ(replace_all("aaa", "aa", "b"), "ba");
  EXPECT_EQ(replace_all("x", "y", "z"), "x");
  EXPECT_EQ(replace_all("ab", "b", ""), "a");
}

TEST(Strings, TrimsBothEnds) {
  EXPECT_EQ(trim(" \t a b\r\n"), "a b");
  EXPECT_EQ(trim("   "), "");
  EXPECT_EQ(trim(""), "");
}

}  // namespace
}  // namespace talaria::base
