#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <talaria/model/reflect/aggregate.hpp>

namespace talaria::model::reflect {
namespace {

struct Nothing {};
struct Scalars {
  int a;
  double b;
  bool c;
};
struct Nested {
  Scalars scalars;
  std::vector<Nested> children;
  std::optional<Scalars> maybe;
};
struct WithFields {
  Field<int, ge{1}> number;
  Field<std::string, min_length{1}> text;
  int with_initializer = 5;
};

TEST(Aggregate, CountsMembers) {
  EXPECT_EQ(member_count<Nothing>, 0u);
  EXPECT_EQ(member_count<Scalars>, 3u);
  EXPECT_EQ(member_count<Nested>, 3u);
  EXPECT_EQ(member_count<WithFields>, 3u);
}

TEST(Aggregate, NamesMembers) {
  EXPECT_EQ((member_name<Scalars, 0>), "a");
  EXPECT_EQ((member_name<Scalars, 2>), "c");
  EXPECT_EQ((member_name<Nested, 1>), "children");
  EXPECT_EQ((member_name<WithFields, 1>), "text");
  EXPECT_EQ((member_name<WithFields, 2>), "with_initializer");
}

TEST(Aggregate, KnowsTheTypesOfMembers) {
  EXPECT_TRUE((std::is_same_v<MemberType<Nested, 0>, Scalars>));
  EXPECT_TRUE((std::is_same_v<MemberType<Nested, 2>, std::optional<Scalars>>));
  EXPECT_TRUE((std::is_same_v<MemberType<WithFields, 0>, Field<int, ge{1}>>));
}

TEST(Aggregate, PointsToMembers) {
  Scalars object{1, 2.5, true};
  const auto pointers = with_members(object, MakePointers{});
  EXPECT_EQ(pointer_at<0>(pointers), &object.a);
  EXPECT_EQ(pointer_at<1>(pointers), &object.b);
  EXPECT_EQ(pointer_at<2>(pointers), &object.c);
}

}  // namespace
}  // namespace talaria::model::reflect
