// docs_src/body_multiple_params/tutorial001: an optional body.
#include "tutorial.hpp"

#include <optional>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace body_multiple_params::tutorial001 {

struct Item {
  std::string name;
  std::optional<std::string> description = {};
  double price;
  std::optional<double> tax = {};
};

Task<Json> update_item(Path<int, "item_id", title{"The ID of the item to get"}, ge{0}, le{1000}> item_id,
                       Query<std::optional<std::string>, "q"> q, Body<std::optional<Item>> item) {
  JsonObject results{{"item_id", item_id}};
  if (q && !q->empty()) results["q"] = q;
  if (*item) results["item"] = *item;
  co_return results;
}

void register_routes(App& app) {
  app.put<update_item>("/items/{item_id}");
}

const Tutorial tutorial{"docs_src.body_multiple_params.tutorial001", register_routes};

}  // namespace body_multiple_params::tutorial001
