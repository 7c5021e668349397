// Views of a model.
#include "pages.hpp"

#include <talaria/model/json_schema.hpp>

namespace views {
void set_up(talaria::App& app);
talaria::Json order_total();
talaria::Json public_user_schema();
talaria::Json user_name_schema();
}  // namespace views

namespace docs {
namespace {

using namespace talaria;

constexpr const char* views_page = "advanced/views.md";

TEST(Views, AnswerAsThePageSays) {
  App app;
  views::set_up(app);
  TestClient client{app};
  const Json user = JsonObject{{"username", "ada"}, {"email", "ada@example.com"}, {"password", "analytical"}};
  EXPECT_TRUE(shown(views_page, user));
  EXPECT_TRUE(shown(views_page, client.post("/users/", {.json = user})));
  const Json bad = JsonObject{{"username", "ada"}, {"email", "ada@example.com"}, {"password", "four"}};
  EXPECT_EQ(client.post("/users/", {.json = bad}).json()["detail"][0]["type"], Json("string_too_short"));
  EXPECT_TRUE(shown(views_page, client.get("/users/1/name")));
  EXPECT_TRUE(shown(views_page, client.patch("/users/1", {.json = JsonObject{{"full_name", "Ada Lovelace"}}})));
  EXPECT_TRUE(app.openapi()["components"]["schemas"].as_object().contains("Pick_User_id_username_"));
}

TEST(Views, OfComputedFields) {
  EXPECT_TRUE(shown(views_page, views::order_total()));
}

TEST(Views, HaveNames) {
  EXPECT_TRUE(shown(views_page, views::user_name_schema()));
  EXPECT_TRUE(shown(views_page, views::public_user_schema()));
}

}  // namespace
}  // namespace docs
