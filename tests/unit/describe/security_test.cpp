#include <gtest/gtest.h>

#include <talaria/describe/security.hpp>

namespace talaria {
namespace {

TEST(SecurityScopes, HaveOneTextToo) {
  EXPECT_EQ(SecurityScopes({"me", "items"}).scope_str, "me items");
  EXPECT_EQ(SecurityScopes({"me"}).scope_str, "me");
  EXPECT_EQ(SecurityScopes().scope_str, "");
}

}  // namespace
}  // namespace talaria
