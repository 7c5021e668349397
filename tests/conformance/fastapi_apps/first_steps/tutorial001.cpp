// docs_src/first_steps/tutorial001: an asynchronous handler.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace first_steps::tutorial001 {

Task<Json> root() {
  co_return JsonObject{{"message", "Hello World"}};
}

void register_routes(App& app) {
  app.get<root>("/");
}

const Tutorial tutorial{"docs_src.first_steps.tutorial001", register_routes};

}  // namespace first_steps::tutorial001
