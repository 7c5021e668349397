// docs_src/dependency_testing/tutorial001: another function in place of a dependency.
#include "tutorial.hpp"

#include <optional>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace dependency_testing::tutorial001 {

Task<JsonObject> common_parameters(Query<std::optional<std::string>, "q"> q, Query<int, "skip", defaults{0}> skip,
                                   Query<int, "limit", defaults{100}> limit) {
  co_return JsonObject{{"q", q}, {"skip", skip}, {"limit", limit}};
}

Task<Json> read_items(Depends<common_parameters> commons) {
  co_return JsonObject{{"message", "Hello Items!"}, {"params", *commons}};
}

Task<Json> read_users(Depends<common_parameters> commons) {
  co_return JsonObject{{"message", "Hello Users!"}, {"params", *commons}};
}

Task<JsonObject> override_dependency(Query<std::optional<std::string>, "q"> q) {
  co_return JsonObject{{"q", q}, {"skip", 5}, {"limit", 10}};
}

void register_routes(App& app) {
  app.get<read_items>("/items/");
  app.get<read_users>("/users/");
  app.dependency_overrides.set<common_parameters, override_dependency>();
}

const Tutorial tutorial{"docs_src.dependency_testing.tutorial001", register_routes};

}  // namespace dependency_testing::tutorial001
