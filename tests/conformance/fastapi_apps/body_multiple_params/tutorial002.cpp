// docs_src/body_multiple_params/tutorial002: two bodies, each under its name in one object.
#include "tutorial.hpp"

#include <optional>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace body_multiple_params::tutorial002 {

struct Item {
  std::string name;
  std::optional<std::string> description = {};
  double price;
  std::optional<double> tax = {};
};

struct User {
  std::string username;
  std::optional<std::string> full_name = {};
};

Task<Json> update_item(Path<int, "item_id"> item_id, Body<Item, "item"> item, Body<User, "user"> user) {
  co_return JsonObject{{"item_id", item_id}, {"item", *item}, {"user", *user}};
}

void register_routes(App& app) {
  app.put<update_item>("/items/{item_id}");
}

const Tutorial tutorial{"docs_src.body_multiple_params.tutorial002", register_routes};

}  // namespace body_multiple_params::tutorial002
