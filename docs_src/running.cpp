#include <string>

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

server::ServerOptions places() {
  server::ServerOptions options;
  // [listen]
  options.listen = {
      {.host = "0.0.0.0", .port = 8080},
      {.uds = "/run/api/api.sock", .uds_mode = 0660},
      server::parse_listen_address("10.0.0.5:8081,proxy_protocol"),
  };
  // [/listen]
  return options;
}

server::ServerOptions proxies() {
  server::ServerOptions options;
  // [proxies]
  options.proxies.forwarded_allow_ips = "127.0.0.1,10.0.0.0/8";
  options.proxies.headers = server::ProxyHeaders::forwarded;  // Forwarded instead of X-Forwarded-*
  options.proxies.trust_host = true;                          // and the host that it names
  // [/proxies]
  return options;
}

// [who]
Task<std::string> who(const Request& request) {
  co_return std::string(request.client_host()) + " asked for " + request.url();
}
// [/who]

// [defaults]
int serve(App& app, int argc, char** argv) {
  server::ServerOptions options;
  options.limits.content = 8 * 1024 * 1024;  // bodies of up to 8 MiB
  options.limits.connections_per_address = 100;
  return run(app, argc, argv, options);  // --port and the others are still there
}
// [/defaults]

}  // namespace running
