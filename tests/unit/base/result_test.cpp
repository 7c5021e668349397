#include <memory>
#include <optional>
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

struct Missing {
  int code = 404;
};
struct Taken {
  std::string by;
};

Result<std::string, Missing, Taken> find(int number) {
  if (number == 0) return Missing{};
  if (number == 1) return Taken{"ada"};
  return "found";
}

TEST(Result, IsMadeOfAnyOfItsErrors) {
  const auto missing = find(0);
  ASSERT_NE(missing.error_if<Missing>(), nullptr);
  EXPECT_EQ(missing.error_if<Missing>()->code, 404);
  EXPECT_EQ(missing.error_if<Taken>(), nullptr);
  EXPECT_EQ(missing.error().code, 404);
  const auto taken = find(1);
  ASSERT_NE(taken.error_if<Taken>(), nullptr);
  EXPECT_EQ(taken.error_if<Taken>()->by, "ada");
  EXPECT_THROW((void)taken.error(), std::bad_variant_access);
}

TEST(Result, IsMadeOfWhatBecomesItsValue) {
  EXPECT_EQ(*find(2), "found");
  const Result<std::optional<int>, Missing> result = 3;
  EXPECT_EQ(**result, 3);
}

TEST(Result, OfNothingHoldsAnErrorOrNone) {
  const auto check = [](bool good) -> Result<void, Missing> {
    if (!good) return Missing{.code = 410};
    return {};
  };
  EXPECT_TRUE(check(true).has_value());
  ASSERT_FALSE(check(false).has_value());
  EXPECT_EQ(check(false).error().code, 410);
}

TEST(Result, GivesUpAMoveOnlyValue) {
  Result<std::unique_ptr<int>, int> result = std::make_unique<int>(3);
  const std::unique_ptr<int> owned = std::move(result).value();
  EXPECT_EQ(*owned, 3);
}

}  // namespace
}  // namespace talaria
