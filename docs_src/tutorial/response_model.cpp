#include <talaria/talaria.hpp>
using namespace talaria;

namespace response_model {

// [models]
struct UserIn {
  std::string username;
  Field<std::string, min_length{8}> password;
  std::optional<std::string> full_name = {};
};

struct UserOut {
  std::string username;
  std::optional<std::string> full_name = {};
};
// [/models]

// [handler]
Task<UserOut> create_user(Body<UserIn> user) {
  co_return UserOut{.username = user->username, .full_name = user->full_name};
}
// [/handler]

// [list]
Task<std::vector<UserOut>> list_users() {
  std::vector<UserOut> users{{.username = "ada"}, {.username = "bob", .full_name = "Bob"}};
  co_return users;
}
// [/list]

// [nothing]
Task<void> delete_user(Path<std::string, "username">) {
  co_return;
}
// [/nothing]

// [response]
Task<Response> find_shop(Query<bool, "nearest", defaults{false}> nearest) {
  if (nearest) co_return RedirectResponse("https://example.com/shops/1");
  co_return JSONResponse(JsonObject{{"message", "There is one in every town"}});
}

Task<HTMLResponse> page() {
  co_return HTMLResponse("<h1>Open all day</h1>");
}
// [/response]

void set_up(App& app) {
  // [status]
  app.post<create_user>("/users/", {.status_code = status::http_201_created});
  app.delete_<delete_user>("/users/{username}", {.status_code = status::http_204_no_content});
  // [/status]
  app.get<list_users>("/users/");
  app.get<find_shop>("/shop");
  app.get<page>("/page");
}

}  // namespace response_model
