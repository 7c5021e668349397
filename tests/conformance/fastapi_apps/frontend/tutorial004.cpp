// docs_src/frontend/tutorial004: in a router.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace frontend::tutorial004 {

void register_routes(App& app) {
  Router router;
  router.frontend("/", {.directory = "dist", .fallback = "index.html"});
  app.include_router(router, {.prefix = "/app"});
}

const Tutorial tutorial{"docs_src.frontend.tutorial004", register_routes};

}  // namespace frontend::tutorial004
