// docs_src/extra_models/tutorial001: a model for each use of a user.
#include "tutorial.hpp"

#include <cstdio>
#include <optional>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace extra_models::tutorial001 {

struct UserIn {
  std::string username;
  std::string password;
  EmailStr email;
  std::optional<std::string> full_name;
};

struct UserOut {
  std::string username;
  EmailStr email;
  std::optional<std::string> full_name;
};

struct UserInDB {
  std::string username;
  std::string hashed_password;
  EmailStr email;
  std::optional<std::string> full_name;
};

std::string fake_password_hasher(const std::string& raw_password) {
  return "supersecret" + raw_password;
}

UserInDB fake_save_user(const UserIn& user_in) {
  std::puts("User saved! ..not really");
  return {user_in.username, fake_password_hasher(user_in.password), user_in.email, user_in.full_name};
}

Task<UserInDB> create_user(Body<UserIn> user_in) {
  co_return fake_save_user(*user_in);
}

void register_routes(App& app) {
  app.post<create_user>("/user/", {.response_model = schema_of<UserOut>});
}

const Tutorial tutorial{"docs_src.extra_models.tutorial001", register_routes};

}  // namespace extra_models::tutorial001
