#include <stdexcept>

#include <gtest/gtest.h>

#include <talaria/async/run_sync.hpp>
#include <talaria/async/sleep.hpp>
#include <talaria/async/timeout.hpp>
#include <talaria/async/virtual_clock.hpp>

namespace talaria {
namespace {

using namespace std::chrono_literals;

Task<int> after(async::Duration duration, int value) {
  co_await sleep(duration);
  if (value < 0) throw std::runtime_error("negative");
  co_return value;
}

Task<void> pass_time(async::Duration duration) {
  co_await sleep(duration);
}

TEST(WithTimeout, GivesTheResultInTime) {
  async::VirtualLoop loop;
  EXPECT_EQ(run_until_complete(loop, with_timeout(10s, after(9s, 4))), 4);
  run_until_complete(loop, with_timeout(10s, pass_time(1s)));
  EXPECT_THROW(run_until_complete(loop, with_timeout(10s, after(9s, -1))), std::runtime_error);
}

TEST(WithTimeout, ThrowsTimeoutErrorWhenItIsLate) {
  async::VirtualLoop loop;
  const auto begin = loop.now();
  EXPECT_THROW(run_until_complete(loop, with_timeout(10s, after(11s, 4))), TimeoutError);
  EXPECT_THROW(run_until_complete(loop, with_timeout(10s, pass_time(1h))), TimeoutError);
  EXPECT_EQ(loop.now() - begin, 20s);
}

TEST(WithTimeout, LetsTheInnerLimitCount) {
  async::VirtualLoop loop;
  EXPECT_THROW(run_until_complete(loop, with_timeout(10s, with_timeout(1s, after(5s, 4)))), TimeoutError);
  EXPECT_EQ(loop.now(), async::TimePoint{} + 1s);
}

TEST(WithTimeout, StaysCancelledWhenTheOuterTaskIsCancelled) {
  async::VirtualLoop loop;
  EXPECT_THROW(run_until_complete(loop, with_timeout(1s, with_timeout(10s, after(50s, 4)))), TimeoutError);
  EXPECT_EQ(loop.now(), async::TimePoint{} + 1s);
}

}  // namespace
}  // namespace talaria
