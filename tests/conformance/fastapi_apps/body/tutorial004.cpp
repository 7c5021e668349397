// docs_src/body/tutorial004: body, path and query parameters.
#include "tutorial.hpp"

#include <optional>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace body::tutorial004 {

struct Item {
  std::string name;
  std::optional<std::string> description = {};
  double price;
  std::optional<double> tax = {};
};

Task<Json> update_item(Path<int, "item_id"> item_id, Body<Item> item, Query<std::optional<std::string>, "q"> q) {
  JsonObject result{{"item_id", item_id}};
  result.update(model_dump(*item).as_object());
  if (q && !q->empty()) result["q"] = q;
  co_return result;
}

void register_routes(App& app) {
  app.put<update_item>("/items/{item_id}");
}

const Tutorial tutorial{"docs_src.body.tutorial004", register_routes};

}  // namespace body::tutorial004
