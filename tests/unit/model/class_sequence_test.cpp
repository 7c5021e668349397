#include "model/class_sequence.hpp"

#include <random>
#include <string>

#include <gtest/gtest.h>
#include <re2/re2.h>

namespace talaria::model {
namespace {

using Match = ClassSequence::Match;

const char* const sequences[] = {
    R"(^[A-Za-z0-9_-]+$)", R"(^[^@\s]+@[^@\s]+\.[^@\s]+$)",
    R"(^#[0-9a-f]{6}$)",   R"(^\d{3}-?\d{2,4}$)",
    R"(^a*b?c+$)",         R"(^a?a?a?a{3}$)",
    R"(^[ab]*a[ab]{4}$)",  R"(^.+x.$)",
    R"(^\w+\W\s*\S$)",     R"(^$)",
    R"(^a{0}b{0,3}$)",     R"(^[\w.+-]+@[\w-]+$)",
    R"(^[^\d\]]*$)",       R"(^[\D]$)",
    R"(^a{2,}b$)",         R"(^[a-b-]+$)",
    R"(^[+--]+$)",         R"(^\.\$$)",
};

/// A text that has a fair chance to match some pattern above.
std::string some_text(std::mt19937& random) {
  constexpr std::string_view letters = "aabbcx@@..-_+# 09]\n$,{}";
  std::string text;
  for (auto length = random() % 10; length > 0; --length) text += letters[random() % letters.size()];
  return text;
}

TEST(ClassSequence, AgreesWithRe2OnEveryText) {
  std::mt19937 random(1);  // NOLINT: the same texts each time
  for (const char* const pattern : sequences) {
    const auto sequence = ClassSequence::parse(pattern);
    const RE2 expected(pattern);
    ASSERT_TRUE(expected.ok()) << pattern;
    ASSERT_TRUE(sequence) << pattern;
    for (int i = 0; i < 3000; ++i) {
      const std::string text = some_text(random);
      const bool matches = RE2::PartialMatch(text, expected);
      ASSERT_EQ(sequence->matches(text), matches ? Match::yes : Match::no) << pattern << " on '" << text << "'";
    }
  }
}

TEST(ClassSequence, AgreesWithRe2OnEveryCharacter) {
  for (const char* const pattern :
       {R"(^.$)", R"(^\s$)", R"(^\S$)", R"(^\w$)", R"(^[^\W_]$)", R"(^[!-~]$)", R"(^[^-]*$)"}) {
    const auto sequence = ClassSequence::parse(pattern);
    ASSERT_TRUE(sequence) << pattern;
    const RE2 expected(pattern);
    for (int code = 0; code < 128; ++code) {
      const std::string text(1, static_cast<char>(code));
      EXPECT_EQ(sequence->matches(text) == Match::yes, RE2::PartialMatch(text, expected))
          << pattern << ", code " << code;
    }
  }
}

TEST(ClassSequence, TakesTheCommonShapes) {
  for (const char* const pattern :
       {R"(^[A-Za-z0-9_-]+$)", R"(^[^@\s]+@[^@\s]+\.[^@\s]+$)", R"(^#[0-9a-f]{6}$)", R"(^$)", R"(^\d{3}-?\d{2,4}$)",
        R"(^a?b*$)", R"(^[a-]$)", R"(^\.$)", R"(^.{63}$)"}) {
    EXPECT_TRUE(ClassSequence::parse(pattern)) << pattern;
  }
}

TEST(ClassSequence, LeavesTheRestToRe2) {
  for (const char* const pattern : {"",
                                    "a",
                                    "^a",
                                    "a$",
                                    "^(a)$",
                                    "^a|b$",
                                    "^a$b$",
                                    "^a+?$",
                                    "^a**$",
                                    "^a{2}{3}$",
                                    "^a{,3}$",
                                    "^a{3,2}$",
                                    "^{3}$",
                                    "^*$",
                                    "^.{64}$",
                                    "^[[:alpha:]]$",
                                    "^[z-a]$",
                                    "^[a-\\d]$",
                                    "^[]a]$",
                                    "^[a$",
                                    "^a\\$",
                                    "^\\bx$",
                                    "^\\pL$",
                                    "^\\x41$",
                                    "^\xC3\xA9$",
                                    "^[\xC3\xA9]$",
                                    "^a{99999999999999999999}$",
                                    "^a^$"}) {
    EXPECT_FALSE(ClassSequence::parse(pattern)) << pattern;
  }
}

TEST(ClassSequence, IsUnsureOfTextBeyondAscii) {
  EXPECT_EQ(ClassSequence::parse("^[^@]+$")->matches("a\xC3\xA9"), Match::unsure);
  EXPECT_EQ(ClassSequence::parse("^[^@]+@$")->matches("a\xC3\xA9"), Match::unsure);
  EXPECT_EQ(ClassSequence::parse("^[^@]+@$")->matches("@\xC3\xA9"), Match::no);
}

}  // namespace
}  // namespace talaria::model
