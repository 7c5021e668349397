#include <string>

#include <talaria/talaria.hpp>
using namespace talaria;

namespace sessions_page {

// [handlers]
Task<Json> log_in(Request& request, Form<std::string, "username"> username) {
  http::Session& session = request.session();
  session.clear();  // whatever was there before the login
  session.set("user", username);
  co_return JsonObject{{"message", "Welcome"}};
}

Task<Json> who_am_i(Request& request) {
  const Json* const user = request.session().find("user");
  if (user == nullptr) throw HTTPException{401, "Log in first"};
  co_return JsonObject{{"user", *user}};
}

Task<void> log_out(Request& request) {
  request.session().clear();
  co_return;
}
// [/handlers]

// [middleware]
void add_sessions(App& app, const std::string& secret_key) {
  app.add_middleware<SessionMiddleware>({.secret_key = secret_key, .https_only = true});
}
// [/middleware]

void set_up(App& app) {
  app.post<log_in>("/login");
  app.get<who_am_i>("/me");
  app.post<log_out>("/logout", {.status_code = 204});
  add_sessions(app, "nothing-but-a-test-needs-no-secret-key");
}

}  // namespace sessions_page
