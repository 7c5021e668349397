#include <gtest/gtest.h>

#include <talaria/async/run_sync.hpp>
#include <talaria/async/sleep.hpp>
#include <talaria/async/timeout.hpp>

namespace talaria {
namespace {

using namespace std::chrono_literals;

Task<async::Duration> measured_sleep(async::Duration duration) {
  const auto begin = async::Loop::current().now();
  co_await sleep(duration);
  co_return async::Loop::current().now() - begin;
}

TEST(Sleep, LastsAtLeastThatLong) {
  EXPECT_GE(run_until_complete(measured_sleep(3ms)), 3ms);
  EXPECT_LT(run_until_complete(measured_sleep(-1ms)), 1s);
}

TEST(Sleep, EndsWithCancelledWhenTheTaskIsCancelled) {
  const auto body = []() -> Task<bool> {
    async::Context context;
    async::Timer timer([](void* c) { static_cast<async::Context*>(c)->cancel(); }, &context);
    timer.set(async::Loop::current(), async::Loop::current().now() + 1ms);
    bool cancelled = false;
    auto task = measured_sleep(1h);
    try {
      const auto slept = co_await async::detail::under(context, task);
      cancelled = slept < 0s;
    } catch (const Cancelled&) {
      cancelled = true;
    }
    co_return cancelled;
  };
  EXPECT_TRUE(run_until_complete(body()));
}

TEST(Sleep, DoesNotBeginUnderACancelledContext) {
  const auto body = []() -> Task<bool> {
    async::Context context;
    context.cancel();
    bool cancelled = false;
    auto task = measured_sleep(1h);
    try {
      const auto slept = co_await async::detail::under(context, task);
      cancelled = slept < 0s;
    } catch (const Cancelled&) {
      cancelled = true;
    }
    co_return cancelled;
  };
  EXPECT_TRUE(run_until_complete(body()));
}

}  // namespace
}  // namespace talaria
