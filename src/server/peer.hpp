// Peer: who is at the other end of a connection.
#pragma once
#include "server/ip_address.hpp"
#include "server/trusted_proxies.hpp"

#include <cstdint>
#include <sys/socket.h>

namespace talaria::server {

struct Peer {
  IpAddress address;
  std::uint16_t port = 0;
  bool known = false;    // false for a unix socket: there is no address
  bool trusted = false;  // what it says about its client is believed
  bool secure = false;   // it speaks TLS, though not with us

  static Peer of(const sockaddr& from, const TrustedProxies& proxies);
};

}  // namespace talaria::server
