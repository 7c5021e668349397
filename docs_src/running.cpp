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

server::ServerOptions tls_options() {
  // [tls]
  server::ServerOptions options;
  options.tls = server::TlsOptions{
      .certificate_chain_file = "/etc/letsencrypt/live/example.com/fullchain.pem",
      .private_key_file = "/etc/letsencrypt/live/example.com/privkey.pem",
      .client_certificates = server::ClientCertificates::optional,
      .client_ca_file = "/etc/my-api/clients.pem",
  };
  // [/tls]
  return options;
}

}  // namespace running
