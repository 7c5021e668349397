// docs_src/body_fields/tutorial001: limits and texts of fields.
#include "tutorial.hpp"

#include <optional>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace body_fields::tutorial001 {

struct Item {
  std::string name;
  Field<std::optional<std::string>, title{"The description of the item"}, max_length{300}> description = {};
  Field<double, gt{0}, talaria::description{"The price must be greater than zero"}> price;
  std::optional<double> tax = {};
};

Task<Json> update_item(Path<int, "item_id"> item_id, Body<Item, "item", embed> item) {
  co_return JsonObject{{"item_id", item_id}, {"item", *item}};
}

void register_routes(App& app) {
  app.put<update_item>("/items/{item_id}");
}

const Tutorial tutorial{"docs_src.body_fields.tutorial001", register_routes};

}  // namespace body_fields::tutorial001
