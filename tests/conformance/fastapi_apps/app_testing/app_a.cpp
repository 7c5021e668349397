// docs_src/app_testing/app_a: an application to test.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace app_testing::app_a {

Task<Json> read_main() {
  co_return JsonObject{{"msg", "Hello World"}};
}

void register_routes(App& app) {
  app.get<read_main>("/");
}

const Tutorial tutorial{"docs_src.app_testing.app_a", register_routes};

}  // namespace app_testing::app_a
