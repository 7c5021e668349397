// docs_src/app_testing/app_b: an application to test, with a model and a header.
#include "tutorial.hpp"

#include <map>
#include <mutex>
#include <optional>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace app_testing::app_b {

struct Item {
  std::string id;
  std::string title;
  std::optional<std::string> description = {};
};

const std::string fake_secret_token = "coneofsilence";

std::mutex fake_db_mutex;
std::map<std::string, Item> fake_db{
    {"foo", {.id = "foo", .title = "Foo", .description = "There goes my hero"}},
    {"bar", {.id = "bar", .title = "Bar", .description = "The bartenders"}},
};

Task<Item> read_main(Path<std::string, "item_id"> item_id, Header<std::string, "x_token"> x_token) {
  if (x_token != fake_secret_token) throw HTTPException{400, "Invalid X-Token header"};
  const std::lock_guard lock(fake_db_mutex);
  if (!fake_db.contains(item_id)) throw HTTPException{404, "Item not found"};
  co_return fake_db.at(item_id);
}

Task<Item> create_item(Body<Item> item, Header<std::string, "x_token"> x_token) {
  if (x_token != fake_secret_token) throw HTTPException{400, "Invalid X-Token header"};
  const std::lock_guard lock(fake_db_mutex);
  if (fake_db.contains(item->id)) throw HTTPException{409, "Item already exists"};
  fake_db[item->id] = *item;
  co_return *item;
}

void register_routes(App& app) {
  app.get<read_main>("/items/{item_id}");
  app.post<create_item>("/items/");
}

const Tutorial tutorial{"docs_src.app_testing.app_b", register_routes};

}  // namespace app_testing::app_b
