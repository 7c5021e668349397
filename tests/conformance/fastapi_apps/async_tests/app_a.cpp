// docs_src/async_tests/app_a: an application to test.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace async_tests::app_a {

Task<Json> root() {
  co_return JsonObject{{"message", "Tomato"}};
}

void register_routes(App& app) {
  app.get<root>("/");
}

const Tutorial tutorial{"docs_src.async_tests.app_a", register_routes};

}  // namespace async_tests::app_a
