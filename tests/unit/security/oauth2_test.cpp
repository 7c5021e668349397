#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <talaria/app/app.hpp>
#include <talaria/model/dump.hpp>
#include <talaria/security/oauth2.hpp>
#include <talaria/security/security.hpp>
#include <talaria/testing/test_client.hpp>

namespace talaria {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

inline constexpr OAuth2PasswordBearer password{{
    .token_url = "token",
    .scopes = {{"me", "Yourself"}, {"items", "Items"}},
    .description = "A name and a password",
    .refresh_url = "refresh",
}};
inline constexpr OAuth2AuthorizationCodeBearer code{{.authorization_url = "authorize", .token_url = "code-token"}};
inline constexpr OpenIdConnect open_id{{.open_id_connect_url = "https://a.example/openid"}};
inline constexpr OAuth2 machine{{.flows = {.client_credentials = OAuthFlow{.token_url = "machine-token"}}}};

template <auto& Scheme>
Json show(Security<Scheme> token) {
  return *token;
}
Json maybe(Security<password, auto_error{false}> token) {
  return token->value_or("nobody");
}
Json login(OAuth2PasswordRequestForm form) {
  return JsonObject{{"username", form.username}, {"password", form.password}, {"scopes", Json(form.scopes())}};
}
Json login_strictly(OAuth2PasswordRequestFormStrict form) {
  return JsonObject{{"grant_type", form.grant_type}, {"scopes", Json(form.scopes())}};
}

class OAuth2Schemes : public ::testing::Test {
 protected:
  OAuth2Schemes() {
    app_.get<show<password>>("/password");
    app_.get<show<code>>("/code");
    app_.get<show<open_id>>("/open-id");
    app_.get<show<machine>>("/machine");
    app_.get<maybe>("/maybe");
    app_.post<login>("/token");
    app_.post<login_strictly>("/strict-token");
    client_.emplace(app_);
  }
  TestResponse get(const char* url, std::string authorization) {
    return client_->get(url, {.headers = {{"Authorization", std::move(authorization)}}});
  }
  App app_;
  std::optional<TestClient> client_;
};

TEST_F(OAuth2Schemes, BearersGiveTheToken) {
  for (const char* url : {"/password", "/code"}) {
    EXPECT_EQ(get(url, "Bearer abc").text, R"("abc")");
    EXPECT_EQ(get(url, "bEARER abc ").text, R"("abc")");
    for (const char* authorization : {"Basic abc", "abc", ""}) {
      const TestResponse response = get(url, authorization);
      EXPECT_EQ(response.status_code, 401) << authorization;
      EXPECT_EQ(response.text, R"({"detail":"Not authenticated"})");
      EXPECT_EQ(response.header("www-authenticate"), "Bearer");
    }
  }
  EXPECT_EQ(get("/maybe", "Basic x").text, R"("nobody")");
  EXPECT_EQ(get("/maybe", "Bearer x").text, R"("x")");
}

TEST_F(OAuth2Schemes, OthersGiveTheWholeField) {
  for (const char* url : {"/open-id", "/machine"}) {
    EXPECT_EQ(get(url, "Other abc").text, R"("Other abc")");
    EXPECT_EQ(get(url, "").status_code, 401);
    EXPECT_EQ(get(url, "").header("www-authenticate"), "Bearer");
  }
}

TEST_F(OAuth2Schemes, DocumentThemselves) {
  const Json& schemes = app_.openapi()["components"]["securitySchemes"];
  EXPECT_EQ(schemes["OAuth2PasswordBearer"],
            parse_json(R"({"type": "oauth2", "description": "A name and a password", "flows": {"password": {"tokenUrl":
                "token", "refreshUrl": "refresh", "scopes": {"me": "Yourself", "items": "Items"}}}})")
                .value());
  EXPECT_EQ(
      schemes["OAuth2AuthorizationCodeBearer"],
      parse_json(R"({"type": "oauth2", "flows": {"authorizationCode": {"authorizationUrl": "authorize", "tokenUrl":
                "code-token", "scopes": {}}}})")
          .value());
  EXPECT_EQ(schemes["OpenIdConnect"],
            parse_json(R"({"type": "openIdConnect", "openIdConnectUrl": "https://a.example/openid"})").value());
  EXPECT_EQ(
      schemes["OAuth2"],
      parse_json(R"({"type": "oauth2", "flows": {"clientCredentials": {"tokenUrl": "machine-token", "scopes": {}}}})")
          .value());
}

TEST_F(OAuth2Schemes, TakeTheFormOfTheStandard) {
  const TestResponse response =
      client_->post("/token", {.data = {{"username", "alice"}, {"password", "secret"}, {"scope", " a  b:c "}}});
  EXPECT_EQ(response.text, R"({"username":"alice","password":"secret","scopes":["a","b:c"]})");
  const TestResponse wrong =
      client_->post("/token", {.data = {{"username", "a"}, {"password", "b"}, {"grant_type", "code"}}});
  EXPECT_EQ(wrong.status_code, 422);
  EXPECT_EQ(wrong.json()["detail"][0]["loc"], (JsonArray{"body", "grant_type"}));
  EXPECT_EQ(client_->post("/token").json()["detail"].as_array().size(), 2U);
}

TEST_F(OAuth2Schemes, MayBeStrictAboutTheForm) {
  const TestRequest::Pairs fields{{"username", "alice"}, {"password", "secret"}};
  const TestResponse wrong = client_->post("/strict-token", {.data = fields});
  EXPECT_EQ(wrong.json()["detail"][0]["type"], Json("missing"));
  TestRequest::Pairs all = fields;
  all.emplace_back("grant_type", "password");
  EXPECT_EQ(client_->post("/strict-token", {.data = all}).text, R"({"grant_type":"password","scopes":[]})");
}

}  // namespace
}  // namespace talaria
