#include "facts_check.hpp"

#include <set>
#include <unordered_set>

#include <talaria/model/types/ip.hpp>

namespace talaria {
namespace {

using facts_check::check_part;

TEST(IpTest, ReadsAndWritesAsPydantic) {
  check_part<IPv4Address>("ip", "ipv4_address");
  check_part<IPv6Address>("ip", "ipv6_address");
  check_part<IPvAnyAddress>("ip", "ip_any_address");
  check_part<IPv4Network>("ip", "ipv4_network");
  check_part<IPv6Network>("ip", "ipv6_network");
  check_part<IPvAnyNetwork>("ip", "ip_any_network");
  check_part<IPv4Interface>("ip", "ipv4_interface");
  check_part<IPv6Interface>("ip", "ipv6_interface");
  check_part<IPvAnyInterface>("ip", "ip_any_interface");
}

TEST(IpTest, IsAValue) {
  EXPECT_EQ(IPv4Address().to_string(), "0.0.0.0");
  EXPECT_EQ(IPv6Address().to_string(), "::");
  EXPECT_LT(IPv4Address("9.0.0.0"), IPv4Address("10.0.0.0"));
  EXPECT_EQ(IPv6Address("0:0::1"), IPv6Address("::1"));
  EXPECT_TRUE(IPv4Network("10.1.0.0/16").contains(IPv4Address("10.1.2.3")));
  EXPECT_FALSE(IPv4Network("10.1.0.0/16").contains(IPv4Address("10.2.2.3")));
  EXPECT_FALSE(IPv4Network("10.1.0.0/16").contains(IPv6Address("::1")));
  EXPECT_TRUE(IPv4Network("0.0.0.0/0").contains(IPv4Network("10.0.0.0/8")));
  EXPECT_EQ(std::unordered_set<IPvAnyAddress>({IPvAnyAddress("::1"), IPvAnyAddress("0::1")}).size(), 1U);
  EXPECT_THROW(IPv4Address("1.2.3"), ValueError);
  EXPECT_EQ(Json(IPv4Address("1.2.3.4")), Json("1.2.3.4"));
}

}  // namespace
}  // namespace talaria
