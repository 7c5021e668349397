// docs_src/advanced_middleware/tutorial002: only requests for known hosts.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace advanced_middleware::tutorial002 {

Task<Json> main_() {
  co_return JsonObject{{"message", "Hello World"}};
}

void register_routes(App& app) {
  app.add_middleware<TrustedHostMiddleware>({.allowed_hosts = {"example.com", "*.example.com"}});
  app.get<main_>("/", {.name = "main"});
}

const Tutorial tutorial{"docs_src.advanced_middleware.tutorial002", register_routes};

}  // namespace advanced_middleware::tutorial002
