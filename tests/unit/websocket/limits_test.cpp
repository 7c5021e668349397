#include <gtest/gtest.h>

#include <talaria/websocket/limits.hpp>

namespace talaria {
namespace {

using namespace std::chrono_literals;

TEST(WebSocketLimits, AreThoseOfUvicornWhereItHasThem) {
  const WebSocketLimits limits;
  EXPECT_EQ(limits.ping_interval, 20s);
  EXPECT_EQ(limits.ping_timeout, 20s);
  EXPECT_EQ(limits.idle, WebSocketLimits::unlimited_time);
  EXPECT_EQ(limits.messages, WebSocketLimits::unlimited);
  // Added to any time of a clock without an overflow.
  EXPECT_GT(std::chrono::steady_clock::now() + limits.idle, std::chrono::steady_clock::now());
}

}  // namespace
}  // namespace talaria
