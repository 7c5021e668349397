#include <talaria/model/inherit.hpp>
#include <talaria/talaria.hpp>
using namespace talaria;

namespace views {

// [model]
struct User {
  std::int64_t id;
  Field<std::string, min_length{3}> username;
  EmailStr email;
  Field<std::string, min_length{8}> password;
  std::optional<std::string> full_name = {};
};
// [/model]

// [views]
using UserCreate = Omit<User, &User::id>;
using UserRead = Omit<User, &User::password>;
using UserName = Pick<User, &User::id, &User::username>;
using UserUpdate = Partial<Omit<User, &User::id>>;
// [/views]

User stored{1, "ada", EmailStr("ada@example.com"), "analytical", std::nullopt};

// [routes]
Task<UserRead> create_user(Body<UserCreate> body) {
  stored = *body;  // a view is a User, too
  stored.id = 1;
  co_return UserRead(stored);
}

Task<UserName> read_name() {
  co_return UserName(stored);
}

Task<UserRead> update_user(Body<UserUpdate> patch) {
  patch->update(stored);
  co_return UserRead(stored);
}
// [/routes]

void set_up(App& app) {
  app.post<create_user>("/users/");
  app.get<read_name>("/users/1/name");
  app.patch<update_user>("/users/1");
}

// [computed]
struct Order {
  std::int64_t id;
  double price;
  int amount;

  double total() const { return price * amount; }
  std::string label() const { return "#" + std::to_string(id); }

  static constexpr ComputedFields computed_fields{computed<&Order::total>, computed<&Order::label>};
};

using OrderTotal = Pick<Order, &Order::id, &Order::total>;
// [/computed]

Json order_total() {
  return model_dump(OrderTotal(Order{7, 2.5, 4}));
}

// [named]
struct PublicUser : UserRead {};
BOOST_DESCRIBE_STRUCT(PublicUser, (UserRead), ())
// [/named]

Json public_user_schema() {
  return model_json_schema<PublicUser>();
}
Json user_name_schema() {
  return model_json_schema<UserName>();
}

}  // namespace views
