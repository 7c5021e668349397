// docs_src/metadata/tutorial002: another address for the document.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace metadata::tutorial002 {

Task<Json> read_items() {
  co_return JsonArray{JsonObject{{"name", "Foo"}}};
}

void register_routes(App& app) {
  app.get<read_items>("/items/");
}

const Tutorial tutorial{"docs_src.metadata.tutorial002", register_routes, {.openapi_url = "/api/v1/openapi.json"}};

}  // namespace metadata::tutorial002
