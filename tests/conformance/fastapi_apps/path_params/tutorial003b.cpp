// docs_src/path_params/tutorial003b: of two routes with the same path the first one answers.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace path_params::tutorial003b {

Task<Json> read_users() {
  co_return JsonArray{"Rick", "Morty"};
}

Task<Json> read_users2() {
  co_return JsonArray{"Bean", "Elfo"};
}

void register_routes(App& app) {
  app.get<read_users>("/users");
  app.get<read_users2>("/users");
}

const Tutorial tutorial{"docs_src.path_params.tutorial003b", register_routes};

}  // namespace path_params::tutorial003b
