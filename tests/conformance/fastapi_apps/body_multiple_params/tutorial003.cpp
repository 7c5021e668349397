// docs_src/body_multiple_params/tutorial003: a number in the body.
#include "tutorial.hpp"

#include <optional>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace body_multiple_params::tutorial003 {

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

Task<Json> update_item(Path<int, "item_id"> item_id, Body<Item, "item"> item, Body<User, "user"> user,
                       Body<int, "importance"> importance) {
  co_return JsonObject{{"item_id", item_id}, {"item", *item}, {"user", *user}, {"importance", *importance}};
}

void register_routes(App& app) {
  app.put<update_item>("/items/{item_id}");
}

const Tutorial tutorial{"docs_src.body_multiple_params.tutorial003", register_routes};

}  // namespace body_multiple_params::tutorial003
