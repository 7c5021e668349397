// The pages about errors beyond exceptions: declared ones, the policy, languages.
#include "pages.hpp"

// clang-format off
namespace declared_errors { void set_up(talaria::App& app); void set_up_handler(talaria::App& app); std::string strict(talaria::App& app); }
namespace error_policy_page { void set_up(talaria::App& app); talaria::AppOptions problem_options(); talaria::AppOptions shop_options(); talaria::AppOptions german_options(); talaria::AppOptions swedish_options(); }
// clang-format on

namespace docs {
namespace {

using namespace talaria;

TEST(DeclaredErrors, AreAsThePageSays) {
  const std::string page = "tutorial/declared-errors.md";
  App app;
  declared_errors::set_up(app);
  TestClient client{app};
  const auto order = [&](const char* user, const char* item, int count) {
    return client.post("/users/" + std::string(user) + "/orders",
                       {.json = JsonObject{{"item", item}, {"count", count}}});
  };
  EXPECT_EQ(order("1", "lamp", 1).status_code, 200);
  EXPECT_EQ(order("1", "engine", 4).status_code, 403);
  EXPECT_EQ(order("1", "lamp", 4).status_code, 409);
  EXPECT_TRUE(shown(page, order("1", "lamp", 4).json()));
  EXPECT_EQ(order("2", "lamp", 1).status_code, 404);
  EXPECT_TRUE(shown(page, order("2", "lamp", 1).json()));
  EXPECT_TRUE(shown(page, app.openapi()["paths"]["/users/{user_id}/orders"]["post"]["responses"]["409"]));
  EXPECT_EQ(client.delete_("/orders/1").status_code, 204);
  EXPECT_EQ(client.delete_("/orders/101").status_code, 404);
  const TestResponse closed = client.get("/shop");
  EXPECT_EQ(closed.header("retry-after"), "3600");
  EXPECT_EQ(closed.text, R"({"detail":"Closed"})");
  EXPECT_EQ(app.openapi()["paths"]["/shop"]["get"]["responses"]["503"]["description"],
            Json("The shop is closed for an hour"));
  EXPECT_EQ(declared_errors::strict(app),
            "GET /forgotten answered 410, and the document of read_forgotten shows 200; declare the error, Result<T, "
            "NotFound>, or name it in the route's `responses`");
  declared_errors::set_up_handler(app);
  EXPECT_EQ(order("1", "lamp", 4).text, R"({"message":"only 3 left"})");
}

TestResponse post_short_name(const AppOptions& options, const char* language = "") {
  App app{options};
  error_policy_page::set_up(app);
  return TestClient{app}.post(
      "/items", {.headers = {{"accept-language", language}}, .json = JsonObject{{"name", "ab"}, {"price", 1}}});
}

TEST(ErrorPolicy, IsAsThePageSays) {
  const std::string page = "advanced/error-policy.md";
  App app{error_policy_page::problem_options()};
  error_policy_page::set_up(app);
  TestClient client{app};
  const TestResponse invalid = post_short_name(error_policy_page::problem_options());
  EXPECT_EQ(invalid.header("content-type"), "application/problem+json");
  EXPECT_TRUE(shown(page, invalid.json()));
  EXPECT_TRUE(shown(page, app.openapi()["paths"]["/items"]["post"]["responses"]["422"]));
  EXPECT_TRUE(shown(page, client.get("/items/lamp").json()));
  const TestResponse shop = post_short_name(error_policy_page::shop_options());
  EXPECT_EQ(shop.status_code, 400);
  EXPECT_TRUE(shown(page, shop.json()));
}

TEST(Languages, AreAsThePageSays) {
  const TestResponse german = post_short_name(error_policy_page::german_options(), "de-AT, en;q=0.5");
  EXPECT_TRUE(shown("advanced/error-policy.md", german.json()));
  EXPECT_EQ(german.header("content-language"), "de");
  const TestResponse swedish = post_short_name(error_policy_page::swedish_options(), "sv");
  EXPECT_EQ(swedish.json()["detail"][0]["msg"], Json("Minst 3 tecken"));
}

}  // namespace
}  // namespace docs
