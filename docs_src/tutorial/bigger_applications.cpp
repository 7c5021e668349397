#include <talaria/talaria.hpp>
using namespace talaria;

namespace bigger_applications {

// [dependencies]
Task<void> verify_token(Header<std::string, "x_token"> x_token) {
  if (x_token != "let-me-in") throw HTTPException{400, "Wrong token"};
  co_return;
}
// [/dependencies]

namespace users {
// [users]
Task<Json> read_users() {
  co_return JsonArray{JsonObject{{"username", "ada"}}, JsonObject{{"username", "bob"}}};
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
      .dependencies = {depends<verify_token>},
      .responses = {{404, {.description = "Not found"}}},
  }};
  router.get<read_item>("/{item_id}", {.responses = {{403, {.description = "Not yours"}}}});
  return router;
}
// [/items]
}  // namespace items

Task<Json> empty_cache() {
  co_return JsonObject{{"message", "The cache is empty"}};
}

Router admin_router() {
  Router router;
  router.post<empty_cache>("/cache");
  return router;
}

void set_up(App& app) {
  // [include]
  app.include_router(users::router());
  app.include_router(items::router());
  app.include_router(admin_router(), {.prefix = "/admin",
                                      .tags = {"admin"},
                                      .dependencies = {depends<verify_token>},
                                      .responses = {{503, {.description = "Closed for maintenance"}}}});
  // [/include]
  // [nested]
  Router v1{{.prefix = "/api/v1"}};
  v1.include_router(users::router());
  app.include_router(v1);
  // [/nested]
}

}  // namespace bigger_applications
