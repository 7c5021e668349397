// docs_src/query_params_str_validations/tutorial006: required.
#include "tutorial.hpp"

#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace query_params_str_validations::tutorial006 {

Task<Json> read_items(Query<std::string, "q", min_length{3}> q) {
  JsonObject results{{"items", JsonArray{JsonObject{{"item_id", "Foo"}}, JsonObject{{"item_id", "Bar"}}}}};
  if (!q.empty()) results["q"] = q;
  co_return results;
}

void register_routes(App& app) {
  app.get<read_items>("/items/");
}

const Tutorial tutorial{"docs_src.query_params_str_validations.tutorial006", register_routes};

}  // namespace query_params_str_validations::tutorial006
