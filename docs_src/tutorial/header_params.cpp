#include <talaria/talaria.hpp>
using namespace talaria;

namespace header_params {

// [handler]
Task<Json> read_items(Header<std::optional<std::string>, "user_agent"> user_agent) {
  co_return JsonObject{{"User-Agent", user_agent}};
}
// [/handler]

// [underscores]
Task<Json> read_strange(Header<std::optional<std::string>, "strange_header", keep_underscores> strange_header) {
  co_return JsonObject{{"strange_header", strange_header}};
}
// [/underscores]

// [list]
Task<Json> read_tokens(Header<std::optional<std::vector<std::string>>, "x_token"> x_token) {
  co_return JsonObject{{"X-Token values", x_token}};
}
// [/list]

void set_up(App& app) {
  app.get<read_items>("/items/");
  app.get<read_strange>("/strange/");
  app.get<read_tokens>("/tokens/");
}

}  // namespace header_params
