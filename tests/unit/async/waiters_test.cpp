#include "async/waiters.hpp"

#include <chrono>
#include <string>

#include <gtest/gtest.h>

#include <talaria/async/gather.hpp>
#include <talaria/async/run_sync.hpp>
#include <talaria/async/sleep.hpp>
#include <talaria/async/timeout.hpp>
#include <talaria/async/virtual_clock.hpp>

namespace talaria::async {
namespace {

using namespace std::chrono_literals;

class WaitersTest : public ::testing::Test {
 public:
  Task<void> wait_and_log(char name) {
    co_await waiters.wait();
    log += name;
  }
  Task<void> run_for(Duration time, Task<void> task) {
    try {
      co_await with_timeout(time, std::move(task));
    } catch (const TimeoutError&) {
      log += '-';
    }
  }
  Task<void> wake_one_by_one() {
    waiters.wake_one();
    co_await sleep(1s);
    log += '1';
    waiters.wake_all();
    co_await sleep(1s);
    log += waiters.empty() ? '0' : 'x';
  }

  VirtualLoop loop;
  Waiters waiters;
  std::string log;
};

TEST_F(WaitersTest, WakesOneOrAllInTheOrderInWhichTheyCame) {
  auto task = gather(wait_and_log('a'), wait_and_log('b'), wait_and_log('c'), wake_one_by_one());
  run_until_complete(loop, std::move(task));
  EXPECT_EQ(log, "a1bc0");
}

TEST_F(WaitersTest, ForgetsAWaitThatIsCancelled) {
  auto task = gather(run_for(1ms, wait_and_log('a')), wait_and_log('b'), run_for(10s, wake_one_by_one()));
  run_until_complete(loop, std::move(task));
  // `a` was woken before its time was over, so it is `b` that the second call wakes.
  EXPECT_EQ(log, "a1b0");
  log.clear();
  run_until_complete(loop, run_for(1ms, wait_and_log('a')));
  EXPECT_EQ(log, "-");
  EXPECT_TRUE(waiters.empty());
  waiters.wake_all();
}

TEST_F(WaitersTest, GivesUpAtOnceWhenTheTaskIsCancelledAlready) {
  const auto body = [](WaitersTest& test) -> Task<void> {
    Context context;
    context.cancel();
    const Task<void> task = test.wait_and_log('a');
    try {
      co_await detail::under(context, task);
    } catch (const Cancelled&) {
      test.log += 'c';
    }
  };
  run_until_complete(loop, body(*this));
  EXPECT_EQ(log, "c");
}

TEST_F(WaitersTest, DoesNotDisturbWhoMustNotBe) {
  const auto wait = [](WaitersTest& test) -> Task<void> {
    co_await test.waiters.wait_undisturbed();
    test.log += 'u';
  };
  auto task = gather(run_for(1ms, wait(*this)), run_for(1h, [](WaitersTest& test) -> Task<void> {
                       co_await sleep(1min);
                       test.log += 'w';
                       test.waiters.wake_all();
                     }(*this)));
  run_until_complete(loop, std::move(task));
  EXPECT_EQ(log, "wu");
}

}  // namespace
}  // namespace talaria::async
