// docs_src/body_updates/tutorial001: a model that replaces what is stored.
#include "tutorial.hpp"

#include <optional>
#include <string>
#include <vector>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace body_updates::tutorial001 {

struct Item {
  std::optional<std::string> name;
  std::optional<std::string> description;
  std::optional<double> price;
  Field<double, defaults{10.5}> tax;
  Field<std::vector<std::string>, defaults{}> tags;
};

JsonObject items{
    {"foo", JsonObject{{"name", "Foo"}, {"price", 50.2}}},
    {"bar", JsonObject{{"name", "Bar"}, {"description", "The bartenders"}, {"price", 62}, {"tax", 20.2}}},
    {"baz",
     JsonObject{{"name", "Baz"}, {"description", nullptr}, {"price", 50.2}, {"tax", 10.5}, {"tags", JsonArray{}}}},
};

Task<Json> read_item(Path<std::string, "item_id"> item_id) {
  co_return items.at(*item_id);
}

Task<Json> update_item(Path<std::string, "item_id"> item_id, Body<Item> item) {
  const Json encoded = model_dump(*item);
  items[*item_id] = encoded;
  co_return encoded;
}

void register_routes(App& app) {
  app.get<read_item>("/items/{item_id}", {.response_model = schema_of<Item>});
  app.put<update_item>("/items/{item_id}", {.response_model = schema_of<Item>});
}

const Tutorial tutorial{"docs_src.body_updates.tutorial001", register_routes};

}  // namespace body_updates::tutorial001
