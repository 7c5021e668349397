#include <gtest/gtest.h>

#include <talaria/http/method.hpp>

namespace talaria::http {
namespace {

TEST(Method, HasANameThatReadsBack) {
  for (int i = 0; i < named_method_count; ++i) {
    const auto method = static_cast<Method>(i);
    EXPECT_FALSE(method_name(method).empty());
    EXPECT_EQ(parse_method(method_name(method)), method);
  }
  EXPECT_EQ(method_name(Method::delete_), "DELETE");
  EXPECT_EQ(method_name(Method::query), "QUERY");
}

TEST(Method, IsOtherForWhatIsNotRegistered) {
  for (const char* name : {"get", "GETS", "GE", "", "PROPFIND"}) EXPECT_EQ(parse_method(name), Method::other) << name;
  EXPECT_EQ(method_name(Method::other), "");
}

}  // namespace
}  // namespace talaria::http
