#include <string>
#include <unordered_set>
#include <vector>

#include <gtest/gtest.h>

#include <talaria/model/field.hpp>

namespace field_test {

std::string make_token() {
  return "token";
}

}  // namespace field_test

namespace talaria {
namespace {

enum class Color { red, green };

TEST(Field, OfAClassIsOne) {
  Field<std::string, min_length{3}> name = "Ada";
  EXPECT_EQ(name.size(), 3u);
  name += " L";
  name = "Grace";
  const std::string& plain = name;
  EXPECT_EQ(plain, "Grace");
  const Field<std::vector<std::string>, min_length{1}> list = std::vector<std::string>{"a", "b"};
  EXPECT_EQ(list.size(), 2u);
}

TEST(Field, OfAScalarConvertsToIt) {
  Field<int, ge{1}> number = 5;
  number += 2;
  number *= 3;
  EXPECT_EQ(number + 1, 22);
  EXPECT_EQ(*number, 21);
  Field<Color> color = Color::green;
  EXPECT_EQ(color, Color::green);
}

TEST(Field, BeginsWithTheDefaultOfItsFacts) {
  EXPECT_EQ((*Field<int, defaults{20}>{}), 20);
  EXPECT_EQ((*Field<double, defaults{1}>{}), 1.0);
  EXPECT_EQ((Field<std::string, defaults{"fixed"}>{}), "fixed");
  EXPECT_EQ((*Field<Color, defaults{Color::green}>{}), Color::green);
  EXPECT_EQ((Field<std::string, default_factory<field_test::make_token>>{}), "token");
  EXPECT_TRUE((Field<std::vector<int>, defaults{}>{}.empty()));
  EXPECT_EQ((Field<std::vector<std::string>, defaults{"foo", "bar"}>{}.back()), "bar");
  EXPECT_EQ((*Field<int, ge{1}>{}), 0);
  EXPECT_EQ((Field<std::optional<int>, defaults{3}>{}), 3);
}

TEST(Field, IsHashedLikeItsValue) {
  const std::unordered_set<Field<std::string, min_length{1}>> set = {"a", "b", "a"};
  EXPECT_EQ(set.size(), 2u);
}

}  // namespace
}  // namespace talaria
