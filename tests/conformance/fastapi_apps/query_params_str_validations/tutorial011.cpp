// docs_src/query_params_str_validations/tutorial011: a list of values, `?q=foo&q=bar`.
#include "tutorial.hpp"

#include <optional>
#include <string>
#include <vector>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace query_params_str_validations::tutorial011 {

Task<Json> read_items(Query<std::optional<std::vector<std::string>>, "q"> q) {
  co_return JsonObject{{"q", q}};
}

void register_routes(App& app) {
  app.get<read_items>("/items/");
}

const Tutorial tutorial{"docs_src.query_params_str_validations.tutorial011", register_routes};

}  // namespace query_params_str_validations::tutorial011
