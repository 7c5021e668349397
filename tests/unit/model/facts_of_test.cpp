#include <optional>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <talaria/model/facts_of.hpp>
#include <talaria/model/validation_error.hpp>

namespace facts_test {

int seven() {
  return 7;
}

std::string doubled(std::string text) {
  return text + text;
}

std::string short_enough(std::string text) {
  if (text.size() > 4) throw talaria::ValueError("too long");
  return text;
}

}  // namespace facts_test

namespace talaria::model {
namespace {

TEST(Facts, SayNothingWithoutFacts) {
  constexpr const Facts& facts = facts_of<int>;
  EXPECT_FALSE(facts.has_constraints);
  EXPECT_FALSE(facts.has_default);
  EXPECT_TRUE(facts.title.empty());
  EXPECT_EQ(facts.pattern, nullptr);
}

TEST(Facts, KeepWhetherALimitWasWrittenAsAnInteger) {
  constexpr const Facts& facts = facts_of<double, gt{0}, le{0.5}, multiple_of{-3}>;
  EXPECT_TRUE(facts.has_constraints);
  EXPECT_TRUE(facts.has_gt);
  EXPECT_FALSE(facts.gt_value.is_real);
  EXPECT_EQ(facts.gt_value.real(), 0.0);
  EXPECT_TRUE(facts.le_value.is_real);
  EXPECT_EQ(facts.le_value.real(), 0.5);
  EXPECT_EQ(facts.multiple_of_value.integer, -3);
  EXPECT_FALSE(facts.has_ge);
  EXPECT_FALSE(facts.has_lt);
  EXPECT_EQ((facts_of<double, ge{1e300}>.ge_value.real()), 1e300);
}

TEST(Facts, KeepTexts) {
  constexpr const Facts& facts =
      facts_of<std::string, title{"Title"}, description{"It\nis"}, alias{"item-id"}, pattern{"^a$"}>;
  EXPECT_EQ(facts.title, "Title");
  EXPECT_EQ(facts.description, "It\nis");
  EXPECT_EQ(facts.alias, "item-id");
  ASSERT_NE(facts.pattern, nullptr);
  EXPECT_EQ(facts.pattern->text, "^a$");
  EXPECT_EQ(facts.pattern, (facts_of<std::string, min_length{1}, pattern{"^a$"}>.pattern));
}

TEST(Facts, KeepMarks) {
  constexpr const Facts& facts = facts_of<std::string, deprecated, required, exclude_from_schema, embed,
                                          keep_underscores, min_length{1}, max_length{2}>;
  EXPECT_TRUE(facts.deprecated);
  EXPECT_TRUE(facts.required);
  EXPECT_TRUE(facts.exclude_from_schema);
  EXPECT_TRUE(facts.embed);
  EXPECT_TRUE(facts.keep_underscores);
  EXPECT_EQ(facts.min_length, 1u);
  EXPECT_EQ(facts.max_length, 2u);
}

template <class T, auto... F>
T default_of() {
  T value{};
  const Facts& facts = facts_of<T, F...>;
  EXPECT_TRUE(facts.has_default);
  facts.set_default(&value);
  return value;
}

TEST(Facts, MakeDefaults) {
  EXPECT_EQ((default_of<int, defaults{5}>()), 5);
  EXPECT_EQ((default_of<double, defaults{5}>()), 5.0);
  EXPECT_EQ((default_of<std::string, defaults{"text"}>()), "text");
  EXPECT_EQ((default_of<std::string, defaults{}>()), "");
  EXPECT_EQ((default_of<int, default_factory<facts_test::seven>>()), 7);
  EXPECT_TRUE((facts_of<int, defaults{5}>.default_is_constant));
  EXPECT_FALSE((facts_of<int, default_factory<facts_test::seven>>.default_is_constant));
}

TEST(Facts, MakeDefaultsOfItems) {
  using Texts = std::vector<std::string>;
  EXPECT_EQ((default_of<Texts, defaults{"foo", "a\"b", ""}>()), (Texts{"foo", "a\"b", ""}));
  EXPECT_EQ((default_of<Texts, defaults{"foo"}>()), Texts{"foo"});
  EXPECT_EQ((default_of<Texts, defaults{}>()), Texts{});
  EXPECT_EQ((default_of<std::optional<Texts>, defaults{"foo", "bar"}>()), (Texts{"foo", "bar"}));
  EXPECT_EQ((default_of<std::set<std::string>, defaults{"b", "a", "b"}>()), (std::set<std::string>{"a", "b"}));
  EXPECT_EQ((default_of<std::vector<double>, defaults{1, 2.5}>()), (std::vector<double>{1, 2.5}));
  EXPECT_EQ((default_of<std::vector<int>, defaults{3}>()), std::vector<int>{3});
}

TEST(Facts, RunValidatorsInTheirOrder) {
  std::string text = "abc";
  facts_of<std::string, validator<facts_test::short_enough>, validator<facts_test::doubled>>.validate(&text);
  EXPECT_EQ(text, "abcabc");
  text = "abc";
  EXPECT_THROW(
      (facts_of<std::string, validator<facts_test::doubled>, validator<facts_test::short_enough>>.validate(&text)),
      ValueError);
  EXPECT_EQ((facts_of<std::string, min_length{1}>.validate), nullptr);
}

}  // namespace
}  // namespace talaria::model
