// docs_src/security/tutorial002: the user whom a token stands for.
#include "tutorial.hpp"

#include <optional>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace security::tutorial002 {

inline constexpr OAuth2PasswordBearer oauth2_scheme{{.token_url = "token"}};

struct User {
  std::string username;
  std::optional<std::string> email = {};
  std::optional<std::string> full_name = {};
  std::optional<bool> disabled = {};
};

User fake_decode_token(const std::string& token) {
  return {token + "fakedecoded", "john@example.com", "John Doe"};
}

Task<User> get_current_user(Security<oauth2_scheme> token) {
  co_return fake_decode_token(*token);
}

Task<Json> read_users_me(Depends<get_current_user> current_user) {
  co_return Json(current_user);
}

void register_routes(App& app) {
  app.get<read_users_me>("/users/me");
}

const Tutorial tutorial{"docs_src.security.tutorial002", register_routes};

}  // namespace security::tutorial002
