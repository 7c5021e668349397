#include <string>
#include <utility>

#include <gtest/gtest.h>

#include <talaria/app/app.hpp>
#include <talaria/model/dump.hpp>
#include <talaria/security/oauth2.hpp>
#include <talaria/security/security.hpp>
#include <talaria/testing/test_client.hpp>

namespace talaria {
namespace {

inline constexpr OAuth2PasswordBearer scheme{{.token_url = "token"}};

// How often who was called, and the scopes that were asked for.
Json& calls() {
  static Json log = JsonArray();
  return log;
}

Task<std::string> current_user(const SecurityScopes& scopes, Security<scheme> token) {
  calls().as_array().push_back(scopes.scope_str);
  co_return *token;
}
Task<std::string> active_user(Security<current_user, scopes{"me", "own"}> user) {
  co_return *user;
}
Task<std::string> unscoped() {
  calls().as_array().push_back("unscoped");
  co_return "unscoped";
}

Task<Json> plain(Depends<current_user> user) {
  co_return *user;
}
Task<Json> nested(Security<active_user, scopes{"items me"}> user) {
  co_return *user;
}
Task<Json> both(Depends<current_user>, Security<current_user, scopes{"b", "a"}>,
                Security<current_user, scopes{"a", "b"}>) {
  co_return nullptr;
}
Task<Json> shared(Security<unscoped>, Depends<unscoped>) {
  co_return nullptr;
}
Task<Json> token_only(Depends<&scheme> token) {
  co_return *token;
}
Task<Json> by_value(SecurityScopes own) {
  co_return Json(own.scopes);
}
Task<Json> nothing() {
  co_return nullptr;
}

std::string replacement(const SecurityScopes& scopes) {
  return "replaced " + scopes.scope_str;
}

class SecurityTest : public ::testing::Test {
 protected:
  SecurityTest() {
    app_.get<plain>("/plain");
    app_.get<nested>("/nested");
    app_.get<both>("/both");
    app_.get<shared>("/shared");
    app_.get<token_only>("/token-only");
    app_.get<by_value>("/by-value");
    app_.get<nothing>("/route", {.dependencies = {depends<active_user, scopes{"x"}>}});
    calls() = JsonArray();
  }
  std::string get(const char* url) {
    TestClient client(app_);
    return client.get(url, {.headers = {{"Authorization", "Bearer t"}}}).text;
  }
  std::string security(const char* url) { return dump_json(app_.openapi()["paths"][url]["get"]["security"]); }
  App app_;
};

TEST_F(SecurityTest, ScopesAddUpFromTheOutsideIn) {
  EXPECT_EQ(get("/nested"), R"("t")");
  EXPECT_EQ(calls(), Json(JsonArray{"items me own"}));
  EXPECT_EQ(security("/nested"), R"([{"OAuth2PasswordBearer":["items","me","own"]}])");
}

TEST_F(SecurityTest, WithoutScopesThereAreNone) {
  EXPECT_EQ(get("/plain"), R"("t")");
  EXPECT_EQ(calls(), Json(JsonArray{""}));
  EXPECT_EQ(security("/plain"), R"([{"OAuth2PasswordBearer":[]}])");
  EXPECT_EQ(get("/by-value"), "[]");
}

TEST_F(SecurityTest, IsCalledOnceForEachSetOfScopes) {
  get("/both");
  EXPECT_EQ(calls(), Json(JsonArray{"", "b a"}));
  EXPECT_EQ(security("/both"), R"([{"OAuth2PasswordBearer":["b","a"]}])");
}

TEST_F(SecurityTest, IsAsDependsWhereNobodyAsksForScopes) {
  get("/shared");
  EXPECT_EQ(calls(), Json(JsonArray{"unscoped"}));
  EXPECT_EQ(get("/token-only"), R"("t")");
  EXPECT_EQ(security("/token-only"), R"([{"OAuth2PasswordBearer":[]}])");
}

TEST_F(SecurityTest, StandsAmongTheDependenciesOfARoute) {
  EXPECT_EQ(get("/route"), "null");
  EXPECT_EQ(calls(), Json(JsonArray{"x me own"}));
  EXPECT_EQ(security("/route"), R"([{"OAuth2PasswordBearer":["x","me","own"]}])");
  TestClient client(app_);
  EXPECT_EQ(client.get("/route").status_code, 401);
}

TEST_F(SecurityTest, IsReplacedByTests) {
  app_.dependency_overrides.set<current_user, replacement>();
  EXPECT_EQ(get("/nested"), R"("replaced items me own")");
  EXPECT_EQ(security("/nested"), R"([{"OAuth2PasswordBearer":["items","me","own"]}])") << "the document stays";
}

TEST_F(SecurityTest, LeavesTheDocumentAloneWhereThereIsNone) {
  App app;
  app.get<nothing>("/");
  EXPECT_FALSE(app.openapi().as_object().contains("components"));
  EXPECT_FALSE(app.openapi()["paths"]["/"]["get"].as_object().contains("security"));
}

}  // namespace
}  // namespace talaria
