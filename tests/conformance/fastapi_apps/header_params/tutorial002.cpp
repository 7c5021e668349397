// docs_src/header_params/tutorial002: a header field with underscores in its name.
#include "tutorial.hpp"

#include <optional>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace header_params::tutorial002 {

Task<Json> read_items(Header<std::optional<std::string>, "strange_header", keep_underscores> strange_header) {
  co_return JsonObject{{"strange_header", strange_header}};
}

void register_routes(App& app) {
  app.get<read_items>("/items/");
}

const Tutorial tutorial{"docs_src.header_params.tutorial002", register_routes};

}  // namespace header_params::tutorial002
