#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <talaria/talaria.hpp>
using namespace talaria;

namespace security_jwt {

// [passwords]
struct User {
  std::string username;
  std::vector<std::string> permissions = {};
};

struct Account {
  User user;
  std::string password_hash;
};

const PasswordHash password_hash = PasswordHash::recommended();

std::map<std::string, Account>& accounts() {
  static std::map<std::string, Account> all{
      {"johndoe", {{"johndoe", {"items:edit"}}, password_hash.hash_blocking("secret")}},
      {"alice", {{"alice", {}}, password_hash.hash_blocking("wonderland")}},
  };
  return all;
}

Task<Account*> authenticate(std::string username, std::string password) {
  const auto found = accounts().find(username);
  Account* const account = found != accounts().end() ? &found->second : nullptr;
  std::optional<std::string> hash;
  if (account != nullptr) hash = account->password_hash;
  // Without a hash it takes as long: nobody learns from the clock who has an account.
  const PasswordCheck check = co_await password_hash.verify_and_update(std::move(password), std::move(hash));
  if (!check) co_return nullptr;
  if (check.updated_hash) account->password_hash = *check.updated_hash;  // it was hashed by older rules
  co_return account;
}
// [/passwords]

// [token]
// Made with `openssl rand -hex 32`; a real one comes from the environment.
const jwt::Key secret_key = jwt::Key::secret("09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7");
constexpr auto algorithm = jwt::Algorithm::hs256;

std::string create_access_token(JsonObject claims) {
  claims.set("exp", jwt::expires_in(std::chrono::minutes(30)));
  return jwt::encode(claims, secret_key, algorithm);
}

struct Token {
  std::string access_token;
  std::string token_type;
};

Task<Token> login(OAuth2PasswordRequestForm form) {
  const Account* const account = co_await authenticate(form.username, form.password);
  if (account == nullptr) {
    throw HTTPException{401, "Incorrect username or password", {{"WWW-Authenticate", "Bearer"}}};
  }
  const std::string scope = SecurityScopes(form.scopes()).scope_str;
  co_return Token{create_access_token({{"sub", account->user.username}, {"scope", scope}}), "bearer"};
}
// [/token]

// [verify]
inline constexpr OAuth2PasswordBearer oauth2_scheme{{
    .token_url = "token",
    .scopes = {{"me", "Read information about the current user."}, {"items", "Read items."}},
}};

Task<User> get_current_user(const SecurityScopes& scopes, Security<oauth2_scheme> token) {
  const std::string challenge = scopes.scopes.empty() ? "Bearer" : "Bearer scope=\"" + scopes.scope_str + "\"";
  const auto claims = jwt::try_decode(*token, secret_key, {.algorithms = {algorithm}, .require = {"sub", "scope"}});
  const auto found = claims ? accounts().find(claims->at("sub").as_string()) : accounts().end();
  if (found == accounts().end()) {
    throw HTTPException{401, "Could not validate credentials", {{"WWW-Authenticate", challenge}}};
  }
  const std::string granted = " " + claims->at("scope").as_string() + " ";
  for (const std::string& scope : scopes.scopes) {
    if (granted.find(" " + scope + " ") == std::string::npos) {
      throw HTTPException{401, "Not enough permissions", {{"WWW-Authenticate", challenge}}};
    }
  }
  co_return found->second.user;
}
// [/verify]

// [scopes]
Task<User> get_active_user(Security<get_current_user, scopes{"me"}> user) {
  co_return *user;
}

Task<User> read_users_me(Depends<get_active_user> user) {
  co_return *user;
}

Task<Json> read_own_items(Security<get_active_user, scopes{"items"}> user) {
  co_return JsonArray{JsonObject{{"item_id", "Foo"}, {"owner", user->username}}};
}
// [/scopes]

// [permissions]
inline constexpr PermissionChecker<get_current_user> can_edit{"items:edit"};

Task<Json> edit_items(Depends<get_current_user> user) {
  co_return JsonObject{{"edited_by", user->username}};
}
// [/permissions]

// [self]
Task<User> self_or_editor(Path<std::string, "username"> username, Depends<get_current_user> user) {
  const auto& may = user->permissions;
  const bool is_editor = std::find(may.begin(), may.end(), "items:edit") != may.end();
  if (username != user->username && !is_editor) throw HTTPException{403, "Not your account"};
  co_return *user;
}

Task<Json> read_account(Path<std::string, "username"> username, Depends<self_or_editor> reader) {
  co_return JsonObject{{"account", username}, {"read_by", reader->username}};
}
// [/self]

// [policy]
AppOptions options() {
  return {.require_access_policy = true};
}

void set_up(App& app) {
  app.post<login>("/token", {.is_public = true});
  app.get<read_users_me>("/users/me");
  app.get<read_own_items>("/users/me/items");
  app.put<edit_items>("/items", {.dependencies = {depends<&can_edit>}});
  app.get<read_account>("/accounts/{username}");
}
// [/policy]

}  // namespace security_jwt
