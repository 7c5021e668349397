// The options of the command `run`: uvicorn's names where it has them.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include <talaria/server/server.hpp>

namespace CLI {
class App;
}

namespace talaria::run_detail {

/// What the command line says about serving.
struct ServeArguments {
  server::ServerOptions options;
  std::vector<std::string> listen;
  std::string uds;
  int fd = -1;
  std::string proxy_headers = "x-forwarded";
  double graceful_seconds = 0;
  double keep_alive_seconds = 0;
  server::TlsOptions tls;  // without a certificate: none
  unsigned workers = 0;    // 0: this process serves, without a supervisor
  std::size_t max_requests = server::Limits::unlimited;
  std::size_t max_requests_jitter = 0;

  /// Takes the defaults from `options`.
  explicit ServeArguments(const server::ServerOptions& defaults);
  /// Adds the options of `run` to `command`. `this` must outlive it.
  void add_to(CLI::App& command);
  /// Makes `options` of what was read. Throws std::invalid_argument.
  void apply();
  /// Whether host, port or another place to listen was asked for.
  [[nodiscard]] bool names_place() const { return place_was_named_; }
  [[nodiscard]] const char* scheme() const { return options.tls ? "https" : "http"; }

 private:
  bool place_was_named_ = false;
};

}  // namespace talaria::run_detail
