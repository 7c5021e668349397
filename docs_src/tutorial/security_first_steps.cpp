#include <map>
#include <optional>
#include <string>

#include <talaria/talaria.hpp>
using namespace talaria;

namespace security_first_steps {

// [scheme]
inline constexpr OAuth2PasswordBearer oauth2_scheme{{.token_url = "token"}};

Task<Json> read_items(Security<oauth2_scheme> token) {
  co_return JsonObject{{"token", token}};
}
// [/scheme]

// [user]
struct User {
  std::string username;
  std::optional<std::string> email = {};
  std::optional<bool> disabled = {};
};

struct UserInDB {
  User user;
  std::string hashed_password;
};

const std::map<std::string, UserInDB> fake_users_db{
    {"johndoe", {{"johndoe", "johndoe@example.com", false}, "fakehashedsecret"}},
    {"alice", {{"alice", "alice@example.com", true}, "fakehashedsecret2"}},
};

// The token is the name, until the next page.
Task<User> get_current_user(Security<oauth2_scheme> token) {
  const auto found = fake_users_db.find(*token);
  if (found == fake_users_db.end()) {
    throw HTTPException{401, "Not authenticated", {{"WWW-Authenticate", "Bearer"}}};
  }
  co_return found->second.user;
}

Task<User> get_current_active_user(Depends<get_current_user> user) {
  if (user->disabled.value_or(false)) throw HTTPException{400, "Inactive user"};
  co_return *user;
}
using CurrentUser = Depends<get_current_active_user>;

Task<User> read_users_me(CurrentUser user) {
  co_return *user;
}
// [/user]

// [login]
struct Token {
  std::string access_token;
  std::string token_type;
};

Task<Token> login(OAuth2PasswordRequestForm form) {
  const auto found = fake_users_db.find(form.username);
  const bool valid = found != fake_users_db.end() && found->second.hashed_password == "fakehashed" + form.password;
  if (!valid) throw HTTPException{400, "Incorrect username or password"};
  co_return Token{form.username, "bearer"};
}

void set_up(App& app) {
  app.post<login>("/token");
  app.get<read_items>("/items/");
  app.get<read_users_me>("/users/me");
}
// [/login]

}  // namespace security_first_steps
