// docs_src/metadata/tutorial004: tags with descriptions.
#include "tutorial.hpp"

#include <vector>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace metadata::tutorial004 {

const std::vector<Tag> tags_metadata{
    {.name = "users", .description = "Operations with users. The **login** logic is also here."},
    {.name = "items",
     .description = "Manage items. So _fancy_ they have their own docs.",
     .external_docs_url = "https://fastapi.tiangolo.com/",
     .external_docs_description = "Items external docs"},
};

Task<Json> get_users() {
  co_return JsonArray{JsonObject{{"name", "Harry"}}, JsonObject{{"name", "Ron"}}};
}

Task<Json> get_items() {
  co_return JsonArray{JsonObject{{"name", "wand"}}, JsonObject{{"name", "flying broom"}}};
}

void register_routes(App& app) {
  app.get<get_users>("/users/", {.tags = {"users"}});
  app.get<get_items>("/items/", {.tags = {"items"}});
}

const Tutorial tutorial{"docs_src.metadata.tutorial004", register_routes, {.openapi_tags = tags_metadata}};

}  // namespace metadata::tutorial004
