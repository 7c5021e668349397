// docs_src/path_operation_configuration/tutorial006: a deprecated operation.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace path_operation_configuration::tutorial006 {

Task<Json> read_items() {
  co_return JsonArray{JsonObject{{"name", "Foo"}, {"price", 42}}};
}

Task<Json> read_users() {
  co_return JsonArray{JsonObject{{"username", "johndoe"}}};
}

Task<Json> read_elements() {
  co_return JsonArray{JsonObject{{"item_id", "Foo"}}};
}

void register_routes(App& app) {
  app.get<read_items>("/items/", {.tags = {"items"}});
  app.get<read_users>("/users/", {.tags = {"users"}});
  app.get<read_elements>("/elements/", {.tags = {"items"}, .deprecated = true});
}

const Tutorial tutorial{"docs_src.path_operation_configuration.tutorial006", register_routes};

}  // namespace path_operation_configuration::tutorial006
