#include "fixture.hpp"
#include "users/service.hpp"

namespace backend {
namespace {

using namespace talaria;

class UserItems : public BackendTest {};

TEST_F(UserItems, AreOfferedByAUser) {
  const auto owner = add_user("ada");
  const auto response =
      client.post("/api/v1/users/" + std::to_string(owner) + "/items/",
                  {.json = JsonObject{{"title", "Engine"}, {"price", "9.5"}, {"tags", JsonArray{"brass"}}}});
  EXPECT_EQ(response.status_code, 201);
  EXPECT_EQ(response.text, R"({"id":1,"owner_id":1,"title":"Engine","description":null,"price":9.5,"tags":["brass"],)"
                           R"("availability":"in_stock"})");
}

TEST_F(UserItems, NeedAUserWhoExists) {
  const auto response = client.post("/api/v1/users/3/items/", {.json = JsonObject{{"title", "Engine"}, {"price", 1}}});
  EXPECT_EQ(response.status_code, 404);
  EXPECT_EQ(response.text, R"({"detail":"User not found"})");
}

TEST_F(UserItems, AreCheckedByTheirFacts) {
  const auto path = "/api/v1/users/" + std::to_string(add_user("ada")) + "/items/";
  for (const JsonObject& item : {JsonObject{{"title", ""}, {"price", 1}}, JsonObject{{"title", "x"}, {"price", 0}},
                                 JsonObject{{"title", "x"}, {"price", 1}, {"tags", JsonArray{"a", ""}}},
                                 JsonObject{{"title", "x"}, {"price", 1}, {"availability", "lost"}}}) {
    EXPECT_EQ(client.post(path, {.json = item}).status_code, 422) << dump_json(item);
  }
}

TEST_F(UserItems, AreLimitedInNumber) {
  const auto owner = add_user("ada");
  for (int i = 0; i < users::max_items_per_user; ++i) add_item(owner, {{"title", "Engine"}, {"price", 1}});
  const auto response = client.post("/api/v1/users/1/items/", {.json = JsonObject{{"title", "x"}, {"price", 1}}});
  EXPECT_EQ(response.status_code, 409);
  EXPECT_EQ(response.text, R"({"detail":"A user may offer 100 items at most"})");
}

TEST_F(UserItems, AreListedByOwner) {
  const auto ada = add_user("ada");
  const auto bob = add_user("bob");
  add_item(ada, {{"title", "Engine"}, {"price", 1}});
  const auto id = add_item(bob, {{"title", "Lamp"}, {"price", 2}});
  const Json page = client.get("/api/v1/users/" + std::to_string(bob) + "/items/").json();
  EXPECT_EQ(page["total"], Json(1));
  EXPECT_EQ(page["items"][0]["id"], Json(id));
}

}  // namespace
}  // namespace backend
