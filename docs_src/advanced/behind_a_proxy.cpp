#include <talaria/server/server.hpp>
#include <talaria/talaria.hpp>
using namespace talaria;

namespace behind_a_proxy_page {

// [app]
Task<Json> read_main(const Request& request) {
  co_return JsonObject{{"message", "Hello World"}, {"root_path", request.root_path()}};
}
// [/app]

// [option]
AppOptions options() {
  AppOptions options;
  options.root_path = "/api/v1";
  options.servers = {{.url = "https://stag.example.com", .description = "Staging environment"},
                     {.url = "https://prod.example.com", .description = "Production environment"}};
  return options;
}
// [/option]

server::ServerOptions server_options() {
  server::ServerOptions options;
  // [server]
  options.root_path = "/api/v1";
  // [/server]
  return options;
}

void set_up(App& app) {
  app.get<read_main>("/app");
}

}  // namespace behind_a_proxy_page
