// docs_src/behind_a_proxy/tutorial002: where a proxy shows the app.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace behind_a_proxy::tutorial002 {

Json read_main(const Request& request) {
  return JsonObject{{"message", "Hello World"}, {"root_path", request.root_path()}};
}

void register_routes(App& app) {
  app.get<read_main>("/app");
}

const Tutorial tutorial{"docs_src.behind_a_proxy.tutorial002", register_routes, {.root_path = "/api/v1"}};

}  // namespace behind_a_proxy::tutorial002
