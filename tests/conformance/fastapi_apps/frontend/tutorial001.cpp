// docs_src/frontend/tutorial001: a build of a page.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace frontend::tutorial001 {

void register_routes(App& app) {
  app.frontend("/", {.directory = "dist"});
}

const Tutorial tutorial{"docs_src.frontend.tutorial001", register_routes};

}  // namespace frontend::tutorial001
