// docs_src/body_nested_models/tutorial004: a model in a model.
#include "tutorial.hpp"

#include <optional>
#include <set>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace body_nested_models::tutorial004 {

struct Image {
  std::string url;
  std::string name;
};

struct Item {
  std::string name;
  std::optional<std::string> description;
  double price;
  std::optional<double> tax;
  Field<std::set<std::string>, defaults{}> tags;
  std::optional<Image> image;
};

Task<Json> update_item(Path<int, "item_id"> item_id, Body<Item> item) {
  co_return JsonObject{{"item_id", item_id}, {"item", item}};
}

void register_routes(App& app) {
  app.put<update_item>("/items/{item_id}");
}

const Tutorial tutorial{"docs_src.body_nested_models.tutorial004", register_routes};

}  // namespace body_nested_models::tutorial004
