// docs_src/response_model/tutorial004: a response without the fields that were not set.
#include "tutorial.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace response_model::tutorial004 {

struct Item {
  std::string name;
  std::optional<std::string> description;
  double price;
  Field<double, defaults{10.5}> tax;
  Field<std::vector<std::string>, defaults{}> tags;
};

const std::map<std::string, Json> items{
    {"foo", JsonObject{{"name", "Foo"}, {"price", 50.2}}},
    {"bar", JsonObject{{"name", "Bar"}, {"description", "The bartenders"}, {"price", 62}, {"tax", 20.2}}},
    {"baz",
     JsonObject{{"name", "Baz"}, {"description", nullptr}, {"price", 50.2}, {"tax", 10.5}, {"tags", JsonArray{}}}},
};

Task<Json> read_item(Path<std::string, "item_id"> item_id) {
  co_return items.at(item_id);
}

void register_routes(App& app) {
  app.get<read_item>("/items/{item_id}", {.response_model = schema_of<Item>, .response_model_exclude_unset = true});
}

const Tutorial tutorial{"docs_src.response_model.tutorial004", register_routes};

}  // namespace response_model::tutorial004
