#include "server/peer.hpp"

#include <cstring>
#include <netinet/in.h>
#include <sys/un.h>

#include <gtest/gtest.h>

namespace talaria::server {
namespace {

TEST(Peer, HasTheAddressAndPortOfTheSocket) {
  sockaddr_in from{};
  from.sin_family = AF_INET;
  from.sin_port = htons(4711);
  from.sin_addr.s_addr = htonl(0x0A000001);
  const Peer peer = Peer::of(reinterpret_cast<const sockaddr&>(from), TrustedProxies("10.0.0.0/8"));
  EXPECT_TRUE(peer.known);
  EXPECT_TRUE(peer.trusted);
  EXPECT_FALSE(peer.secure);
  EXPECT_EQ(peer.address, IpAddress::parse("10.0.0.1"));
  EXPECT_EQ(peer.port, 4711);
  EXPECT_FALSE(Peer::of(reinterpret_cast<const sockaddr&>(from), TrustedProxies("127.0.0.1")).trusted);
}

TEST(Peer, OfIpv6) {
  sockaddr_in6 from{};
  from.sin6_family = AF_INET6;
  from.sin6_port = htons(80);
  from.sin6_addr = in6addr_loopback;
  const Peer peer = Peer::of(reinterpret_cast<const sockaddr&>(from), TrustedProxies("::1"));
  EXPECT_TRUE(peer.trusted);
  EXPECT_EQ(peer.port, 80);
}

TEST(Peer, OfAUnixSocketHasNoAddress) {
  sockaddr_un from{};
  from.sun_family = AF_UNIX;
  const auto& address = reinterpret_cast<const sockaddr&>(from);
  EXPECT_FALSE(Peer::of(address, TrustedProxies("unix:")).known);
  EXPECT_TRUE(Peer::of(address, TrustedProxies("unix:")).trusted);
  EXPECT_FALSE(Peer::of(address, TrustedProxies("127.0.0.1")).trusted);
}

}  // namespace
}  // namespace talaria::server
