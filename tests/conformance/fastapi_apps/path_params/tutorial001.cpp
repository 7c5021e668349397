// docs_src/path_params/tutorial001: a path parameter of any type.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace path_params::tutorial001 {

Task<Json> read_item(Path<Json, "item_id"> item_id) {
  co_return JsonObject{{"item_id", item_id}};
}

void register_routes(App& app) {
  app.get<read_item>("/items/{item_id}");
}

const Tutorial tutorial{"docs_src.path_params.tutorial001", register_routes};

}  // namespace path_params::tutorial001
