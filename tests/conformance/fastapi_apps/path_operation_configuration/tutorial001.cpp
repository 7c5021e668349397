// docs_src/path_operation_configuration/tutorial001: a status code and a response model.
#include "tutorial.hpp"

#include <optional>
#include <set>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace path_operation_configuration::tutorial001 {

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
  app.post<create_item>("/items/", {.status_code = status::http_201_created});
}

const Tutorial tutorial{"docs_src.path_operation_configuration.tutorial001", register_routes};

}  // namespace path_operation_configuration::tutorial001
