#include "fixture.hpp"

namespace backend {
namespace {

using namespace talaria;

class Items : public BackendTest {};

TEST_F(Items, AreReadById) {
  const auto id = add_item(add_user("ada"), {{"title", "Engine"}, {"price", 1}});
  EXPECT_EQ(client.get("/api/v1/items/" + std::to_string(id)).json()["title"], Json("Engine"));
}

TEST_F(Items, ThatDoNotExistAreNotFound) {
  const auto response = client.get("/api/v1/items/7");
  EXPECT_EQ(response.status_code, 404);
  EXPECT_EQ(response.text, R"({"detail":"Item not found"})");
}

TEST_F(Items, AreFilteredByTagAndPrice) {
  const auto owner = add_user("ada");
  add_item(owner, {{"title", "Engine"}, {"price", 100}, {"tags", JsonArray{"brass", "big"}}});
  add_item(owner, {{"title", "Lamp"}, {"price", 10}, {"tags", JsonArray{"brass"}}});
  add_item(owner, {{"title", "Book"}, {"price", 10.5}});
  const auto titles = [&](const std::string& query) {
    std::string list;
    const Json page = client.get("/api/v1/items/" + query).json();
    for (const Json& item : page["items"].as_array()) list += item["title"].as_string() + " ";
    return list;
  };
  EXPECT_EQ(titles(""), "Engine Lamp Book ");
  EXPECT_EQ(titles("?tag=brass"), "Engine Lamp ");
  EXPECT_EQ(titles("?max_price=10.5"), "Lamp Book ");
  EXPECT_EQ(titles("?tag=brass&max_price=50"), "Lamp ");
  EXPECT_EQ(titles("?tag=steel"), "");
  EXPECT_EQ(client.get("/api/v1/items/?max_price=0").status_code, 422);
}

}  // namespace
}  // namespace backend
