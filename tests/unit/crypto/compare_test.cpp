#include <string>

#include <gtest/gtest.h>

#include <talaria/crypto/compare.hpp>

namespace talaria {
namespace {

TEST(CompareDigest, IsEquality) {
  EXPECT_TRUE(compare_digest("", ""));
  EXPECT_TRUE(compare_digest("stanleyjobson", std::string("stanleyjobson")));
  EXPECT_FALSE(compare_digest("stanleyjobson", "stanleyjobsoN"));
  EXPECT_FALSE(compare_digest("stanleyjobson", "stanleyjobso"));
  EXPECT_FALSE(compare_digest("", "a"));
  EXPECT_FALSE(compare_digest(std::string_view("a\0b", 3), std::string_view("a\0c", 3)));
}

}  // namespace
}  // namespace talaria
