#include <optional>
#include <string>

#include <gtest/gtest.h>

#include <talaria/model/facts_of.hpp>
#include <talaria/model/validator_hooks.hpp>

namespace talaria {
namespace {

using model::ValidatorHook;

int doubled(int value) {
  return 2 * value;
}
Json unpacked(const Json& input) {
  return input;
}
int placed(int value, const ValidationInfo&) {
  return value;
}

TEST(ValidatorHooks, StandInTheOrderOfTheFacts) {
  constexpr const model::Facts& facts = model::facts_of<int, validator<doubled>, ge{0}, before_validator<unpacked>>;
  ASSERT_EQ(facts.hooks.size(), 2u);
  EXPECT_EQ(facts.hooks[0].mode, ValidatorHook::Mode::after);
  EXPECT_EQ(facts.hooks[1].mode, ValidatorHook::Mode::before);
  EXPECT_FALSE(facts.plain_input);
  EXPECT_EQ(facts.validate, nullptr);
}

TEST(ValidatorHooks, ThoseThatNeedTheValueAloneAreOneFunction) {
  constexpr const model::Facts& facts = model::facts_of<std::optional<int>, validator<doubled>, validator<doubled>>;
  EXPECT_TRUE(facts.plain_input);
  int value = 3;
  facts.validate(&value);
  EXPECT_EQ(value, 12);
}

TEST(ValidatorHooks, SayWhenThePlaceMatters) {
  constexpr const model::Facts& facts = model::facts_of<int, validator<placed>>;
  EXPECT_TRUE(facts.needs_place);
  EXPECT_FALSE(facts.plain_input);
}

}  // namespace
}  // namespace talaria
