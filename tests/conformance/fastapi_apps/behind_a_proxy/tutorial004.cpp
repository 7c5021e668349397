// docs_src/behind_a_proxy/tutorial004: the proxy's path is not among the servers.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace behind_a_proxy::tutorial004 {

Json read_main(const Request& request) {
  return JsonObject{{"message", "Hello World"}, {"root_path", request.root_path()}};
}

void register_routes(App& app) {
  app.get<read_main>("/app");
}

const Tutorial tutorial{"docs_src.behind_a_proxy.tutorial004",
                        register_routes,
                        {.servers = {{.url = "https://stag.example.com", .description = "Staging environment"},
                                     {.url = "https://prod.example.com", .description = "Production environment"}},
                         .root_path = "/api/v1",
                         .root_path_in_servers = false}};

}  // namespace behind_a_proxy::tutorial004
