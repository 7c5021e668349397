// docs_src/path_operation_configuration/tutorial003: a summary and a description.
#include "tutorial.hpp"

#include <optional>
#include <set>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace path_operation_configuration::tutorial003 {

struct Item {
  std::string name;
  std::optional<std::string> description = {};
  double price;
  std::optional<double> tax = {};
  Field<std::set<std::string>, defaults{}> tags = {};
};

Task<Item> create_item(Body<Item> item) {
  co_return *item;
}

void register_routes(App& app) {
  app.post<create_item>(
      "/items/",
      {.summary = "Create an item",
       .description =
           "Create an item with all the information, name, description, price, tax and a set of unique tags"});
}

const Tutorial tutorial{"docs_src.path_operation_configuration.tutorial003", register_routes};

}  // namespace path_operation_configuration::tutorial003
