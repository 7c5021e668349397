#include "server/trusted_proxies.hpp"

#include <stdexcept>
#include <string>

#include <gtest/gtest.h>

namespace talaria::server {
namespace {

bool trusts(std::string_view list, std::string_view address) {
  return TrustedProxies(list).trusts(IpAddress::parse(address).value());
}

TEST(TrustedProxies, KnowsAddressesAndNetworks) {
  EXPECT_TRUE(trusts("127.0.0.1", "127.0.0.1"));
  EXPECT_FALSE(trusts("127.0.0.1", "127.0.0.2"));
  EXPECT_TRUE(trusts("127.0.0.1", "::ffff:127.0.0.1"));
  EXPECT_TRUE(trusts(" 192.168.0.1 , 10.0.0.0/8,, 2001:db8::/32 ", "10.1.2.3"));
  EXPECT_TRUE(trusts("192.168.0.1,10.0.0.0/8,2001:db8::/32", "2001:db8::7"));
  EXPECT_FALSE(trusts("192.168.0.1,10.0.0.0/8,2001:db8::/32", "2001:db9::7"));
  EXPECT_FALSE(trusts("", "127.0.0.1"));
}

TEST(TrustedProxies, KnowsEveryoneAndUnixSockets) {
  EXPECT_TRUE(trusts("*", "8.8.8.8"));
  EXPECT_TRUE(TrustedProxies("*").trusts_unix());
  EXPECT_TRUE(TrustedProxies("127.0.0.1,unix:").trusts_unix());
  EXPECT_FALSE(TrustedProxies("127.0.0.1").trusts_unix());
  EXPECT_FALSE(trusts("unix:", "127.0.0.1"));
}

TEST(TrustedProxies, NamesWhatItDoesNotKnow) {
  for (const char* list : {"localhost", "127.0.0.1,10.0.0.1/8", "127.0.0.1;::1", "unix", "**"}) {
    EXPECT_THROW(TrustedProxies{list}, std::invalid_argument) << list;
  }
  try {
    const TrustedProxies proxies("127.0.0.1, proxy.example");
    FAIL();
  } catch (const std::invalid_argument& error) {
    EXPECT_NE(std::string(error.what()).find("'proxy.example'"), std::string::npos);
  }
}

}  // namespace
}  // namespace talaria::server
