// docs_src/path_operation_advanced_configuration/tutorial005: more for the document.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace path_operation_advanced_configuration::tutorial005 {

Task<Json> read_items() {
  co_return JsonArray{JsonObject{{"item_id", "portal-gun"}}};
}

void register_routes(App& app) {
  app.get<read_items>("/items/", {.openapi_extra = R"({"x-aperture-labs-portal": "blue"})"});
}

const Tutorial tutorial{"docs_src.path_operation_advanced_configuration.tutorial005", register_routes};

}  // namespace path_operation_advanced_configuration::tutorial005
