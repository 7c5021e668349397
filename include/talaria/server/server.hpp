// Server: listens, runs the loops, and stops in good order. Start here to follow a request from the socket.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <talaria/base/chrono.hpp>
#include <talaria/base/owned.hpp>
#include <talaria/http/service.hpp>
#include <talaria/server/limits.hpp>
#include <talaria/server/listen_address.hpp>
#include <talaria/server/proxies.hpp>
#include <talaria/server/tls_options.hpp>

namespace talaria::server {

/// Where and how a Server serves.
struct ServerOptions {
  std::string host = "127.0.0.1";  ///< an address or a name; `0.0.0.0` and `::` mean all interfaces
  std::uint16_t port = 8000;       ///< 0 lets the system choose
  std::vector<ListenAddress> listen =
      {};                   ///< several places, unix sockets, sockets of others; then instead of the above
  unsigned threads = 0;     ///< loops; 0 means one for each processor
  bool share_port = false;  ///< other processes of the same user may listen too: rolling restarts, more workers
  bool http2 = true;        ///< HTTP/2 besides HTTP/1.1, where it was built in: by ALPN, or by its preface
  std::optional<TlsOptions> tls = {};  ///< without: plain connections
  ProxyOptions proxies = {};
  /// Where a proxy shows the server, `/api/v1`, and cuts that off: it is put before the paths that come without it. See
  /// Request::root_path.
  std::string root_path = {};
  Limits limits = {};
  std::chrono::milliseconds graceful_timeout{30'000};  ///< what still runs so long after stop() is cut
  /// How long stop() keeps idle connections: a request that is on its way gets its answer, and `connection: close`.
  std::chrono::milliseconds stop_idle{200};
};

/// Serves HTTP/1.1 and HTTP/2 over TCP: one loop for each thread, a request stays on one loop from accept to its last
/// octet.
class Server {
 public:
  /// `service` is borrowed. Throws std::invalid_argument for a limit of zero for proxies that are no addresses, for a
  /// root_path without a slash.
  Server(http::Service& service, ServerOptions options);
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  /// Stops and waits.
  ~Server();

  /// Binds, runs the service's startup() on the first loop, then accepts. Returns when connections are served.
  /// Throws std::system_error, whose text names the address, when it cannot listen, std::runtime_error for a
  /// certificate or key that cannot be used, and whatever startup() throws.
  void start();
  /// The real port of the first place, also when 0 was asked for; 0 for a unix socket. After start().
  [[nodiscard]] std::uint16_t port() const;
  /// Where it listens: `127.0.0.1:8000`, `unix:/run/api.sock`. After start().
  [[nodiscard]] std::vector<std::string> addresses() const;

  /// Reads the files of ServerOptions::tls again, for the connections that come from now on; those that are there stay
  /// as they are. It happens by itself when the files change. Throws std::runtime_error, and keeps what there was, when
  /// they are wrong. From any thread, after start().
  void reload_certificates();

  /// How many requests it has answered or is answering. From any thread.
  [[nodiscard]] std::size_t requests() const;

  /// Stops accepting, lets what runs finish, and cuts what is left after the graceful timeout. Returns at once. From
  /// any thread, but not from a signal handler.
  void stop();
  /// The same, keeping idle connections for `idle` instead of ServerOptions::stop_idle.
  void stop(std::chrono::milliseconds idle);
  /// Waits until everything has ended, the service's shutdown() included; throws what that threw.
  void wait();

 private:
  struct State;
  Owned<State> state_;
};

/// Waits for `server`, which has been started, and stops it on SIGINT or SIGTERM. A second signal ends the process at
/// once. Throws what Server::wait throws.
void run_until_signal(Server& server);

}  // namespace talaria::server
