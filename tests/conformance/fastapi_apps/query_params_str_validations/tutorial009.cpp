// docs_src/query_params_str_validations/tutorial009: a name in the URL that is none in C++.
#include "tutorial.hpp"

#include <optional>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace query_params_str_validations::tutorial009 {

Task<Json> read_items(Query<std::optional<std::string>, "q", alias{"item-query"}> q) {
  JsonObject results{{"items", JsonArray{JsonObject{{"item_id", "Foo"}}, JsonObject{{"item_id", "Bar"}}}}};
  if (q && !q->empty()) results["q"] = q;
  co_return results;
}

void register_routes(App& app) {
  app.get<read_items>("/items/");
}

const Tutorial tutorial{"docs_src.query_params_str_validations.tutorial009", register_routes};

}  // namespace query_params_str_validations::tutorial009
