// docs_src/security/tutorial001: a token that a form gives, and who wants it.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace security::tutorial001 {

inline constexpr OAuth2PasswordBearer oauth2_scheme{{.token_url = "token"}};

Task<Json> read_items(Security<oauth2_scheme> token) {
  co_return JsonObject{{"token", token}};
}

void register_routes(App& app) {
  app.get<read_items>("/items/");
}

const Tutorial tutorial{"docs_src.security.tutorial001", register_routes};

}  // namespace security::tutorial001
