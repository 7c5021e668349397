// docs_src/query_params_str_validations/tutorial014: a parameter that the document does not show.
#include "tutorial.hpp"

#include <optional>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace query_params_str_validations::tutorial014 {

Task<Json> read_items(Query<std::optional<std::string>, "hidden_query", exclude_from_schema> hidden_query) {
  if (hidden_query && !hidden_query->empty()) co_return JsonObject{{"hidden_query", hidden_query}};
  co_return JsonObject{{"hidden_query", "Not found"}};
}

void register_routes(App& app) {
  app.get<read_items>("/items/");
}

const Tutorial tutorial{"docs_src.query_params_str_validations.tutorial014", register_routes};

}  // namespace query_params_str_validations::tutorial014
