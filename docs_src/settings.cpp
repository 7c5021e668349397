#include "settings_page.hpp"

namespace settings_page {

// [dependency]
Task<Settings> get_settings() {
  static const Settings settings = load_settings<Settings>();
  co_return settings;
}

Task<Json> info(Depends<get_settings> settings) {
  co_return JsonObject{{"app_name", settings->app_name},
                       {"admin_email", settings->admin_email},
                       {"items_per_user", settings->items_per_user}};
}
// [/dependency]

// [main]
int serve(int argc, char** argv) {
  App app;
  app.state.emplace<Settings>(require_settings<Settings>());
  app.get<info>("/info");
  return run(app, argc, argv);
}
// [/main]

// [test]
Task<Settings> settings_of_a_test() {
  const SettingsSources sources{.init = {{"admin_email", "testing_admin@example.com"}, {"secret_key", "test"}}};
  co_return load_settings<Settings>(sources);
}

Json info_in_a_test(App& app) {
  app.dependency_overrides.set<get_settings, settings_of_a_test>();
  TestClient client{app};
  return client.get("/info").json();
}
// [/test]

void set_up(App& app) {
  app.get<info>("/info");
}

}  // namespace settings_page
