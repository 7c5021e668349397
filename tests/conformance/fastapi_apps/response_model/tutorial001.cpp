// docs_src/response_model/tutorial001: the model of a response that is not the type of the value.
#include "tutorial.hpp"

#include <optional>
#include <string>
#include <vector>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace response_model::tutorial001 {

struct Item {
  std::string name;
  std::optional<std::string> description;
  double price;
  std::optional<double> tax;
  Field<std::vector<std::string>, defaults{}> tags;
};

Task<Json> create_item(Body<Item> item) {
  co_return item;
}

Task<Json> read_items() {
  co_return JsonArray{JsonObject{{"name", "Portal Gun"}, {"price", 42.0}},
                      JsonObject{{"name", "Plumbus"}, {"price", 32.0}}};
}

void register_routes(App& app) {
  app.post<create_item>("/items/", {.response_model = schema_of<Item>});
  app.get<read_items>("/items/", {.response_model = schema_of<std::vector<Item>>});
}

const Tutorial tutorial{"docs_src.response_model.tutorial001", register_routes};

}  // namespace response_model::tutorial001
