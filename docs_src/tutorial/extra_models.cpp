#include <map>

#include <talaria/model/inherit.hpp>
#include <talaria/talaria.hpp>
using namespace talaria;

namespace extra_models {

// [base]
struct UserBase {
  Field<std::string, min_length{3}> username;
  EmailStr email;
  std::optional<std::string> full_name = {};
};

struct UserCreate : UserBase {
  SecretStr password;
};
BOOST_DESCRIBE_STRUCT(UserCreate, (UserBase), (password))

struct UserRead : UserBase {
  std::int64_t id;
};
BOOST_DESCRIBE_STRUCT(UserRead, (UserBase), (id))

struct User : UserBase {
  std::int64_t id;
  std::string hashed_password;
};
BOOST_DESCRIBE_STRUCT(User, (UserBase), (id, hashed_password))
// [/base]

std::string hash(const SecretStr& password) {
  return "argon2:" + std::to_string(password.size());
}

// [to]
Task<UserRead> create_user(Body<UserCreate> body) {
  const User user{*body, 1, hash(body->password)};  // what is common, then the members that stand in User itself
  co_return to<UserRead>(user);
}
// [/to]

// [rows]
struct UserRow {  // as a database gives it
  std::int64_t id;
  std::string username;
  std::string email;
  std::optional<std::string> full_name;
  std::string hashed_password;
};

Task<std::vector<UserRead>> list_users() {
  std::vector<UserRow> rows;
  rows.push_back({1, "ada", "ada@example.com", "Ada Lovelace", "argon2:8"});
  rows.push_back({2, "bob", "bob@example.com", {}, "argon2:9"});
  co_return to<std::vector<UserRead>>(rows);
}
// [/rows]

// [update]
using UserUpdate = Partial<UserBase>;

Task<UserRead> update_user(Body<UserUpdate> patch) {
  UserRead user = to<UserRead>(UserRow{1, "ada", "ada@example.com", "Ada Lovelace", "argon2:8"});
  patch->update(user);
  co_return user;
}
// [/update]

// [union]
struct UserPublic {
  std::string username;
};

Task<std::variant<UserRead, UserPublic>> read_user(Header<std::optional<std::string>, "x_token"> x_token) {
  const UserRow row{1, "ada", "ada@example.com", "Ada Lovelace", "argon2:8"};
  if (x_token == "staff") co_return to<UserRead>(row);
  co_return to<UserPublic>(row);
}
// [/union]

// [map]
Task<std::map<std::string, std::int64_t>> count_users() {
  std::map<std::string, std::int64_t> users;
  users["active"] = 2;
  users["blocked"] = 0;
  co_return users;
}
// [/map]

void set_up(App& app) {
  app.post<create_user>("/users/", {.status_code = 201});
  app.get<list_users>("/users/");
  app.get<read_user>("/users/1");
  app.patch<update_user>("/users/1");
  app.get<count_users>("/counts/");
}

}  // namespace extra_models
