// docs_src/extra_models/tutorial002: a model for each use of a user, with what is common in a base.
#include "tutorial.hpp"

#include <cstdio>
#include <optional>
#include <string>

#include <talaria/model/inherit.hpp>
#include <talaria/talaria.hpp>

using namespace talaria;

namespace extra_models::tutorial002 {

struct UserBase {
  std::string username;
  EmailStr email;
  std::optional<std::string> full_name;
};

struct UserIn : UserBase {
  std::string password;
};
BOOST_DESCRIBE_STRUCT(UserIn, (UserBase), (password))

struct UserOut : UserBase {};
BOOST_DESCRIBE_STRUCT(UserOut, (UserBase), ())

struct UserInDB : UserBase {
  std::string hashed_password;
};
BOOST_DESCRIBE_STRUCT(UserInDB, (UserBase), (hashed_password))

std::string fake_password_hasher(const std::string& raw_password) {
  return "supersecret" + raw_password;
}

UserInDB fake_save_user(const UserIn& user_in) {
  std::puts("User saved! ..not really");
  return {user_in, fake_password_hasher(user_in.password)};
}

Task<UserInDB> create_user(Body<UserIn> user_in) {
  co_return fake_save_user(*user_in);
}

void register_routes(App& app) {
  app.post<create_user>("/user/", {.response_model = schema_of<UserOut>});
}

const Tutorial tutorial{"docs_src.extra_models.tutorial002", register_routes};

}  // namespace extra_models::tutorial002
