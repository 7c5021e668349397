// docs_src/security/tutorial007: HTTP Basic with a comparison that tells nothing by its duration.
#include "tutorial.hpp"

#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace security::tutorial007 {

inline constexpr HTTPBasic basic{};

std::string get_current_username(Security<basic> credentials) {
  const bool is_correct_username = compare_digest(credentials->username, "stanleyjobson");
  const bool is_correct_password = compare_digest(credentials->password, "swordfish");
  if (!(is_correct_username && is_correct_password)) {
    throw HTTPException{401, "Incorrect username or password", {{"WWW-Authenticate", "Basic"}}};
  }
  return credentials->username;
}

Json read_current_user(Depends<get_current_username> username) {
  return JsonObject{{"username", username}};
}

void register_routes(App& app) {
  app.get<read_current_user>("/users/me");
}

const Tutorial tutorial{"docs_src.security.tutorial007", register_routes};

}  // namespace security::tutorial007
