#include "users.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace bigger_applications::users {

Task<Json> read_users() {
  co_return JsonArray{JsonObject{{"username", "Rick"}}, JsonObject{{"username", "Morty"}}};
}

Task<Json> read_user_me() {
  co_return JsonObject{{"username", "fakecurrentuser"}};
}

Task<Json> read_user(Path<std::string, "username"> username) {
  co_return JsonObject{{"username", username}};
}

Router router() {
  Router router;
  router.get<read_users>("/users/", {.tags = {"users"}});
  router.get<read_user_me>("/users/me", {.tags = {"users"}});
  router.get<read_user>("/users/{username}", {.tags = {"users"}});
  return router;
}

}  // namespace bigger_applications::users
