// docs_src/query_params_str_validations/tutorial003: a shortest and a longest length.
#include "tutorial.hpp"

#include <optional>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace query_params_str_validations::tutorial003 {

Task<Json> read_items(Query<std::optional<std::string>, "q", min_length{3}, max_length{50}> q) {
  JsonObject results{{"items", JsonArray{JsonObject{{"item_id", "Foo"}}, JsonObject{{"item_id", "Bar"}}}}};
  if (q && !q->empty()) results["q"] = q;
  co_return results;
}

void register_routes(App& app) {
  app.get<read_items>("/items/");
}

const Tutorial tutorial{"docs_src.query_params_str_validations.tutorial003", register_routes};

}  // namespace query_params_str_validations::tutorial003
