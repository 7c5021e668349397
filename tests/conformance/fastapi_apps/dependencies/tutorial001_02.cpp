// docs_src/dependencies/tutorial001_02: a name for a dependency.
#include "tutorial.hpp"

#include <optional>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace dependencies::tutorial001_02 {

Task<JsonObject> common_parameters(Query<std::optional<std::string>, "q"> q, Query<int, "skip", defaults{0}> skip,
                                   Query<int, "limit", defaults{100}> limit) {
  co_return JsonObject{{"q", q}, {"skip", skip}, {"limit", limit}};
}

using CommonsDep = Depends<common_parameters>;

Task<Json> read_items(CommonsDep commons) {
  co_return *commons;
}

Task<Json> read_users(CommonsDep commons) {
  co_return *commons;
}

void register_routes(App& app) {
  app.get<read_items>("/items/");
  app.get<read_users>("/users/");
}

const Tutorial tutorial{"docs_src.dependencies.tutorial001_02", register_routes};

}  // namespace dependencies::tutorial001_02
