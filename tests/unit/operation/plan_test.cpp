#include <gmock/gmock.h>

#include <talaria/operation/handler_info.hpp>
#include <talaria/operation/plan.hpp>

namespace talaria::operation {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct Made {
  Plan plan;
  std::vector<std::string> problems;
};

Made make(const describe::CallableInfo& handler, const std::vector<DependencyRef>& dependencies = {},
          const std::vector<std::string>& captures = {}) {
  const DependencyOverrides overrides;
  const StateMap state;
  Made made;
  made.plan = compile_plan({&handler, nullptr, &dependencies, &captures, &overrides, &state}, made.problems);
  return made;
}

std::vector<std::string> names(const Plan& plan) {
  std::vector<std::string> out;
  for (const auto& node : plan.nodes) out.emplace_back(node.callable->name);
  return out;
}

std::vector<std::string> parameters(const Made& made) {
  describe::OperationInfo info;
  collect_parameters(made.plan, info);
  std::vector<std::string> out;
  for (const auto& parameter : info.parameters) out.push_back(parameter.wire_name + (parameter.required ? "!" : ""));
  return out;
}

int page(Query<int, "page", defaults{1}>) {
  return 1;
}
int limit(Query<int, "limit">, Depends<page>) {
  return 1;
}
void token(Header<std::string, "x_token">, Query<int, "t">) {}
Task<Json> list(Cookie<int, "c">, Depends<limit>, Query<int, "own">, Depends<page>, Path<int, "id">) {
  co_return nullptr;
}

TEST(Plan, HasDependenciesBeforeWhoNeedsThemAndTheHandlerLast) {
  const std::vector<DependencyRef> dependencies{depends<token>, depends<page>};
  const Made made = make(handler_info<list>, dependencies, {"id"});
  EXPECT_THAT(made.problems, IsEmpty());
  EXPECT_THAT(names(made.plan), ElementsAre("token", "page", "limit", "list"));
  EXPECT_THAT(made.plan.route_dependencies, ElementsAre(0u, 1u));
}

TEST(Plan, TheDocumentListsOwnParametersThenThoseOfTheRouteThenThoseOfDependencies) {
  const std::vector<DependencyRef> dependencies{depends<token>, depends<page>};
  const Made made = make(handler_info<list>, dependencies, {"id"});
  EXPECT_THAT(parameters(made), ElementsAre("id!", "own!", "t!", "page", "limit!", "x-token!", "c!"));
}

int optional_q(Query<std::optional<int>, "q">) {
  return 1;
}
int required_q(Query<int, "q">) {
  return 1;
}
Task<Json> same_name(Depends<required_q>, Depends<optional_q>) {
  co_return nullptr;
}

TEST(Plan, OfEqualNamesARequiredOneIsShown) {
  EXPECT_THAT(parameters(make(handler_info<same_name>)), ElementsAre("q!"));
}

struct Body1 {
  int a;
};
struct Body2 {
  int a;
};
int one_body(Body<Body1>) {
  return 1;
}
int other_body(Body<Body2>) {
  return 1;
}
Task<Json> two_unnamed(Depends<one_body>, Depends<other_body>) {
  co_return nullptr;
}
Task<Json> one_named(Depends<one_body>, Body<Body2, "second">) {
  co_return nullptr;
}

TEST(Plan, BodiesOfDifferentCallablesNeedNames) {
  EXPECT_THAT(make(handler_info<two_unnamed>).problems, ElementsAre(HasSubstr("give each a name")));
  EXPECT_THAT(make(handler_info<one_named>).problems, ElementsAre(HasSubstr("needs a name")));
}

struct Profile {
  std::string name;
};
void model_beside_form(Body<Profile, "profile">, Form<std::string, "note">) {}
void models_beside_file(Body<std::vector<Profile>, "profiles">, File<UploadFile, "file">) {}
void texts_beside_form(Body<int, "count">, Body<std::vector<std::string>, "tags">, Form<std::string, "note">) {}

TEST(Plan, AModelOfJsonHasNoPlaceInAForm) {
  EXPECT_THAT(make(handler_info<model_beside_form>).problems,
              ElementsAre(HasSubstr("Body 'profile' can never be filled: the body is a form")));
  EXPECT_THAT(make(handler_info<models_beside_file>).problems, ElementsAre(HasSubstr("Body 'profiles'")));
  EXPECT_THAT(make(handler_info<texts_beside_form>).problems, IsEmpty());
}

Resource<int> function_scoped() {
  int value = 1;
  co_yield value;
}
Resource<int> request_scoped(Depends<function_scoped, Scope::function> inner) {
  int value = *inner;
  co_yield value;
}
Task<Json> scopes(Depends<request_scoped>) {
  co_return nullptr;
}
Task<Json> scopes_agree(Depends<request_scoped, Scope::function>) {
  co_return nullptr;
}

TEST(Plan, AResourceMustNotOutliveOneThatItNeeds) {
  EXPECT_THAT(make(handler_info<scopes>).problems,
              ElementsAre(HasSubstr("scope request and cannot depend on 'function_scoped'")));
  EXPECT_THAT(make(handler_info<scopes_agree>).problems, IsEmpty());
}

Task<Json> faulty(Path<int, "id">, State<Body1>, Query<std::string, "q", pattern{"(["}>) {
  co_return nullptr;
}

TEST(Plan, ReportsEveryProblem) {
  EXPECT_THAT(make(handler_info<faulty>).problems, ElementsAre(HasSubstr("Path parameter 'id' has no capture '{id}'"),
                                                               HasSubstr("no State<"), HasSubstr("pattern \"([\"")));
}

}  // namespace
}  // namespace talaria::operation
