#include <gtest/gtest.h>

#include <talaria/model/reflect/names.hpp>

namespace app::users {
struct User {};
template <class T>
struct Page {};
int read_user(int id) {
  return id;
}
template <class T>
int read_any(T) {
  return 0;
}
}  // namespace app::users

namespace talaria::model::reflect {
namespace {

struct Hidden {};
int hidden_function() {
  return 0;
}

TEST(Names, OfFunctionsAreUnqualified) {
  EXPECT_EQ((name_of<&app::users::read_user>), "read_user");
  EXPECT_EQ((name_of<&hidden_function>), "hidden_function");
  EXPECT_EQ((name_of<&app::users::read_any<int>>), "read_any");
}

TEST(Names, OfTypesKeepTheirArguments) {
  EXPECT_EQ(type_name<app::users::User>, "User");
  EXPECT_EQ(qualified_type_name<app::users::User>, "app::users::User");
  EXPECT_EQ(type_name<app::users::Page<app::users::User>>, "Page<app::users::User>");
  EXPECT_EQ(type_name<Hidden>, "Hidden");
}

}  // namespace
}  // namespace talaria::model::reflect
