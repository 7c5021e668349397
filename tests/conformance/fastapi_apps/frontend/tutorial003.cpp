// docs_src/frontend/tutorial003: a page for what is missing.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace frontend::tutorial003 {

void register_routes(App& app) {
  app.frontend("/", {.directory = "dist", .fallback = "404.html"});
}

const Tutorial tutorial{"docs_src.frontend.tutorial003", register_routes};

}  // namespace frontend::tutorial003
