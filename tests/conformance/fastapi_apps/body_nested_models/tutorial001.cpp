// docs_src/body_nested_models/tutorial001: a list of anything.
#include "tutorial.hpp"

#include <optional>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace body_nested_models::tutorial001 {

struct Item {
  std::string name;
  std::optional<std::string> description;
  double price;
  std::optional<double> tax;
  Field<JsonArray, defaults{}> tags;
};

Task<Json> update_item(Path<int, "item_id"> item_id, Body<Item> item) {
  co_return JsonObject{{"item_id", item_id}, {"item", item}};
}

void register_routes(App& app) {
  app.put<update_item>("/items/{item_id}");
}

const Tutorial tutorial{"docs_src.body_nested_models.tutorial001", register_routes};

}  // namespace body_nested_models::tutorial001
