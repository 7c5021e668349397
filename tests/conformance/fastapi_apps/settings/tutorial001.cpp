// docs_src/settings/tutorial001: settings that are read when they are first asked for.
#include "settings/settings.hpp"
#include "tutorial.hpp"

namespace settings::tutorial001 {

using namespace talaria;

Task<Json> info() {
  static const Settings settings = load_settings<Settings>();
  co_return info_of(settings);
}

void register_routes(App& app) {
  app.get<info>("/info");
}

const Tutorial tutorial{"docs_src.settings.tutorial001", register_routes};

}  // namespace settings::tutorial001
