#include <talaria/talaria.hpp>
using namespace talaria;

Json settings() {
  return nullptr;
}
#ifdef MUST_FAIL
int test_settings() {
  return 5;
}
#else
Task<Json> test_settings() {
  co_return 5;
}
#endif

void override_settings(App& app) {
  app.dependency_overrides.set<settings, test_settings>();
}
