// docs_src/behind_a_proxy/tutorial001: where a proxy shows the app, said on the command line.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace behind_a_proxy::tutorial001 {

Json read_main(const Request& request) {
  return JsonObject{{"message", "Hello World"}, {"root_path", request.root_path()}};
}

void register_routes(App& app) {
  app.get<read_main>("/app");
}

const Tutorial tutorial{"docs_src.behind_a_proxy.tutorial001", register_routes};

}  // namespace behind_a_proxy::tutorial001
