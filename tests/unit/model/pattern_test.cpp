#include "model/pattern.hpp"

#include <atomic>
#include <list>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include <talaria/model/pattern.hpp>

namespace talaria::model {
namespace {

/// A pattern with a place for its compiled form that lasts, as in a program.
PatternInfo pattern_info(std::string_view text) {
  static auto& slots = *new std::list<const CompiledPattern*>;
  return {text, &slots.emplace_back(nullptr)};
}

bool matches(std::string_view pattern, std::string_view text) {
  return pattern_matches(pattern_info(pattern), text);
}

struct Case {
  std::string_view pattern;
  std::string_view text;
  bool expected;
};

// Both ways of matching: the plain loop for one class of characters, RE2 for the rest.
const Case cases[] = {
    {"^[A-Za-z0-9_-]+$", "abc_-9", true},
    {"^[A-Za-z0-9_-]+$", "", false},
    {"^[A-Za-z0-9_-]+$", "a b", false},
    {"^[A-Za-z0-9_-]+$", "\xC3\xA9", false},
    {"^[A-Za-z0-9_-]+$", "a\n", false},
    {"^[a-z]*$", "", true},
    {"^[a-z]?$", "ab", false},
    {"^[a-z]$", "a", true},
    {"^[a-z]$", "", false},
    {"^[a-z]{2}$", "ab", true},
    {"^[a-z]{2}$", "abc", false},
    {"^[a-z]{2,}$", "abcd", true},
    {"^[a-z]{2,3}$", "abcd", false},
    {"^[a-z]{,3}$", "a", false},  // to RE2 these braces are text
    {"^[a-z]{,3}$", "a{,3}", true},
    {"^[-a]+$", "-a-", true},
    {"^[a-]+$", "a-", true},
    {"^[a\\-z]+$", "b", false},
    {"^[a\\-z]+$", "a-z", true},
    {"^[\\w.]+$", "a_9.", true},
    {"^[\\d]+$", "12a", false},
    {"^\\d{3}$", "123", true},
    {"^[\\]\\\\]+$", "]\\", true},
    {"^[^a]+$", "b\xC3\xA9", true},
    {"^[[:alpha:]]+$", "abc", true},
    {"^[\\s]+$", " ", true},
    {"^[a-z]+", "abc1", true},
    {"b(c|d)*e", "xbcdcex", true},
    {"b(c|d)*e", "xbcdc", false},
    {"^\xC3\xA9$", "\xC3\xA9", true},
    {"^.$", "\xE2\x82\xAC", true},
    {"^fixedquery$", "fixedquery", true},
    {"^fixedquery$", "fixedquery2", false},
    {"", "anything", true},
};

TEST(Pattern, MatchesLikeRe2WhicheverWayIsTaken) {
  for (const Case& c : cases) EXPECT_EQ(matches(c.pattern, c.text), c.expected) << c.pattern << " on " << c.text;
}

TEST(Pattern, TakesLinearTimeOnWhatMakesBacktrackersExplode) {
  EXPECT_FALSE(matches("^(a+)+$", std::string(100'000, 'a') + "!"));
}

TEST(Pattern, TellsWhatIsWrongWithAnInvalidOne) {
  const PatternInfo invalid = pattern_info("^(a$");
  ASSERT_TRUE(pattern_problem(invalid).has_value());
  EXPECT_NE(pattern_problem(invalid)->find("missing )"), std::string::npos) << *pattern_problem(invalid);
  EXPECT_THROW((void)pattern_matches(invalid, "a"), std::logic_error);

  EXPECT_TRUE(pattern_problem(pattern_info("^[z-a]+$")).has_value());
  EXPECT_FALSE(pattern_problem(pattern_info("^[a-z]+$")).has_value());
}

TEST(Pattern, IsCompiledOnceForAllThreads) {
  const PatternInfo info = pattern_info("^(x|y)+$");
  std::vector<std::thread> threads;
  std::atomic<int> matched = 0;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] { matched += pattern_matches(info, "xyx") ? 1 : 0; });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(matched, 4);
  const CompiledPattern* const compiled = *info.compiled;
  EXPECT_NE(compiled, nullptr);
  EXPECT_TRUE(pattern_matches(info, "y"));
  EXPECT_EQ(*info.compiled, compiled);
}

}  // namespace
}  // namespace talaria::model
