// docs_src/path_operation_advanced_configuration/tutorial002: operation ids that a function makes.
#include "tutorial.hpp"

#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace path_operation_advanced_configuration::tutorial002 {

std::string custom_generate_unique_id(const describe::OperationInfo& route) {
  return route.name;
}

Task<Json> read_items() {
  co_return JsonArray{JsonObject{{"item_id", "Foo"}}};
}

void register_routes(App& app) {
  app.get<read_items>("/items/");
}

const Tutorial tutorial{"docs_src.path_operation_advanced_configuration.tutorial002",
                        register_routes,
                        {.generate_unique_id_function = custom_generate_unique_id}};

}  // namespace path_operation_advanced_configuration::tutorial002
