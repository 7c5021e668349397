// docs_src/header_params/tutorial001: a header field: `user_agent` is `user-agent`.
#include "tutorial.hpp"

#include <optional>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace header_params::tutorial001 {

Task<Json> read_items(Header<std::optional<std::string>, "user_agent"> user_agent) {
  co_return JsonObject{{"User-Agent", user_agent}};
}

void register_routes(App& app) {
  app.get<read_items>("/items/");
}

const Tutorial tutorial{"docs_src.header_params.tutorial001", register_routes};

}  // namespace header_params::tutorial001
