// docs_src/frontend/tutorial006: a folder that need not be there.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace frontend::tutorial006 {

void register_routes(App& app) {
  app.frontend("/", {.directory = "dist", .check_dir = false});
}

const Tutorial tutorial{"docs_src.frontend.tutorial006", register_routes};

}  // namespace frontend::tutorial006
