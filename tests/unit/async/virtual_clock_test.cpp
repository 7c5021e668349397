#include <stdexcept>
#include <thread>

#include <gtest/gtest.h>

#include <talaria/async/blocking.hpp>
#include <talaria/async/gather.hpp>
#include <talaria/async/run_sync.hpp>
#include <talaria/async/sleep.hpp>
#include <talaria/async/virtual_clock.hpp>

namespace talaria::async {
namespace {

using namespace std::chrono_literals;

TEST(VirtualLoop, JumpsOverTheTimeNobodyUses) {
  VirtualLoop loop;
  const auto body = []() -> Task<Duration> {
    const auto begin = Loop::current().now();
    co_await talaria::sleep(24h);
    co_await talaria::sleep(24h);
    co_return Loop::current().now() - begin;
  };
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(run_until_complete(loop, body()), 48h);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 10s);
}

TEST(VirtualLoop, MovesTheTimeOfDayToo) {
  VirtualLoop loop;
  const auto body = []() -> Task<WallTime::duration> {
    const auto begin = wall_now();
    co_await talaria::sleep(48h);
    co_return wall_now() - begin;
  };
  EXPECT_EQ(run_until_complete(loop, body()), 48h);
  EXPECT_LT(wall_now() - std::chrono::system_clock::now(), 1h);  // outside, the system's
}

TEST(VirtualLoop, DoesNotJumpWhileAThreadWorks) {
  VirtualLoop loop;
  const auto block = []() { std::this_thread::sleep_for(20ms); };
  const auto body = [](auto work) -> Task<Duration> {
    const auto begin = Loop::current().now();
    co_await run_blocking(work);
    co_return Loop::current().now() - begin;
  };
  EXPECT_EQ(run_until_complete(loop, body(block)), 0ms);
}

TEST(VirtualLoop, ThrowsInsteadOfHanging) {
  VirtualLoop loop;
  const bool never = false;
  EXPECT_THROW(loop.run_until(never), std::logic_error);
}

}  // namespace
}  // namespace talaria::async
