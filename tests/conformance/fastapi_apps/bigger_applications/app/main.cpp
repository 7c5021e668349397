// docs_src/bigger_applications/app: an application of several files.
#include "../../tutorial.hpp"
#include "dependencies.hpp"
#include "internal/admin.hpp"
#include "routers/items.hpp"
#include "routers/users.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace bigger_applications {

Task<Json> root() {
  co_return JsonObject{{"message", "Hello Bigger Applications!"}};
}

void register_routes(App& app) {
  app.include_router(users::router());
  app.include_router(items::router());
  app.include_router(admin::router(), {.prefix = "/admin",
                                       .tags = {"admin"},
                                       .dependencies = {depends<get_token_header>},
                                       .responses = {{418, {.description = "I'm a teapot"}}}});
  app.get<root>("/");
}

const Tutorial tutorial{
    "docs_src.bigger_applications.app", register_routes, {.dependencies = {depends<get_query_token>}}};

}  // namespace bigger_applications
