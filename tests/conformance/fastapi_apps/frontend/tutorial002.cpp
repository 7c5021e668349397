// docs_src/frontend/tutorial002: the page for every path.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace frontend::tutorial002 {

void register_routes(App& app) {
  app.frontend("/", {.directory = "dist", .fallback = "index.html"});
}

const Tutorial tutorial{"docs_src.frontend.tutorial002", register_routes};

}  // namespace frontend::tutorial002
