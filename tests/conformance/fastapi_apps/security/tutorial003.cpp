// docs_src/security/tutorial003: a login that gives a token, with passwords that are not hashed yet.
#include "tutorial.hpp"

#include <map>
#include <optional>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace security::tutorial003 {

struct User {
  std::string username;
  std::optional<std::string> email = {};
  std::optional<std::string> full_name = {};
  std::optional<bool> disabled = {};
};

struct UserInDB {
  std::string username;
  std::optional<std::string> email = {};
  std::optional<std::string> full_name = {};
  std::optional<bool> disabled = {};
  std::string hashed_password = {};
};

const std::map<std::string, UserInDB> fake_users_db{
    {"johndoe", {"johndoe", "johndoe@example.com", "John Doe", false, "fakehashedsecret"}},
    {"alice", {"alice", "alice@example.com", "Alice Wonderson", true, "fakehashedsecret2"}},
};

std::string fake_hash_password(const std::string& password) {
  return "fakehashed" + password;
}

inline constexpr OAuth2PasswordBearer oauth2_scheme{{.token_url = "token"}};

const UserInDB* get_user(const std::string& username) {
  const auto found = fake_users_db.find(username);
  return found != fake_users_db.end() ? &found->second : nullptr;
}

Task<UserInDB> get_current_user(Security<oauth2_scheme> token) {
  const UserInDB* const user = get_user(*token);
  if (user == nullptr) throw HTTPException{401, "Not authenticated", {{"WWW-Authenticate", "Bearer"}}};
  co_return *user;
}

Task<UserInDB> get_current_active_user(Depends<get_current_user> current_user) {
  if (current_user->disabled.value_or(false)) throw HTTPException{400, "Inactive user"};
  co_return *current_user;
}

Task<Json> login(OAuth2PasswordRequestForm form_data) {
  const UserInDB* const user = get_user(form_data.username);
  if (user == nullptr || fake_hash_password(form_data.password) != user->hashed_password) {
    throw HTTPException{400, "Incorrect username or password"};
  }
  co_return JsonObject{{"access_token", user->username}, {"token_type", "bearer"}};
}

Task<Json> read_users_me(Depends<get_current_active_user> current_user) {
  co_return Json(current_user);
}

void register_routes(App& app) {
  app.post<login>("/token");
  app.get<read_users_me>("/users/me");
}

const Tutorial tutorial{"docs_src.security.tutorial003", register_routes};

}  // namespace security::tutorial003
