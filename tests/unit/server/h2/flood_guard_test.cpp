#include "server/h2/flood_guard.hpp"

#include <chrono>

#include <gtest/gtest.h>

#include <talaria/server/limits.hpp>

namespace talaria::server::h2 {
namespace {

using std::chrono::seconds;

TEST(FloodGuard, TakesAsManyAsAreAllowed) {
  FloodGuard guard;
  const async::TimePoint now{seconds{100}};
  EXPECT_FALSE(guard.exceeds(2, seconds{10}, now));
  EXPECT_FALSE(guard.exceeds(2, seconds{10}, now));
  EXPECT_TRUE(guard.exceeds(2, seconds{10}, now));
  EXPECT_TRUE(guard.exceeds(2, seconds{10}, now + seconds{10}));
}

TEST(FloodGuard, ForgetsWithTime) {
  FloodGuard guard;
  const async::TimePoint now{seconds{100}};
  for (int i = 0; i < 5; ++i) guard.exceeds(2, seconds{10}, now);
  EXPECT_FALSE(guard.exceeds(2, seconds{10}, now + seconds{11}));
}

TEST(FloodGuard, UnlimitedIsNeverExceeded) {
  FloodGuard guard;
  const async::TimePoint now{seconds{100}};
  for (int i = 0; i < 100'000; ++i) ASSERT_FALSE(guard.exceeds(Limits::unlimited, seconds{10}, now));
}

}  // namespace
}  // namespace talaria::server::h2
