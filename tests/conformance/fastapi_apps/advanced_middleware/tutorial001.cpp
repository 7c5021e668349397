// docs_src/advanced_middleware/tutorial001: everything goes over HTTPS.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace advanced_middleware::tutorial001 {

Task<Json> main_() {
  co_return JsonObject{{"message", "Hello World"}};
}

void register_routes(App& app) {
  app.add_middleware<HTTPSRedirectMiddleware>();
  app.get<main_>("/", {.name = "main"});
}

const Tutorial tutorial{"docs_src.advanced_middleware.tutorial001", register_routes};

}  // namespace advanced_middleware::tutorial001
