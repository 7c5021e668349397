#include <talaria/talaria.hpp>
using namespace talaria;

namespace declared_errors {

// [errors]
struct UserNotFound {
  static constexpr int status_code = 404;
  std::string detail = "User not found";
};

struct OutOfStock {
  static constexpr int status_code = 409;
  std::string detail = "Out of stock";
  int left = 0;
};
// [/errors]

// [use]
struct User {
  int id;
  std::string name;
};

Task<Result<User, UserNotFound>> valid_user(Path<int, "user_id"> user_id) {
  if (user_id != 1) co_return UserNotFound{};
  co_return User{.id = 1, .name = "Ada"};
}

struct Order {
  std::string item;
  int count = 1;
};

Task<Result<Order, OutOfStock, Forbidden>> place_order(Depends<valid_user>, Body<Order> order) {
  if (order->item == "engine") co_return Forbidden{"Engines are for engineers"};
  if (order->count > 3) co_return OutOfStock{.left = 3};
  co_return *order;
}
// [/use]

// [nothing]
Result<void, NotFound> delete_order(Path<int, "order_id"> order_id) {
  if (order_id > 100) return NotFound{"No such order"};
  return {};
}
// [/nothing]

// [headers]
struct Maintenance {
  static constexpr int status_code = 503;
  static constexpr std::string_view description = "The shop is closed for an hour";
  std::string detail = "Closed";
  Field<int, exclude> seconds = 3600;
  http::Headers headers() const { return {{"retry-after", std::to_string(seconds)}}; }
};
// [/headers]

Task<Result<Json, Maintenance>> read_shop() {
  co_return Maintenance{};
}

// [handler]
Task<JSONResponse> on_out_of_stock(Request&, const OutOfStock& error) {
  co_return JSONResponse{JsonObject{{"message", "only " + std::to_string(error.left) + " left"}}, 409};
}
// [/handler]

// Not declared, so a strict client finds it.
// [forgotten]
Json read_forgotten() {
  throw HTTPException{410, "Gone"};
}
// [/forgotten]

void set_up(App& app) {
  // [routes]
  app.post<place_order>("/users/{user_id}/orders");
  app.delete_<delete_order>("/orders/{order_id}", {.status_code = 204});
  // [/routes]
  app.get<read_shop>("/shop");
  app.get<read_forgotten>("/forgotten");
}

void set_up_handler(App& app) {
  app.exception_handler<on_out_of_stock>();
}

std::string strict(App& app) {
  // [strict]
  TestClient client{app, {.fail_on_undeclared_errors = true}};
  try {
    client.get("/forgotten");
  } catch (const UndeclaredError& error) {
    return error.what();
  }
  // [/strict]
  return "";
}

}  // namespace declared_errors
