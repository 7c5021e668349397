// docs_src/header_params/tutorial003: a header field that comes several times.
#include "tutorial.hpp"

#include <optional>
#include <string>
#include <vector>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace header_params::tutorial003 {

Task<Json> read_items(Header<std::optional<std::vector<std::string>>, "x_token"> x_token) {
  co_return JsonObject{{"X-Token values", x_token}};
}

void register_routes(App& app) {
  app.get<read_items>("/items/");
}

const Tutorial tutorial{"docs_src.header_params.tutorial003", register_routes};

}  // namespace header_params::tutorial003
