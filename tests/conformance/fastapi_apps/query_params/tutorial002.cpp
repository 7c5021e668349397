// docs_src/query_params/tutorial002: an optional query parameter.
#include "tutorial.hpp"

#include <optional>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace query_params::tutorial002 {

Task<Json> read_item(Path<std::string, "item_id"> item_id, Query<std::optional<std::string>, "q"> q) {
  if (q && !q->empty()) co_return JsonObject{{"item_id", item_id}, {"q", q}};
  co_return JsonObject{{"item_id", item_id}};
}

void register_routes(App& app) {
  app.get<read_item>("/items/{item_id}");
}

const Tutorial tutorial{"docs_src.query_params.tutorial002", register_routes};

}  // namespace query_params::tutorial002
