// docs_src/security/tutorial005: scopes of OAuth 2.0.
#include "tutorial.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace security::tutorial005 {

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
    {"alice",
     {{"alice", "alicechains@example.com", "Alice Chains", true},
      "$argon2id$v=19$m=65536,t=3,p=4$g2/AV1zwopqUntPKJavBFw$BwpRGDCyUHLvHICnwijyX8ROGoiUPwNKZ7915MeYfCE"}},
};

const PasswordHash password_hash = PasswordHash::recommended();

inline constexpr OAuth2PasswordBearer oauth2_scheme{{
    .token_url = "token",
    .scopes = {{"me", "Read information about the current user."}, {"items", "Read items."}},
}};

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

std::string join(const std::vector<std::string>& scopes) {
  return SecurityScopes(scopes).scope_str;
}

// The scopes of a token; a claim of another type grants none.
std::vector<std::string> token_scopes(const JsonObject& claims) {
  OAuth2PasswordRequestForm form;
  const Json* const scope = claims.find("scope");
  if (scope != nullptr && scope->is_string()) form.scope = scope->as_string();
  return form.scopes();
}

Task<User> get_current_user(const SecurityScopes& security_scopes, Security<oauth2_scheme> token) {
  std::string challenge = "Bearer";
  if (!security_scopes.scopes.empty()) challenge += " scope=\"" + security_scopes.scope_str + "\"";
  const auto claims = jwt::try_decode(*token, secret_key, {.algorithms = {algorithm}});
  const Json* const username = claims ? claims->find("sub") : nullptr;
  const StoredUser* const user = username != nullptr ? get_user(username->as_string()) : nullptr;
  if (user == nullptr) throw HTTPException{401, "Could not validate credentials", {{"WWW-Authenticate", challenge}}};
  const std::vector<std::string> granted = token_scopes(*claims);
  for (const std::string& scope : security_scopes.scopes) {
    if (std::find(granted.begin(), granted.end(), scope) == granted.end()) {
      throw HTTPException{401, "Not enough permissions", {{"WWW-Authenticate", challenge}}};
    }
  }
  co_return user->user;
}

Task<User> get_current_active_user(Security<get_current_user, scopes{"me"}> current_user) {
  if (current_user->disabled.value_or(false)) throw HTTPException{400, "Inactive user"};
  co_return *current_user;
}

Task<Token> login_for_access_token(OAuth2PasswordRequestForm form_data) {
  const StoredUser* const user = co_await authenticate_user(form_data.username, form_data.password);
  if (user == nullptr) throw HTTPException{400, "Incorrect username or password"};
  const std::string token = create_access_token({{"sub", user->user.username}, {"scope", join(form_data.scopes())}});
  co_return Token{token, "bearer"};
}

Task<User> read_users_me(Depends<get_current_active_user> current_user) {
  co_return *current_user;
}

Task<Json> read_own_items(Security<get_current_active_user, scopes{"items"}> current_user) {
  co_return JsonArray{JsonObject{{"item_id", "Foo"}, {"owner", current_user->username}}};
}

Task<Json> read_system_status(Depends<get_current_user>) {
  co_return JsonObject{{"status", "ok"}};
}

void register_routes(App& app) {
  app.post<login_for_access_token>("/token");
  app.get<read_users_me>("/users/me/");
  app.get<read_own_items>("/users/me/items/");
  app.get<read_system_status>("/status/");
}

const Tutorial tutorial{"docs_src.security.tutorial005", register_routes};

}  // namespace security::tutorial005
