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

// [filter]
struct UserInDB {
  std::string username;
  std::string hashed_password;
  std::optional<std::string> full_name = {};
};

Task<UserInDB> read_user(Path<std::string, "username"> username) {
  co_return UserInDB{username, "argon2..."};
}
// [/filter]

// [unset]
struct Item {
  std::string name;
  std::optional<std::string> description = {};
  double price;
  Field<double, defaults{10.5}> tax = {};
};

Task<Json> read_item(Path<std::string, "item_id">) {
  co_return JsonObject{{"name", "Lamp"}, {"price", 50.2}};
}
// [/unset]

// [encoder]
Json stored(const Item& item) {
  return jsonable_encoder(item, {.exclude = {"tax"}, .exclude_none = true});
}
// [/encoder]

Task<Json> encode_item(Body<Item> item) {
  co_return stored(*item);
}

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
  app.post<encode_item>("/encoded/");
  // [filter_route]
  app.get<read_user>("/users/{username}", {.response_model = schema_of<UserOut>});
  // [/filter_route]
  // [unset_route]
  app.get<read_item>("/items/{item_id}", {.response_model = schema_of<Item>, .response_model_exclude_unset = true});
  // [/unset_route]
  app.get<find_shop>("/shop");
  app.get<page>("/page");
}

}  // namespace response_model
