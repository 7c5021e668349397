// docs_src/query_params/tutorial001: query parameters with defaults.
#include "slice.hpp"
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace query_params::tutorial001 {

const JsonArray fake_items_db{JsonObject{{"item_name", "Foo"}}, JsonObject{{"item_name", "Bar"}},
                              JsonObject{{"item_name", "Baz"}}};

Task<Json> read_item(Query<int, "skip", defaults{0}> skip, Query<int, "limit", defaults{10}> limit) {
  co_return slice(fake_items_db, skip, limit);
}

void register_routes(App& app) {
  app.get<read_item>("/items/");
}

const Tutorial tutorial{"docs_src.query_params.tutorial001", register_routes};

}  // namespace query_params::tutorial001
