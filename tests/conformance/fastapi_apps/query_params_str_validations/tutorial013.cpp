// docs_src/query_params_str_validations/tutorial013: a list of anything.
#include "tutorial.hpp"

#include <vector>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace query_params_str_validations::tutorial013 {

Task<Json> read_items(Query<std::vector<Json>, "q", defaults{}> q) {
  co_return JsonObject{{"q", q}};
}

void register_routes(App& app) {
  app.get<read_items>("/items/");
}

const Tutorial tutorial{"docs_src.query_params_str_validations.tutorial013", register_routes};

}  // namespace query_params_str_validations::tutorial013
