#include <memory>
#include <string>

#include <gtest/gtest.h>

#include <talaria/base/result.hpp>

namespace talaria {
namespace {

Result<int, std::string> half(int number) {
  if (number % 2 != 0) return Unexpected{std::string("odd")};
  return number / 2;
}

TEST(Result, HoldsAValue) {
  const auto result = half(8);
  ASSERT_TRUE(result.has_value());
  EXPECT_TRUE(static_cast<bool>(result));
  EXPECT_EQ(result.value(), 4);
  EXPECT_EQ(*result, 4);
  EXPECT_THROW((void)result.error(), std::bad_variant_access);
}

TEST(Result, HoldsAnErrorInstead) {
  const auto result = half(7);
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error(), "odd");
  EXPECT_THROW((void)result.value(), std::bad_variant_access);
}

TEST(Result, TellsValueAndErrorOfTheSameTypeApart) {
  const Result<int, int> value = 1;
  const Result<int, int> error = Unexpected{1};
  EXPECT_TRUE(value.has_value());
  EXPECT_FALSE(error.has_value());
}

TEST(Result, GivesUpAMoveOnlyValue) {
  Result<std::unique_ptr<int>, int> result = std::make_unique<int>(3);
  const std::unique_ptr<int> owned = std::move(result).value();
  EXPECT_EQ(*owned, 3);
}

}  // namespace
}  // namespace talaria
