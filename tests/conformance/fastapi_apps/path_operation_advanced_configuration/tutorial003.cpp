// docs_src/path_operation_advanced_configuration/tutorial003: a route that the document leaves out.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace path_operation_advanced_configuration::tutorial003 {

Task<Json> read_items() {
  co_return JsonArray{JsonObject{{"item_id", "Foo"}}};
}

void register_routes(App& app) {
  app.get<read_items>("/items/", {.include_in_schema = false});
}

const Tutorial tutorial{"docs_src.path_operation_advanced_configuration.tutorial003", register_routes};

}  // namespace path_operation_advanced_configuration::tutorial003
