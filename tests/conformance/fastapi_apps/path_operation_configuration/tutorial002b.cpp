// docs_src/path_operation_configuration/tutorial002b: tags that are written once.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace path_operation_configuration::tutorial002b {

namespace tags {
constexpr auto items = "items";
constexpr auto users = "users";
}  // namespace tags

Task<Json> get_items() {
  co_return JsonArray{"Portal gun", "Plumbus"};
}

Task<Json> read_users() {
  co_return JsonArray{"Rick", "Morty"};
}

void register_routes(App& app) {
  app.get<get_items>("/items/", {.tags = {tags::items}});
  app.get<read_users>("/users/", {.tags = {tags::users}});
}

const Tutorial tutorial{"docs_src.path_operation_configuration.tutorial002b", register_routes};

}  // namespace path_operation_configuration::tutorial002b
