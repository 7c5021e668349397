// docs_src/security/tutorial004: passwords by Argon2, and JSON Web Tokens.
#include "tutorial.hpp"

#include <map>
#include <optional>
#include <string>
#include <utility>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace security::tutorial004 {

// To get a string like this run: openssl rand -hex 32
const jwt::Key secret_key = jwt::Key::secret("09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7");
constexpr auto algorithm = jwt::Algorithm::hs256;
constexpr std::chrono::minutes access_token_expires{30};

struct Token {
  std::string access_token;
  std::string token_type;
};

struct User {
  std::string username;
  std::optional<std::string> email = {};
  std::optional<std::string> full_name = {};
  std::optional<bool> disabled = {};
};

struct StoredUser {
  User user;
  std::string hashed_password;
};

const std::map<std::string, StoredUser> fake_users_db{
    {"johndoe",
     {{"johndoe", "johndoe@example.com", "John Doe", false},
      "$argon2id$v=19$m=65536,t=3,p=4$wagCPXjifgvUFBzq4hqe3w$CYaIb8sB+wtD+Vu/P4uod1+Qof8h+1g7bbDlBID48Rc"}},
};

const PasswordHash password_hash = PasswordHash::recommended();

inline constexpr OAuth2PasswordBearer oauth2_scheme{{.token_url = "token"}};

const StoredUser* get_user(const std::string& username) {
  const auto found = fake_users_db.find(username);
  return found != fake_users_db.end() ? &found->second : nullptr;
}

// Nothing when there is no such user or it is not the password; both take as long.
Task<const StoredUser*> authenticate_user(std::string username, std::string password) {
  const StoredUser* const user = get_user(username);
  std::optional<std::string> hash;
  if (user != nullptr) hash = user->hashed_password;
  const bool valid = co_await password_hash.verify(std::move(password), std::move(hash));
  co_return valid ? user : nullptr;
}

std::string create_access_token(JsonObject claims) {
  claims.set("exp", jwt::expires_in(access_token_expires));
  return jwt::encode(claims, secret_key, algorithm);
}

Task<User> get_current_user(Security<oauth2_scheme> token) {
  const auto claims = jwt::try_decode(*token, secret_key, {.algorithms = {algorithm}});
  const Json* const username = claims ? claims->find("sub") : nullptr;
  const StoredUser* const user = username != nullptr ? get_user(username->as_string()) : nullptr;
  if (user == nullptr) throw HTTPException{401, "Could not validate credentials", {{"WWW-Authenticate", "Bearer"}}};
  co_return user->user;
}

Task<User> get_current_active_user(Depends<get_current_user> current_user) {
  if (current_user->disabled.value_or(false)) throw HTTPException{400, "Inactive user"};
  co_return *current_user;
}

Task<Token> login_for_access_token(OAuth2PasswordRequestForm form_data) {
  const StoredUser* const user = co_await authenticate_user(form_data.username, form_data.password);
  if (user == nullptr) {
    throw HTTPException{401, "Incorrect username or password", {{"WWW-Authenticate", "Bearer"}}};
  }
  co_return Token{create_access_token({{"sub", user->user.username}}), "bearer"};
}

Task<User> read_users_me(Depends<get_current_active_user> current_user) {
  co_return *current_user;
}

Task<Json> read_own_items(Depends<get_current_active_user> current_user) {
  co_return JsonArray{JsonObject{{"item_id", "Foo"}, {"owner", current_user->username}}};
}

void register_routes(App& app) {
  app.post<login_for_access_token>("/token");
  app.get<read_users_me>("/users/me/");
  app.get<read_own_items>("/users/me/items/");
}

const Tutorial tutorial{"docs_src.security.tutorial004", register_routes};

}  // namespace security::tutorial004
