#include "server/ip_address.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string>

#include <gtest/gtest.h>

namespace talaria::server {
namespace {

std::string written(std::string_view text) {
  IpAddress::Text out{};
  const auto address = IpAddress::parse(text);
  return address ? std::string(address->write(out)) : "none";
}

TEST(IpAddress, ReadsAndWritesBothFamilies) {
  EXPECT_EQ(written("192.0.2.1"), "192.0.2.1");
  EXPECT_EQ(written("255.255.255.255"), "255.255.255.255");
  EXPECT_EQ(written("2001:DB8:0:0:0:0:0:1"), "2001:db8::1");
  EXPECT_EQ(written("::"), "::");
  EXPECT_EQ(written("::ffff:192.0.2.1"), "192.0.2.1");
  EXPECT_EQ(*IpAddress::parse("::ffff:c000:201"), *IpAddress::parse("192.0.2.1"));
  EXPECT_TRUE(IpAddress::parse("10.0.0.1")->is_v4());
  EXPECT_FALSE(IpAddress::parse("::1")->is_v4());
}

TEST(IpAddress, RefusesWhatIsNone) {
  for (const std::string_view text :
       {"", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", " 1.2.3.4", "1.2.3.4 ", "[::1]", "::1%lo",
        "1:2:3:4:5:6:7:8:9", ":::", "localhost", "1.2.3.4:80", "0x1.2.3.4"}) {
    EXPECT_EQ(written(text), "none") << text;
  }
  EXPECT_EQ(written(std::string_view("1.2.3.4\0x", 9)), "none");
  EXPECT_EQ(written(std::string(100, '1')), "none");
}

TEST(IpAddress, IsTakenFromASocketAddress) {
  sockaddr_in v4{};
  v4.sin_family = AF_INET;
  v4.sin_addr.s_addr = htonl(0xC0000201);
  EXPECT_EQ(IpAddress::of(reinterpret_cast<const sockaddr&>(v4)), IpAddress::parse("192.0.2.1"));
  sockaddr_in6 v6{};
  v6.sin6_family = AF_INET6;
  v6.sin6_addr = in6addr_loopback;
  EXPECT_EQ(IpAddress::of(reinterpret_cast<const sockaddr&>(v6)), IpAddress::parse("::1"));
  sockaddr unix_one{};
  unix_one.sa_family = AF_UNIX;
  EXPECT_EQ(IpAddress::of(unix_one), std::nullopt);
}

TEST(IpNetwork, ContainsWhatHasItsFirstBits) {
  const auto contains = [](std::string_view network, std::string_view address) {
    return IpNetwork::parse(network).value().contains(IpAddress::parse(address).value());
  };
  EXPECT_TRUE(contains("10.0.0.0/8", "10.255.0.1"));
  EXPECT_FALSE(contains("10.0.0.0/8", "11.0.0.1"));
  EXPECT_TRUE(contains("192.168.4.0/22", "192.168.7.255"));
  EXPECT_FALSE(contains("192.168.4.0/22", "192.168.8.0"));
  EXPECT_TRUE(contains("0.0.0.0/0", "8.8.8.8"));
  EXPECT_FALSE(contains("0.0.0.0/0", "2001:db8::1"));
  EXPECT_TRUE(contains("::/0", "8.8.8.8"));
  EXPECT_TRUE(contains("2001:db8::/33", "2001:db8:7fff::1"));
  EXPECT_FALSE(contains("2001:db8::/33", "2001:db8:8000::1"));
  EXPECT_TRUE(contains("127.0.0.1", "::ffff:127.0.0.1"));
  EXPECT_TRUE(contains("::1/128", "::1"));
  EXPECT_FALSE(contains("::1", "::2"));
}

TEST(IpNetwork, RefusesWhatIsNone) {
  for (const char* text : {"10.0.0.1/8", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/8x", "::/129",
                           "2001:db8::1/32", "/8", "10.0.0/8", "10.0.0.0/255.0.0.0", "::ffff:10.0.0.0/8"}) {
    EXPECT_FALSE(IpNetwork::parse(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace talaria::server
