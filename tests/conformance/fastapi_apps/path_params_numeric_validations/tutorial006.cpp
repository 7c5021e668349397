// docs_src/path_params_numeric_validations/tutorial006: limits of real numbers.
#include "tutorial.hpp"

#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace path_params_numeric_validations::tutorial006 {

Task<Json> read_items(Path<int, "item_id", title{"The ID of the item to get"}, ge{0}, le{1000}> item_id,
                      Query<std::string, "q"> q, Query<double, "size", gt{0}, lt{10.5}> size) {
  JsonObject results{{"item_id", item_id}};
  if (!q.empty()) results["q"] = q;
  if (size != 0) results["size"] = size;
  co_return results;
}

void register_routes(App& app) {
  app.get<read_items>("/items/{item_id}");
}

const Tutorial tutorial{"docs_src.path_params_numeric_validations.tutorial006", register_routes};

}  // namespace path_params_numeric_validations::tutorial006
