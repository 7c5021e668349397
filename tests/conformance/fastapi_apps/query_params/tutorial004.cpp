// docs_src/query_params/tutorial004: several path and query parameters.
#include "tutorial.hpp"

#include <optional>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace query_params::tutorial004 {

Task<Json> read_user_item(Path<int, "user_id"> user_id, Path<std::string, "item_id"> item_id,
                          Query<std::optional<std::string>, "q"> q, Query<bool, "short", defaults{false}> is_short) {
  JsonObject item{{"item_id", item_id}, {"owner_id", user_id}};
  if (q && !q->empty()) item["q"] = q;
  if (!is_short) item["description"] = "This is an amazing item that has a long description";
  co_return item;
}

void register_routes(App& app) {
  app.get<read_user_item>("/users/{user_id}/items/{item_id}");
}

const Tutorial tutorial{"docs_src.query_params.tutorial004", register_routes};

}  // namespace query_params::tutorial004
