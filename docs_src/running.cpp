#include <talaria/server/server.hpp>
#include <talaria/talaria.hpp>
using namespace talaria;

namespace running {

// [embed]
void serve(App& app) {
  server::ServerOptions options;
  options.host = "0.0.0.0";
  options.port = 8080;
  options.threads = 4;
  options.limits.content = 8 * 1024 * 1024;  // bodies of up to 8 MiB
  options.graceful_timeout = std::chrono::seconds(10);
  server::Server server(app, options);
  server.start();
  server::run_until_signal(server);
}
// [/embed]

server::ServerOptions test_options() {
  server::ServerOptions options;
  // [any_port]
  options.port = 0;  // the system chooses; server.port() tells which
  // [/any_port]
  return options;
}

}  // namespace running
