// docs_src/query_params_str_validations/tutorial012: a list with a default.
#include "tutorial.hpp"

#include <string>
#include <vector>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace query_params_str_validations::tutorial012 {

Task<Json> read_items(Query<std::vector<std::string>, "q", defaults{"foo", "bar"}> q) {
  co_return JsonObject{{"q", q}};
}

void register_routes(App& app) {
  app.get<read_items>("/items/");
}

const Tutorial tutorial{"docs_src.query_params_str_validations.tutorial012", register_routes};

}  // namespace query_params_str_validations::tutorial012
