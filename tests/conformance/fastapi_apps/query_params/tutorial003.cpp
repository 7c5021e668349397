// docs_src/query_params/tutorial003: a boolean: `1`, `true`, `on` and `yes` are all true.
#include "tutorial.hpp"

#include <optional>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace query_params::tutorial003 {

Task<Json> read_item(Path<std::string, "item_id"> item_id, Query<std::optional<std::string>, "q"> q,
                     Query<bool, "short", defaults{false}> is_short) {
  JsonObject item{{"item_id", item_id}};
  if (q && !q->empty()) item["q"] = q;
  if (!is_short) item["description"] = "This is an amazing item that has a long description";
  co_return item;
}

void register_routes(App& app) {
  app.get<read_item>("/items/{item_id}");
}

const Tutorial tutorial{"docs_src.query_params.tutorial003", register_routes};

}  // namespace query_params::tutorial003
