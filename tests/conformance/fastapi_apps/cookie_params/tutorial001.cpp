// docs_src/cookie_params/tutorial001: a cookie.
#include "tutorial.hpp"

#include <optional>
#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace cookie_params::tutorial001 {

Task<Json> read_items(Cookie<std::optional<std::string>, "ads_id"> ads_id) {
  co_return JsonObject{{"ads_id", ads_id}};
}

void register_routes(App& app) {
  app.get<read_items>("/items/");
}

const Tutorial tutorial{"docs_src.cookie_params.tutorial001", register_routes};

}  // namespace cookie_params::tutorial001
