// First steps, and parameters from the path, the query, cookies and headers.
#include "pages.hpp"

// clang-format off
namespace first_steps { void set_up(talaria::App& app); }
namespace path_params { void set_up(talaria::App& app); }
namespace query_params { void set_up(talaria::App& app); }
namespace validations { void set_up(talaria::App& app); }
namespace cookie_params { void set_up(talaria::App& app); }
namespace header_params { void set_up(talaria::App& app); }
namespace param_models { void set_up(talaria::App& app); }
// clang-format on

namespace docs {
namespace {

using namespace talaria;

TEST(FirstSteps, AnswerAsThePageSays) {
  const std::string page = "tutorial/first-steps.md";
  App app;
  first_steps::set_up(app);
  TestClient client{app};
  EXPECT_TRUE(shown(page, client.get("/")));
  EXPECT_EQ(client.get("/slow").text, R"({"message":"Hello from a thread"})");
}

TEST(PathParams, AnswerAsThePageSays) {
  const std::string page = "tutorial/path-params.md";
  App app;
  path_params::set_up(app);
  TestClient client{app};
  EXPECT_TRUE(shown(page, client.get("/items/3")));
  EXPECT_TRUE(shown(page, client.get("/items/foo"), 422));
  EXPECT_TRUE(shown(page, client.get("/users/me")));
  EXPECT_EQ(client.get("/users/you").json()["user_id"], Json("you"));
  EXPECT_TRUE(shown(page, client.get("/colours/red")));
  EXPECT_EQ(client.get("/colours/blue").json()["message"], Json("cold"));
  EXPECT_TRUE(shown(page, client.get("/colours/pink"), 422));
  EXPECT_TRUE(shown(page, client.get("/files/letters/1843/ada.txt")));
  EXPECT_EQ(client.get("/units?unit=km/h").text, R"({"unit":"km/h"})");
  EXPECT_EQ(client.get("/units?unit=kilometre_per_hour").status_code, 422);
}

Json me() {
  return "me";
}
Json any(Path<std::string, "name"> name) {
  return name;
}

TEST(PathParams, OfFixedTextArePreferred) {
  App app;
  app.get<any>("/users/{name}");
  app.get<me>("/users/me");
  TestClient client{app};
  EXPECT_EQ(client.get("/users/me").text, R"("me")");
}

TEST(QueryParams, AnswerAsThePageSays) {
  const std::string page = "tutorial/query-params.md";
  App app;
  query_params::set_up(app);
  TestClient client{app};
  EXPECT_TRUE(shown(page, client.get("/items/")));
  EXPECT_EQ(client.get("/items/?skip=20").text, R"({"skip":20,"limit":10})");
  EXPECT_TRUE(shown(page, client.get("/items/foo?q=lamp&brief=yes")));
  for (const char* yes : {"1", "true", "True", "on", "yes"}) {
    EXPECT_EQ(client.get("/items/foo", {.params = {{"brief", yes}}}).text, R"({"item_id":"foo"})") << yes;
  }
  EXPECT_TRUE(shown(page, client.get("/users/5/items"), 422));
}

TEST(Validations, AnswerAsThePageSays) {
  const std::string page = "tutorial/validations.md";
  App app;
  validations::set_up(app);
  TestClient client{app};
  EXPECT_EQ(client.get("/items/").text, R"({"q":null})");
  EXPECT_EQ(client.get("/items/?q=wings").text, R"({"q":"wings"})");
  EXPECT_TRUE(shown(page, client.get("/items/?q=Wings"), 422));
  EXPECT_TRUE(shown(page, client.get("/tags/?tag=a&tag=b")));
  EXPECT_EQ(client.get("/tags/").text, R"({"tags":[]})");
  EXPECT_EQ(client.get("/tags/?tag=a&tag=b&tag=c&tag=d").status_code, 422);
  EXPECT_TRUE(shown(page, client.get("/items/0?size=10.5"), 422));
  EXPECT_EQ(client.get("/items/1000?size=0.1").status_code, 200);
  EXPECT_EQ(client.get("/search?item-query=wings&trace=x").text, R"({"q":"wings","trace":"x"})");
  const Json parameters = app.openapi()["paths"]["/search"]["get"]["parameters"];
  EXPECT_EQ(parameters.as_array().size(), 1u);
  EXPECT_TRUE(shown(page, parameters[0]));
}

TEST(CookieParams, AnswerAsThePageSays) {
  const std::string page = "tutorial/cookie-params.md";
  App app;
  cookie_params::set_up(app);
  TestClient client{app};
  EXPECT_EQ(client.get("/items/").text, R"({"session_id":null})");
  EXPECT_TRUE(shown(page, client.get("/items/", {.cookies = {{"session_id", "foo"}}})));
  EXPECT_EQ(client.post("/login").header("set-cookie"), "session_id=abc123; Path=/; HttpOnly; SameSite=Lax");
  EXPECT_EQ(client.get("/items/").text, R"({"session_id":"abc123"})");
}

TEST(HeaderParams, AnswerAsThePageSays) {
  const std::string page = "tutorial/header-params.md";
  App app;
  header_params::set_up(app);
  TestClient client{app};
  EXPECT_TRUE(shown(page, client.get("/items/", {.headers = {{"User-Agent", "hermes"}}})));
  EXPECT_EQ(client.get("/legacy/", {.headers = {{"legacy_id", "x"}}}).text, R"({"legacy_id":"x"})");
  EXPECT_EQ(client.get("/legacy/", {.headers = {{"legacy-id", "x"}}}).text, R"({"legacy_id":null})");
  EXPECT_TRUE(shown(page, client.get("/tokens/", {.headers = {{"X-Token", "foo"}, {"X-Token", "bar"}}})));
}

TEST(ParamModels, AnswerAsThePageSays) {
  const std::string page = "tutorial/param-models.md";
  App app;
  param_models::set_up(app);
  TestClient client{app};
  EXPECT_TRUE(shown(page, client.get("/items/?limit=10&tags=brass&tags=old")));
  EXPECT_TRUE(shown(page, client.get("/items/?limit=0&order_by=name"), 422));
  EXPECT_EQ(app.openapi()["paths"]["/items/"]["get"]["parameters"].as_array().size(), 4u);
  EXPECT_TRUE(shown(page, client.get("/pages/?search=lamp&offset=20&limit=5")));
  EXPECT_TRUE(shown(page, client.get("/orders/?limit=10&tool=plumbus"), 422));
  const TestRequest headers{
      .headers = {{"Host", "127.0.0.1:8000"}, {"Save-Data", "yes"}, {"X-Tag", "brass"}, {"X-Tag", "old"}}};
  EXPECT_TRUE(shown(page, client.get("/headers/", headers)));
  EXPECT_EQ(client.get("/legacy/", {.headers = {{"save_data", "yes"}}}).status_code, 200);
  EXPECT_EQ(client.get("/legacy/", headers).status_code, 422);
  EXPECT_TRUE(shown(page, client.get("/cookies/", {.cookies = {{"session_id", "foo"}, {"tracker", "7"}}}), 422));
  EXPECT_EQ(client.get("/cookies/", {.cookies = {{"session_id", "foo"}}}).text, R"({"session_id":"foo","theme":null})");
}

}  // namespace
}  // namespace docs
