// docs_src/path_operation_advanced_configuration/tutorial004: a description that ends before what is for programmers.
// In C++ that is a comment, so nothing has to be cut off.
#include "tutorial.hpp"

#include <optional>
#include <set>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace path_operation_advanced_configuration::tutorial004 {

struct Item {
  std::string name;
  std::optional<std::string> description = {};
  double price;
  std::optional<double> tax = {};
  Field<std::set<std::string>, defaults{}> tags = {};
};

constexpr auto create_item_description = R"(Create an item with all the information:

- **name**: each item must have a name
- **description**: a long description
- **price**: required
- **tax**: if the item doesn't have tax, you can omit this
- **tags**: a set of unique tag strings for this item)";

/// `item`: the user's input.
Task<Item> create_item(Body<Item> item) {
  co_return *item;
}

void register_routes(App& app) {
  app.post<create_item>("/items/", {.summary = "Create an item", .description = create_item_description});
}

const Tutorial tutorial{"docs_src.path_operation_advanced_configuration.tutorial004", register_routes};

}  // namespace path_operation_advanced_configuration::tutorial004
