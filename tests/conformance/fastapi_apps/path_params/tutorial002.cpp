// docs_src/path_params/tutorial002: a path parameter with a type.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace path_params::tutorial002 {

Task<Json> read_item(Path<int, "item_id"> item_id) {
  co_return JsonObject{{"item_id", item_id}};
}

void register_routes(App& app) {
  app.get<read_item>("/items/{item_id}");
}

const Tutorial tutorial{"docs_src.path_params.tutorial002", register_routes};

}  // namespace path_params::tutorial002
