// docs_src/path_params/tutorial003: a fixed path goes before one with a parameter.
#include "tutorial.hpp"

#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace path_params::tutorial003 {

Task<Json> read_user_me() {
  co_return JsonObject{{"user_id", "the current user"}};
}

Task<Json> read_user(Path<std::string, "user_id"> user_id) {
  co_return JsonObject{{"user_id", user_id}};
}

void register_routes(App& app) {
  app.get<read_user_me>("/users/me");
  app.get<read_user>("/users/{user_id}");
}

const Tutorial tutorial{"docs_src.path_params.tutorial003", register_routes};

}  // namespace path_params::tutorial003
