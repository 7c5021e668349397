// docs_src/body/tutorial003: body and path parameters.
#include "tutorial.hpp"

#include <optional>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace body::tutorial003 {

struct Item {
  std::string name;
  std::optional<std::string> description = {};
  double price;
  std::optional<double> tax = {};
};

Task<Json> update_item(Path<int, "item_id"> item_id, Body<Item> item) {
  JsonObject result{{"item_id", item_id}};
  result.update(model_dump(*item).as_object());
  co_return result;
}

void register_routes(App& app) {
  app.put<update_item>("/items/{item_id}");
}

const Tutorial tutorial{"docs_src.body.tutorial003", register_routes};

}  // namespace body::tutorial003
