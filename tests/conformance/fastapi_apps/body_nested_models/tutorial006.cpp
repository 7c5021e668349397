// docs_src/body_nested_models/tutorial006: a list of models.
#include "tutorial.hpp"

#include <optional>
#include <set>
#include <string>
#include <vector>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace body_nested_models::tutorial006 {

struct Image {
  HttpUrl url;
  std::string name;
};

struct Item {
  std::string name;
  std::optional<std::string> description;
  double price;
  std::optional<double> tax;
  Field<std::set<std::string>, defaults{}> tags;
  std::optional<std::vector<Image>> images;
};

Task<Json> update_item(Path<int, "item_id"> item_id, Body<Item> item) {
  co_return JsonObject{{"item_id", item_id}, {"item", item}};
}

void register_routes(App& app) {
  app.put<update_item>("/items/{item_id}");
}

const Tutorial tutorial{"docs_src.body_nested_models.tutorial006", register_routes};

}  // namespace body_nested_models::tutorial006
