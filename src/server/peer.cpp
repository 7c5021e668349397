#include "server/peer.hpp"

#include <netinet/in.h>

namespace talaria::server {

Peer Peer::of(const sockaddr& from, const TrustedProxies& proxies) {
  Peer peer;
  const auto address = IpAddress::of(from);
  if (!address) {
    peer.trusted = proxies.trusts_unix();
    return peer;
  }
  peer.address = *address;
  peer.known = true;
  peer.trusted = proxies.trusts(*address);
  peer.port = ntohs(from.sa_family == AF_INET ? reinterpret_cast<const sockaddr_in&>(from).sin_port
                                              : reinterpret_cast<const sockaddr_in6&>(from).sin6_port);
  return peer;
}

}  // namespace talaria::server
