// docs_src/settings/app03: settings as a dependency, read once.
#include "settings/settings.hpp"
#include "tutorial.hpp"

#include <talaria/model/inherit.hpp>

namespace settings::app03 {

using namespace talaria;

struct DotenvSettings : Settings {
  static constexpr SettingsConfig settings_config{.env_file = ".env"};
};
BOOST_DESCRIBE_STRUCT(DotenvSettings, (Settings), ())

DotenvSettings get_settings() {
  static const DotenvSettings settings = load_settings<DotenvSettings>();
  return settings;
}

Task<Json> info(Depends<get_settings> settings) {
  co_return info_of(*settings);
}

void register_routes(App& app) {
  app.get<info>("/info");
}

const Tutorial tutorial{"docs_src.settings.app03", register_routes};

}  // namespace settings::app03
