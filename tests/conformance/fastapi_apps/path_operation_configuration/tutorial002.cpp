// docs_src/path_operation_configuration/tutorial002: tags.
#include "tutorial.hpp"

#include <optional>
#include <set>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace path_operation_configuration::tutorial002 {

struct Item {
  std::string name;
  std::optional<std::string> description = {};
  double price;
  std::optional<double> tax = {};
  Field<std::set<std::string>, defaults{}> tags = {};
};

Task<Item> create_item(Body<Item> item) {
  co_return *item;
}

Task<Json> read_items() {
  co_return JsonArray{JsonObject{{"name", "Foo"}, {"price", 42}}};
}

Task<Json> read_users() {
  co_return JsonArray{JsonObject{{"username", "johndoe"}}};
}

void register_routes(App& app) {
  app.post<create_item>("/items/", {.tags = {"items"}});
  app.get<read_items>("/items/", {.tags = {"items"}});
  app.get<read_users>("/users/", {.tags = {"users"}});
}

const Tutorial tutorial{"docs_src.path_operation_configuration.tutorial002", register_routes};

}  // namespace path_operation_configuration::tutorial002
