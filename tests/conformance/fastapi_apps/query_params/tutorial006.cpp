// docs_src/query_params/tutorial006: required, with a default, optional.
#include "tutorial.hpp"

#include <optional>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace query_params::tutorial006 {

Task<Json> read_user_item(Path<std::string, "item_id"> item_id, Query<std::string, "needy"> needy,
                          Query<int, "skip", defaults{0}> skip, Query<std::optional<int>, "limit"> limit) {
  co_return JsonObject{{"item_id", item_id}, {"needy", needy}, {"skip", skip}, {"limit", limit}};
}

void register_routes(App& app) {
  app.get<read_user_item>("/items/{item_id}");
}

const Tutorial tutorial{"docs_src.query_params.tutorial006", register_routes};

}  // namespace query_params::tutorial006
