// docs_src/cookie_param_models/tutorial001: a model of the cookies.
#include "tutorial.hpp"

#include <optional>
#include <string>
#include <vector>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace cookie_param_models::tutorial001 {

struct Cookies {
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

const Tutorial tutorial{"docs_src.cookie_param_models.tutorial001", register_routes};

}  // namespace cookie_param_models::tutorial001
