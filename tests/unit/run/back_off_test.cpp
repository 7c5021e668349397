#include "run/back_off.hpp"

#include <gtest/gtest.h>

namespace talaria::run_detail {
namespace {

using namespace std::chrono_literals;

TEST(BackOff, GrowsWithEachFailureAndForgives) {
  BackOff back_off;
  const BackOff::Clock::time_point now{1h};
  EXPECT_LE(back_off.until(), now);
  back_off.failed(now, 0s);
  EXPECT_EQ(back_off.until(), now) << "the first time at once";
  for (const auto delay : {100ms, 200ms, 400ms, 800ms, 1600ms, 3200ms, 5000ms, 5000ms}) {
    back_off.failed(now, 1s);
    EXPECT_EQ(back_off.until() - now, delay);
  }
  for (int i = 0; i < 100; ++i) back_off.failed(now, 1s);
  EXPECT_EQ(back_off.until() - now, 5s);
  back_off.failed(now, 10s);
  EXPECT_EQ(back_off.until(), now);
  back_off.failed(now, 1s);
  EXPECT_EQ(back_off.until() - now, 100ms);
  back_off.failed(now, 1s, 1s);
  EXPECT_EQ(back_off.until(), now) << "that was long enough";
  back_off.reset();
  EXPECT_LE(back_off.until(), now);
}

}  // namespace
}  // namespace talaria::run_detail
