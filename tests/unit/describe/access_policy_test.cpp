#include <gtest/gtest.h>

#include <talaria/describe/access_policy.hpp>

namespace talaria::describe {
namespace {

TEST(AccessPolicy, IsNotThereUnlessSaid) {
  const OperationInfo operation{};
  EXPECT_FALSE(has_access_policy(operation));
  EXPECT_EQ(access_policy_text(operation), "-");
}

TEST(AccessPolicy, IsPublicASchemeOrARule) {
  OperationInfo open{};
  open.options.is_public = true;
  EXPECT_TRUE(has_access_policy(open));
  EXPECT_EQ(access_policy_text(open), "public");

  OperationInfo operation{};
  operation.security.push_back({"OAuth2PasswordBearer", {}, {"me", "items"}});
  EXPECT_TRUE(has_access_policy(operation));
  operation.security.push_back({"Key", {}, {}});
  operation.access_rules.emplace_back("role admin or editor");
  EXPECT_EQ(access_policy_text(operation), "OAuth2PasswordBearer (me items), Key, role admin or editor");

  OperationInfo ruled{};
  ruled.access_rules.emplace_back("role admin");
  EXPECT_TRUE(has_access_policy(ruled));
}

}  // namespace
}  // namespace talaria::describe
