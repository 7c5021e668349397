// Security: schemes, users, passwords, tokens, scopes, keys.
#include "pages.hpp"

// clang-format off
namespace security_first_steps { void set_up(talaria::App& app); }
namespace security_jwt {
talaria::AppOptions options();
void set_up(talaria::App& app);
}
namespace security_refresh { void set_up(talaria::App& app); }
namespace security_schemes { void set_up(talaria::App& app); }
// clang-format on

namespace docs {
namespace {

using namespace talaria;

TestRequest bearer(const std::string& token) {
  return {.headers = {{"Authorization", "Bearer " + token}}};
}

TEST(SecurityFirstSteps, AnswerAsThePageSays) {
  App app;
  security_first_steps::set_up(app);
  TestClient client{app};
  const TestResponse refused = client.get("/items/");
  EXPECT_TRUE(shown("tutorial/security/first-steps.md", refused, 401));
  EXPECT_EQ(refused.header("www-authenticate"), "Bearer");
  EXPECT_TRUE(shown("tutorial/security/first-steps.md", client.get("/items/", bearer("testtoken"))));
}

TEST(GetCurrentUser, AnswersAsThePageSays) {
  App app;
  security_first_steps::set_up(app);
  TestClient client{app};
  EXPECT_TRUE(shown("tutorial/security/get-current-user.md", client.get("/users/me", bearer("johndoe"))));
  EXPECT_TRUE(shown("tutorial/security/get-current-user.md", client.get("/users/me", bearer("alice")), 400));
}

TEST(SimpleOAuth2, AnswersAsThePageSays) {
  App app;
  security_first_steps::set_up(app);
  TestClient client{app};
  const TestResponse token = client.post("/token", {.data = {{"username", "johndoe"}, {"password", "secret"}}});
  EXPECT_TRUE(shown("tutorial/security/simple-oauth2.md", token));
  EXPECT_EQ(client.post("/token", {.data = {{"username", "johndoe"}, {"password", "x"}}}).status_code, 400);
}

std::string log_in(TestClient& client, const char* name, const char* password, const char* scope) {
  const TestResponse response =
      client.post("/token", {.data = {{"username", name}, {"password", password}, {"scope", scope}}});
  return response.json()["access_token"].as_string();
}

TEST(OAuth2Jwt, AnswersAsThePageSays) {
  const std::string page = "tutorial/security/oauth2-jwt.md";
  App app{security_jwt::options()};
  security_jwt::set_up(app);
  TestClient client{app};
  EXPECT_EQ(client.post("/token", {.data = {{"username", "johndoe"}, {"password", "wrong"}}}).status_code, 401);
  EXPECT_EQ(client.post("/token", {.data = {{"username", "nobody"}, {"password", "secret"}}}).status_code, 401);
  EXPECT_TRUE(shown(page, client.get("/users/me", bearer(log_in(client, "johndoe", "secret", "me")))));
  const TestResponse refused = client.get("/users/me", bearer("no.to.ken"));
  EXPECT_TRUE(shown(page, refused, 401));
  EXPECT_EQ(refused.header("www-authenticate"), "Bearer scope=\"me\"");
}

TEST(OAuth2Jwt, RefreshesAsThePageSays) {
  App app;
  security_refresh::set_up(app);
  TestClient client{app};
  const Json first = client.post("/login?user=ada").json();
  const Json again = {JsonObject{{"refresh_token", first["refresh_token"]}}};
  const TestResponse second = client.post("/refresh", {.json = again});
  EXPECT_EQ(second.status_code, 200);
  EXPECT_EQ(second.json()["access_token"], Json("access of ada"));
  EXPECT_TRUE(shown("tutorial/security/oauth2-jwt.md", client.post("/refresh", {.json = again}), 401));
  const Json of_thief = {JsonObject{{"refresh_token", second.json()["refresh_token"]}}};
  EXPECT_EQ(client.post("/refresh", {.json = of_thief}).status_code, 401);
}

TEST(OAuth2Scopes, AnswerAsThePageSays) {
  App app{security_jwt::options()};
  security_jwt::set_up(app);
  TestClient client{app};
  const std::string me = log_in(client, "johndoe", "secret", "me");
  const TestResponse refused = client.get("/users/me/items", bearer(me));
  EXPECT_TRUE(shown("tutorial/security/oauth2-scopes.md", refused, 401));
  EXPECT_EQ(refused.header("www-authenticate"), "Bearer scope=\"items me\"");
  EXPECT_EQ(client.get("/users/me/items", bearer(log_in(client, "johndoe", "secret", "me items"))).status_code, 200);
  EXPECT_EQ(client.put("/items", bearer(me)).status_code, 200);
  const std::string alice = log_in(client, "alice", "wonderland", "");
  EXPECT_EQ(client.put("/items", bearer(alice)).status_code, 403);
  EXPECT_TRUE(shown("tutorial/security/oauth2-scopes.md", client.get("/accounts/johndoe", bearer(alice)), 403));
  EXPECT_EQ(client.get("/accounts/alice", bearer(alice)).status_code, 200);
  EXPECT_EQ(client.get("/accounts/alice", bearer(me)).status_code, 200);
}

TEST(HttpBasicPage, AnswersAsThePageSays) {
  const std::string page = "tutorial/security/http-basic-auth.md";
  App app;
  security_schemes::set_up(app);
  TestClient client{app};
  const TestRequest right{.headers = {{"Authorization", "Basic c3RhbmxleWpvYnNvbjpzd29yZGZpc2g="}}};
  const TestRequest wrong{.headers = {{"Authorization", "Basic c3RhbmxleWpvYnNvbjp4"}}};
  EXPECT_TRUE(shown(page, client.get("/users/me", right)));
  EXPECT_TRUE(shown(page, client.get("/users/me", wrong), 401));
  EXPECT_EQ(client.get("/me").status_code, 403);
  EXPECT_EQ(client.get("/me", bearer("x")).status_code, 200);
}

TEST(ApiKeysPage, AnswersAsThePageSays) {
  const std::string page = "tutorial/security/api-keys.md";
  App app;
  security_schemes::set_up(app);
  TestClient client{app};
  EXPECT_TRUE(shown(page, client.get("/report", {.headers = {{"x-api-key", "tal_9qJ0vYV3k8Zr"}}})));
  EXPECT_EQ(client.get("/report", {.headers = {{"x-api-key", "tal_wrong"}}}).status_code, 401);
  EXPECT_TRUE(shown(page, client.get("/either?api_key=abc")));
}

}  // namespace
}  // namespace docs
