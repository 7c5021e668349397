// docs_src/first_steps/tutorial003: a plain function, which runs on the thread pool.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace first_steps::tutorial003 {

Json root() {
  return JsonObject{{"message", "Hello World"}};
}

void register_routes(App& app) {
  app.get<root>("/");
}

const Tutorial tutorial{"docs_src.first_steps.tutorial003", register_routes};

}  // namespace first_steps::tutorial003
