#include <talaria/talaria.hpp>
using namespace talaria;

namespace header_params {

// [handler]
Task<Json> read_items(Header<std::optional<std::string>, "user_agent"> user_agent) {
  co_return JsonObject{{"client", user_agent}};
}
// [/handler]

// [underscores]
Task<Json> read_legacy_id(Header<std::optional<std::string>, "legacy_id", keep_underscores> legacy_id) {
  co_return JsonObject{{"legacy_id", legacy_id}};
}
// [/underscores]

// [list]
Task<Json> read_tokens(Header<std::optional<std::vector<std::string>>, "x_token"> x_token) {
  co_return JsonObject{{"tokens", x_token}};
}
// [/list]

void set_up(App& app) {
  app.get<read_items>("/items/");
  app.get<read_legacy_id>("/legacy/");
  app.get<read_tokens>("/tokens/");
}

}  // namespace header_params
