// docs_src/path_params_numeric_validations/tutorial004: greater than or equal.
#include "tutorial.hpp"

#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace path_params_numeric_validations::tutorial004 {

Task<Json> read_items(Path<int, "item_id", title{"The ID of the item to get"}, ge{1}> item_id,
                      Query<std::string, "q"> q) {
  JsonObject results{{"item_id", item_id}};
  if (!q.empty()) results["q"] = q;
  co_return results;
}

void register_routes(App& app) {
  app.get<read_items>("/items/{item_id}");
}

const Tutorial tutorial{"docs_src.path_params_numeric_validations.tutorial004", register_routes};

}  // namespace path_params_numeric_validations::tutorial004
