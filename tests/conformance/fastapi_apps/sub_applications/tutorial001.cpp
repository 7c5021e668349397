// docs_src/sub_applications/tutorial001: an app in another one.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace sub_applications::tutorial001 {

Json read_main() {
  return JsonObject{{"message", "Hello World from main app"}};
}

Json read_sub() {
  return JsonObject{{"message", "Hello World from sub API"}};
}

App& subapi() {
  static App app;
  return app;
}

void register_routes(App& app) {
  app.get<read_main>("/app");
  subapi().get<read_sub>("/sub");
  app.mount("/subapi", subapi());
}

const Tutorial tutorial{"docs_src.sub_applications.tutorial001", register_routes};

}  // namespace sub_applications::tutorial001
