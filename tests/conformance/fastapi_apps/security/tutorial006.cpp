// docs_src/security/tutorial006: HTTP Basic.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace security::tutorial006 {

inline constexpr HTTPBasic basic{};

Json read_current_user(Security<basic> credentials) {
  return JsonObject{{"username", credentials->username}, {"password", credentials->password}};
}

void register_routes(App& app) {
  app.get<read_current_user>("/users/me");
}

const Tutorial tutorial{"docs_src.security.tutorial006", register_routes};

}  // namespace security::tutorial006
