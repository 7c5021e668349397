#include "items.hpp"

#include "../dependencies.hpp"

#include <map>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace bigger_applications::items {

struct Item {
  std::string name;
};

const std::map<std::string, Item> fake_items_db{{"plumbus", {"Plumbus"}}, {"gun", {"Portal Gun"}}};

Task<Json> read_items() {
  co_return fake_items_db;
}

Task<Json> read_item(Path<std::string, "item_id"> item_id) {
  if (!fake_items_db.contains(item_id)) throw HTTPException{404, "Item not found"};
  co_return JsonObject{{"name", fake_items_db.at(item_id).name}, {"item_id", item_id}};
}

Task<Json> update_item(Path<std::string, "item_id"> item_id) {
  if (item_id != "plumbus") throw HTTPException{403, "You can only update the item: plumbus"};
  co_return JsonObject{{"item_id", item_id}, {"name", "The great Plumbus"}};
}

Router router() {
  Router router{{.prefix = "/items",
                 .tags = {"items"},
                 .dependencies = {depends<get_token_header>},
                 .responses = {{404, {.description = "Not found"}}}}};
  router.get<read_items>("/");
  router.get<read_item>("/{item_id}");
  router.put<update_item>("/{item_id}",
                          {.tags = {"custom"}, .responses = {{403, {.description = "Operation forbidden"}}}});
  return router;
}

}  // namespace bigger_applications::items
