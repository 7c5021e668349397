#include <talaria/talaria.hpp>
using namespace talaria;

namespace cookie_params {

// [handler]
Task<Json> read_items(Cookie<std::optional<std::string>, "ads_id"> ads_id) {
  co_return JsonObject{{"ads_id", ads_id}};
}
// [/handler]

// [set]
Task<JSONResponse> log_in() {
  JSONResponse response{JsonObject{{"message", "Come to the dark side, we have cookies"}}};
  response.headers.add("set-cookie", "ads_id=abc123; Path=/; HttpOnly; SameSite=Lax");
  co_return response;
}
// [/set]

void set_up(App& app) {
  app.get<read_items>("/items/");
  app.post<log_in>("/login");
}

}  // namespace cookie_params
