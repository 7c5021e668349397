#include <talaria/talaria.hpp>
using namespace talaria;

namespace bigger_applications {

// [dependencies]
Task<void> get_token_header(Header<std::string, "x_token"> x_token) {
  if (x_token != "fake-super-secret-token") throw HTTPException{400, "X-Token header invalid"};
  co_return;
}
// [/dependencies]

namespace users {
// [users]
Task<Json> read_users() {
  co_return JsonArray{JsonObject{{"username", "Rick"}}, JsonObject{{"username", "Morty"}}};
}

Router router() {
  Router router{{.tags = {"users"}}};
  router.get<read_users>("/users/");
  return router;
}
// [/users]
}  // namespace users

namespace items {
// [items]
Task<Json> read_item(Path<std::string, "item_id"> item_id) {
  co_return JsonObject{{"item_id", item_id}};
}

Router router() {
  Router router{{
      .prefix = "/items",
      .tags = {"items"},
      .dependencies = {depends<get_token_header>},
      .responses = {{404, {.description = "Not found"}}},
  }};
  router.get<read_item>("/{item_id}", {.responses = {{403, {.description = "Operation forbidden"}}}});
  return router;
}
// [/items]
}  // namespace items

Task<Json> update_admin() {
  co_return JsonObject{{"message", "Admin getting schwifty"}};
}

Router admin_router() {
  Router router;
  router.post<update_admin>("/");
  return router;
}

void set_up(App& app) {
  // [include]
  app.include_router(users::router());
  app.include_router(items::router());
  app.include_router(admin_router(), {
                                         .prefix = "/admin",
                                         .tags = {"admin"},
                                         .dependencies = {depends<get_token_header>},
                                         .responses = {{418, {.description = "I'm a teapot"}}},
                                     });
  // [/include]
  // [nested]
  Router v1{{.prefix = "/api/v1"}};
  v1.include_router(users::router());
  app.include_router(v1);
  // [/nested]
}

}  // namespace bigger_applications
