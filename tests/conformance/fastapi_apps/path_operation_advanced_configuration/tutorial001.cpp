// docs_src/path_operation_advanced_configuration/tutorial001: an operation id of its own.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace path_operation_advanced_configuration::tutorial001 {

Task<Json> read_items() {
  co_return JsonArray{JsonObject{{"item_id", "Foo"}}};
}

void register_routes(App& app) {
  app.get<read_items>("/items/", {.operation_id = "some_specific_id_you_define"});
}

const Tutorial tutorial{"docs_src.path_operation_advanced_configuration.tutorial001", register_routes};

}  // namespace path_operation_advanced_configuration::tutorial001
