#include <talaria/talaria.hpp>
using namespace talaria;

namespace cookie_params {

// [handler]
Task<Json> read_items(Cookie<std::optional<std::string>, "session_id"> session_id) {
  co_return JsonObject{{"session_id", session_id}};
}
// [/handler]

// [set]
Task<JSONResponse> log_in() {
  JSONResponse response{JsonObject{{"message", "Welcome back"}}};
  response.headers.add("set-cookie", "session_id=abc123; Path=/; HttpOnly; SameSite=Lax");
  co_return response;
}
// [/set]

void set_up(App& app) {
  app.get<read_items>("/items/");
  app.post<log_in>("/login");
}

}  // namespace cookie_params
