// docs_src/body_updates/tutorial002: only what was sent is changed.
#include "tutorial.hpp"

#include <optional>
#include <string>
#include <vector>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace body_updates::tutorial002 {

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
  co_return items.at(item_id);
}

Task<Item> update_item(Path<std::string, "item_id"> item_id, Body<Item> item) {
  auto stored = model_validate<Item>(items.at(item_id));
  item.update(stored);
  items[item_id] = jsonable_encoder(stored);
  co_return stored;
}

void register_routes(App& app) {
  app.get<read_item>("/items/{item_id}", {.response_model = schema_of<Item>});
  app.patch<update_item>("/items/{item_id}");
}

const Tutorial tutorial{"docs_src.body_updates.tutorial002", register_routes};

}  // namespace body_updates::tutorial002
