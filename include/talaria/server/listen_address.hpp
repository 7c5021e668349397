// ListenAddress: a place where a server listens.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace talaria::server {

/// An address and a port, the path of a unix socket, or sockets that are there already.
struct ListenAddress {
  std::string host = "127.0.0.1";  ///< an address or a name; `0.0.0.0` and `::` mean all interfaces
  std::uint16_t port = 8000;       ///< 0 lets the system choose
  /// The path of a unix socket, instead of host and port. A socket that nobody listens to any more is removed; the file
  /// is removed when the server stops.
  std::string uds = {};
  unsigned uds_mode = 0666;  ///< permissions of that file: who may connect
  /// Descriptors of sockets that are bound, or listen, already, instead of the above: one for all loops, or one for
  /// each. Somebody else has them too, and takes the connections that come when this server stops. The server closes
  /// its own.
  std::vector<int> fds = {};
  /// A PROXY header (version 1 or 2) comes before anything else, from a trusted address; others are hung up on.
  bool proxy_protocol = false;
};

/// Reads `127.0.0.1:8000`, `[::1]:8000`, `:8000` (all interfaces), `unix:/run/api.sock` or `fd:3`, with options behind
/// commas: `proxy_protocol`, `mode=0660` of a unix socket. Throws std::invalid_argument, which says what is wrong.
[[nodiscard]] ListenAddress parse_listen_address(std::string_view text);

}  // namespace talaria::server
