#include "server/address_counts.hpp"

#include <utility>

#include <gtest/gtest.h>

namespace talaria::server {
namespace {

IpAddress address(std::string_view text) {
  return IpAddress::parse(text).value();
}

TEST(AddressCounts, GivesSoManyTicketsToAnAddress) {
  AddressCounts counts(2);
  auto first = counts.enter(address("192.0.2.1"));
  auto second = counts.enter(address("192.0.2.1"));
  EXPECT_TRUE(first);
  EXPECT_TRUE(second);
  EXPECT_FALSE(counts.enter(address("192.0.2.1")));
  EXPECT_FALSE(counts.enter(address("::ffff:192.0.2.1")));
  EXPECT_TRUE(counts.enter(address("192.0.2.2")));
  first = AddressCounts::Ticket();
  auto third = counts.enter(address("192.0.2.1"));
  EXPECT_TRUE(third);
  EXPECT_FALSE(counts.enter(address("192.0.2.1")));
}

TEST(AddressCounts, ATicketMayMove) {
  AddressCounts counts(1);
  AddressCounts::Ticket kept;
  {
    auto ticket = counts.enter(address("192.0.2.1"));
    AddressCounts::Ticket moved(std::move(ticket));
    kept = std::move(moved);
  }
  EXPECT_FALSE(counts.enter(address("192.0.2.1")));
  kept = AddressCounts::Ticket();
  EXPECT_TRUE(counts.enter(address("192.0.2.1")));
}

TEST(AddressCounts, CountsIpv6ByNetworks) {
  AddressCounts counts(1);
  const auto one = counts.enter(address("2001:db8:0:1::1"));
  EXPECT_FALSE(counts.enter(address("2001:db8:0:1:ffff::2")));
  EXPECT_TRUE(counts.enter(address("2001:db8:0:2::1")));
}

}  // namespace
}  // namespace talaria::server
