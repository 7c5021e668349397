// docs_src/response_model/tutorial001_01: the model of a response is the type of the value.
#include "tutorial.hpp"

#include <optional>
#include <string>
#include <vector>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace response_model::tutorial001_01 {

struct Item {
  std::string name;
  std::optional<std::string> description = {};
  double price;
  std::optional<double> tax = {};
  Field<std::vector<std::string>, defaults{}> tags = {};
};

Task<Item> create_item(Body<Item> item) {
  co_return *item;
}

Task<std::vector<Item>> read_items() {
  std::vector<Item> items{{.name = "Portal Gun", .price = 42.0}, {.name = "Plumbus", .price = 32.0}};
  co_return items;
}

void register_routes(App& app) {
  app.post<create_item>("/items/");
  app.get<read_items>("/items/");
}

const Tutorial tutorial{"docs_src.response_model.tutorial001_01", register_routes};

}  // namespace response_model::tutorial001_01
