// docs_src/body_multiple_params/tutorial005: one body under its name.
#include "tutorial.hpp"

#include <optional>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace body_multiple_params::tutorial005 {

struct Item {
  std::string name;
  std::optional<std::string> description = {};
  double price;
  std::optional<double> tax = {};
};

Task<Json> update_item(Path<int, "item_id"> item_id, Body<Item, "item", embed> item) {
  co_return JsonObject{{"item_id", item_id}, {"item", *item}};
}

void register_routes(App& app) {
  app.put<update_item>("/items/{item_id}");
}

const Tutorial tutorial{"docs_src.body_multiple_params.tutorial005", register_routes};

}  // namespace body_multiple_params::tutorial005
