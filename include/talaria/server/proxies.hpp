// What a server believes of what proxies say about the client.
#pragma once
#include <cstdint>
#include <string>

namespace talaria::server {

/// Which header fields of a trusted proxy are read. One kind only: the other one may come from the client.
enum class ProxyHeaders : std::uint8_t {
  none,
  x_forwarded,  ///< `X-Forwarded-For` and `X-Forwarded-Proto`
  forwarded,    ///< `Forwarded` (RFC 7239)
};

/// Whose word about the client is believed, and which.
///
/// A request that comes from a trusted address gets the client's address and the scheme that its proxies tell: going
/// through the list from its end, the client is the first address that is not trusted. What is in the list before it
/// may be invented, and what is no address makes the list worthless.
struct ProxyOptions {
  ProxyHeaders headers = ProxyHeaders::x_forwarded;
  /// Addresses and networks (`10.0.0.0/8`), separated by commas; `unix:` is whoever comes through a unix socket, `*`
  /// everyone. The default is this machine. Also those who may send a PROXY header.
  std::string forwarded_allow_ips = "127.0.0.1,::1,unix:";
  /// Whether `X-Forwarded-Host`, or the `host` of `Forwarded`, replaces the host in URLs. Most proxies hand the
  /// `host` field on as it is, and with it whatever a client writes into `X-Forwarded-Host`.
  bool trust_host = false;
};

}  // namespace talaria::server
