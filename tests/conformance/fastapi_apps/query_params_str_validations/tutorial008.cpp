// docs_src/query_params_str_validations/tutorial008: a description.
#include "tutorial.hpp"

#include <optional>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace query_params_str_validations::tutorial008 {

Task<Json> read_items(
    Query<std::optional<std::string>, "q", title{"Query string"},
          description{"Query string for the items to search in the database that have a good match"}, min_length{3}>
        q) {
  JsonObject results{{"items", JsonArray{JsonObject{{"item_id", "Foo"}}, JsonObject{{"item_id", "Bar"}}}}};
  if (q && !q->empty()) results["q"] = q;
  co_return results;
}

void register_routes(App& app) {
  app.get<read_items>("/items/");
}

const Tutorial tutorial{"docs_src.query_params_str_validations.tutorial008", register_routes};

}  // namespace query_params_str_validations::tutorial008
