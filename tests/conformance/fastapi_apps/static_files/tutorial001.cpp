// docs_src/static_files/tutorial001: the files of a folder.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace static_files::tutorial001 {

void register_routes(App& app) {
  app.mount("/static", StaticFiles{{.directory = "static"}}, "static");
}

const Tutorial tutorial{"docs_src.static_files.tutorial001", register_routes};

}  // namespace static_files::tutorial001
