// docs_src/cookie_param_models/tutorial002: a model of the cookies that takes no others.
#include "tutorial.hpp"

#include <optional>
#include <string>
#include <vector>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace cookie_param_models::tutorial002 {

struct Cookies {
  static constexpr ModelConfig model_config{.extra = Extra::forbid};

  std::string session_id;
  std::optional<std::string> fatebook_tracker;
  std::optional<std::string> googall_tracker;
};

Task<Json> read_items(Cookie<Cookies> cookies) {
  co_return cookies;
}

void register_routes(App& app) {
  app.get<read_items>("/items/");
}

const Tutorial tutorial{"docs_src.cookie_param_models.tutorial002", register_routes};

}  // namespace cookie_param_models::tutorial002
