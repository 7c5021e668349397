// docs_src/settings/app01: settings that are read before the app starts.
#include "settings/settings.hpp"
#include "tutorial.hpp"

namespace settings::app01 {

using namespace talaria;

Task<Json> info(State<Settings> settings) {
  co_return info_of(*settings);
}

void register_routes(App& app) {
  app.state.emplace<Settings>(require_settings<Settings>());
  app.get<info>("/info");
}

const Tutorial tutorial{"docs_src.settings.app01", register_routes};

}  // namespace settings::app01
