#include <gmock/gmock.h>

#include <talaria/dependency/describe_callable.hpp>
#include <talaria/describe/wire_name.hpp>

namespace talaria::dependency {
namespace {

struct Repository {};
struct Settings {
  int limit = 0;
};

Settings get_settings() {
  return {};
}
Task<int> current_user(Header<std::string, "x_token"> token, Depends<get_settings> settings) {
  static_cast<void>(token);
  co_return settings->limit;
}
Resource<> guard(Request&, const Request&) {
  co_yield {};
}
void everything(Path<int, "id">, Query<int, "q", alias{"item-query"}>, Cookie<int, "session_id">,
                Body<Settings, "body">, State<Repository>, Depends<current_user, use_cache{false}>,
                Depends<guard, Scope::function>) {}

struct RequireRole {
  char role = 'a';
  bool operator()(Query<int, "level">) const { return true; }
};
inline constexpr RequireRole require_admin{'x'};

TEST(DescribeCallable, NamesTheParametersInOrder) {
  const auto& info = callable_info<everything>;
  EXPECT_EQ(info.name, "everything");
  EXPECT_EQ(info.execution, describe::Execution::blocking);
  ASSERT_EQ(info.parameters.size(), 7u);
  using describe::Location;
  const Location locations[] = {Location::path,  Location::query,      Location::cookie,    Location::body,
                                Location::state, Location::dependency, Location::dependency};
  for (std::size_t i = 0; i < 7; ++i) EXPECT_EQ(info.parameters[i].location, locations[i]) << i;
  EXPECT_EQ(describe::wire_name(info.parameters[1]), "item-query");
  EXPECT_EQ(describe::wire_name(info.parameters[2]), "session_id");
  EXPECT_THAT(std::string(info.parameters[4].state_type), ::testing::HasSubstr("Repository"));
  EXPECT_EQ(info.parameters[5].dependency, &callable_info<current_user>);
  EXPECT_FALSE(info.parameters[5].use_cache);
  EXPECT_EQ(info.parameters[5].scope, Scope::request);
  EXPECT_EQ(info.parameters[6].scope, Scope::function);
  EXPECT_TRUE(info.parameters[6].use_cache);
}

TEST(DescribeCallable, SaysHowItRunsAndWhatItGives) {
  EXPECT_EQ(callable_info<current_user>.execution, describe::Execution::coroutine);
  EXPECT_NE(callable_info<current_user>.start, nullptr);
  EXPECT_EQ(callable_info<current_user>.result_key, &detail::result_key<int>);
  EXPECT_EQ(callable_info<guard>.execution, describe::Execution::resource);
  EXPECT_EQ(callable_info<guard>.result.kind, describe::ResultKind::nothing);
  EXPECT_EQ(callable_info<get_settings>.result.size, sizeof(Settings));
}

TEST(DescribeCallable, HeadersHaveDashesUnlessToldOtherwise) {
  EXPECT_EQ(describe::wire_name(callable_info<current_user>.parameters[0]), "x-token");
}

TEST(DescribeCallable, AnObjectIsNamedLikeItsTypeAndAPointerLikeTheObject) {
  EXPECT_EQ((callable_info<RequireRole{'b'}>.name), "RequireRole");
  EXPECT_EQ((callable_info<&require_admin>.name), "require_admin");
  EXPECT_NE((&callable_info<RequireRole{'b'}>), (&callable_info<RequireRole{'c'}>));
}

TEST(DescribeCallable, DependenciesWithoutAValueAreListedByReference) {
  const DependencyList list{depends<current_user>, depends<guard, Scope::function>};
  ASSERT_EQ(list.items().size(), 2u);
  EXPECT_EQ(list.items()[0].parameter.dependency, &callable_info<current_user>);
  EXPECT_EQ(list.items()[1].parameter.scope, Scope::function);
}

}  // namespace
}  // namespace talaria::dependency
