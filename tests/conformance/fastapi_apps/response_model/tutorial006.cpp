// docs_src/response_model/tutorial006: a response of some of the fields of its model.
#include "tutorial.hpp"

#include <map>
#include <optional>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace response_model::tutorial006 {

struct Item {
  std::string name;
  std::optional<std::string> description;
  double price;
  Field<double, defaults{10.5}> tax;
};

const std::map<std::string, Json> items{
    {"foo", JsonObject{{"name", "Foo"}, {"price", 50.2}}},
    {"bar", JsonObject{{"name", "Bar"}, {"description", "The Bar fighters"}, {"price", 62}, {"tax", 20.2}}},
    {"baz", JsonObject{{"name", "Baz"}, {"description", "There goes my baz"}, {"price", 50.2}, {"tax", 10.5}}},
};

Task<Json> read_item_name(Path<std::string, "item_id"> item_id) {
  co_return items.at(item_id);
}

Task<Json> read_item_public_data(Path<std::string, "item_id"> item_id) {
  co_return items.at(item_id);
}

void register_routes(App& app) {
  app.get<read_item_name>("/items/{item_id}/name",
                          {.response_model = schema_of<Item>, .response_model_include = {"name", "description"}});
  app.get<read_item_public_data>("/items/{item_id}/public",
                                 {.response_model = schema_of<Item>, .response_model_exclude = {"tax"}});
}

const Tutorial tutorial{"docs_src.response_model.tutorial006", register_routes};

}  // namespace response_model::tutorial006
