// docs_src/body/tutorial002: using the members of the model.
#include "tutorial.hpp"

#include <optional>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace body::tutorial002 {

struct Item {
  std::string name;
  std::optional<std::string> description = {};
  double price;
  std::optional<double> tax = {};
};

Task<Json> create_item(Body<Item> item) {
  JsonObject item_dict = model_dump(*item).as_object();
  if (item->tax) item_dict["price_with_tax"] = item->price + *item->tax;
  co_return item_dict;
}

void register_routes(App& app) {
  app.post<create_item>("/items/");
}

const Tutorial tutorial{"docs_src.body.tutorial002", register_routes};

}  // namespace body::tutorial002
