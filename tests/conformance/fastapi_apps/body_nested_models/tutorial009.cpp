// docs_src/body_nested_models/tutorial009: a body that is a map with numbers for keys.
#include "tutorial.hpp"

#include <map>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace body_nested_models::tutorial009 {

Task<Json> create_index_weights(Body<std::map<int, double>, "weights"> weights) {
  co_return weights;
}

void register_routes(App& app) {
  app.post<create_index_weights>("/index-weights/");
}

const Tutorial tutorial{"docs_src.body_nested_models.tutorial009", register_routes};

}  // namespace body_nested_models::tutorial009
