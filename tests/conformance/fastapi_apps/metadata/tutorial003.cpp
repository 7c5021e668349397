// docs_src/metadata/tutorial003: another address for the documentation.
#include "tutorial.hpp"

#include <optional>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace metadata::tutorial003 {

Task<Json> read_items() {
  co_return JsonArray{JsonObject{{"name", "Foo"}}};
}

void register_routes(App& app) {
  app.get<read_items>("/items/");
}

const Tutorial tutorial{
    "docs_src.metadata.tutorial003", register_routes, {.docs_url = "/documentation", .redoc_url = std::nullopt}};

}  // namespace metadata::tutorial003
