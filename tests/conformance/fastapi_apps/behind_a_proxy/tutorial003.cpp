// docs_src/behind_a_proxy/tutorial003: more servers for the document.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace behind_a_proxy::tutorial003 {

Json read_main(const Request& request) {
  return JsonObject{{"message", "Hello World"}, {"root_path", request.root_path()}};
}

void register_routes(App& app) {
  app.get<read_main>("/app");
}

const Tutorial tutorial{"docs_src.behind_a_proxy.tutorial003",
                        register_routes,
                        {.servers = {{.url = "https://stag.example.com", .description = "Staging environment"},
                                     {.url = "https://prod.example.com", .description = "Production environment"}},
                         .root_path = "/api/v1"}};

}  // namespace behind_a_proxy::tutorial003
