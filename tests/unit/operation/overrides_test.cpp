#include <gtest/gtest.h>

#include <talaria/app/app.hpp>
#include <talaria/model/dump.hpp>
#include <talaria/operation/overrides.hpp>
#include <talaria/testing/test_client.hpp>

namespace talaria {
namespace {

Json settings(Query<std::optional<std::string>, "q"> q) {
  return JsonObject{{"from", "original"}, {"q", Json(q)}};
}
Task<Json> test_settings(Query<int, "k", defaults{1}> k) {
  co_return JsonObject{{"from", "test"}, {"k", *k}};
}
Json other_settings() {
  return "other";
}
Json handler(Depends<settings> value) {
  return *value;
}
Json indirect(Depends<handler> value) {
  return *value;
}
Resource<Json> yielding_settings() {
  Json value = "yielded";
  co_yield value;
}
Json circular(Depends<settings> value) {
  return *value;
}
Json with_state(State<int> number) {
  return *number;
}

TEST(DependencyOverrides, ReplaceAtEveryDepthUntilTheyAreTakenBack) {
  App app;
  app.get<handler>("/direct");
  app.get<indirect>("/indirect");
  TestClient client(app);
  EXPECT_EQ(client.get("/direct?q=a").text, R"({"from":"original","q":"a"})");
  app.dependency_overrides.set<settings, test_settings>();
  EXPECT_EQ(client.get("/direct?q=a&k=5").text, R"({"from":"test","k":5})") << "the replacement's own parameters count";
  EXPECT_EQ(client.get("/indirect").text, R"({"from":"test","k":1})");
  EXPECT_EQ(client.get("/direct?k=x").status_code, 422);
  app.dependency_overrides.set<settings, yielding_settings>();
  EXPECT_EQ(client.get("/indirect").text, R"("yielded")");
  app.dependency_overrides.clear();
  EXPECT_EQ(client.get("/direct").text, R"({"from":"original","q":null})");
}

TEST(DependencyOverrides, AGuardPutsBackWhatWasThere) {
  App app;
  app.get<handler>("/");
  TestClient client(app);
  {
    const auto outer = app.dependency_overrides.scoped<settings, test_settings>();
    {
      const auto inner = app.dependency_overrides.scoped<settings, other_settings>();
      EXPECT_EQ(client.get("/").text, R"("other")");
    }
    EXPECT_EQ(client.get("/").json()["from"], Json("test"));
  }
  EXPECT_EQ(client.get("/").json()["from"], Json("original"));
}

TEST(DependencyOverrides, TheDocumentShowsWhatTheAppDeclares) {
  App app;
  app.get<handler>("/");
  app.dependency_overrides.set<settings, test_settings>();
  TestClient client(app);
  const Json document = client.get("/openapi.json").json();
  const Json& parameters = document["paths"]["/"]["get"]["parameters"];
  ASSERT_EQ(parameters.as_array().size(), 1u);
  EXPECT_EQ(parameters[0]["name"], Json("q"));
}

TEST(DependencyOverrides, ACircleOrAMissingStateIsAFault) {
  App app;
  app.get<handler>("/");
  app.dependency_overrides.set<settings, circular>();
  EXPECT_THROW(TestClient{app}, RegistrationError);
  app.dependency_overrides.set<settings, with_state>();
  EXPECT_THROW(TestClient{app}, RegistrationError);
  app.state.emplace<int>(5);
  EXPECT_EQ(TestClient(app).get("/").text, "5");
}

}  // namespace
}  // namespace talaria
