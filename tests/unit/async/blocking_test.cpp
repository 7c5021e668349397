#include <atomic>
#include <chrono>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include <talaria/async/blocking.hpp>
#include <talaria/async/gather.hpp>
#include <talaria/async/run_sync.hpp>
#include <talaria/async/timeout.hpp>

namespace talaria {
namespace {

using namespace std::chrono_literals;

std::string twice(const std::string& text) {
  return text + text;
}

Task<std::string> on_pool_and_back() {
  const auto home = std::this_thread::get_id();
  const auto where = co_await run_blocking([] { return std::this_thread::get_id(); });
  if (where == home) co_return "not on the pool";
  if (std::this_thread::get_id() != home) co_return "not back";
  std::string text = "ab";
  auto result = co_await run_blocking(twice, text);
  co_return result;
}

TEST(RunBlocking, RunsOnThePoolAndComesBack) {
  EXPECT_EQ(run_until_complete(on_pool_and_back()), "abab");
}

TEST(RunBlocking, ThrowsWhatTheFunctionThrew) {
  const auto fail = [] { throw std::runtime_error("broken"); };
  const auto body = [](auto function) -> Task<void> { co_await run_blocking(function); };
  EXPECT_THROW(run_until_complete(body(fail)), std::runtime_error);
}

Task<int> nap(std::chrono::milliseconds duration, std::atomic<int>* running) {
  co_await run_blocking([duration, running] {
    ++*running;
    std::this_thread::sleep_for(duration);
  });
  co_return 1;
}

TEST(RunBlocking, RunsManyCallsSideBySide) {
  std::atomic<int> ran{0};
  const auto body = [](std::atomic<int>* count) -> Task<std::size_t> {
    std::vector<Task<int>> naps;
    for (int i = 0; i < 10; ++i) naps.push_back(nap(20ms, count));
    const auto results = co_await gather(std::move(naps));
    co_return results.size();
  };
  EXPECT_EQ(run_until_complete(body(&ran)), 10u);
  EXPECT_EQ(ran, 10);
}

TEST(RunBlocking, WaitsForARunningCallEvenWhenCancelled) {
  std::atomic<int> ran{0};
  const auto begin = std::chrono::steady_clock::now();
  const auto body = [](std::atomic<int>* count) -> Task<int> {
    // Long enough for a thread to take the call up on a busy machine.
    co_return co_await with_timeout(250ms, nap(400ms, count));
  };
  EXPECT_EQ(run_until_complete(body(&ran)), 1);
  EXPECT_GE(std::chrono::steady_clock::now() - begin, 400ms);
}

// Needs a process of its own: the limits are those of the one pool, whose threads stay.
void overflow_the_pool() {
  async::set_blocking_pool_limits({.threads = 1, .waiting = 2});
  std::atomic<int> ran{0};
  const auto body = [](std::atomic<int>* count) -> Task<int> {
    int full = 0;
    std::vector<Task<int>> naps;
    for (int i = 0; i < 4; ++i) naps.push_back(nap(50ms, count));
    try {
      const auto results = co_await gather(std::move(naps));
      full = -static_cast<int>(results.size());
    } catch (const BlockingPoolFull&) {
      ++full;
    }
    co_return full;
  };
  const int full = run_until_complete(body(&ran));
  // The call that had its thread ended, those that waited were taken back.
  std::_Exit(full == 1 && ran <= 1 ? 0 : 1);
}

TEST(RunBlockingDeathTest, RefusesCallsBeyondTheQueueAndTakesWaitingOnesBack) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(overflow_the_pool(), testing::ExitedWithCode(0), "");
}

TEST(SetBlockingPoolLimits, RefusesAPoolWithoutThreads) {
  EXPECT_THROW(async::set_blocking_pool_limits({.threads = 0, .waiting = 1}), std::invalid_argument);
}

TEST(BlockingPool, HasThreadsOfItsOwn) {
  async::BlockingPool pool{{.threads = 1, .waiting = 1}};
  const auto body = [](async::BlockingPool* own) -> Task<bool> {
    std::thread::id first;
    std::thread::id second;
    const auto note = [](void* id) { *static_cast<std::thread::id*>(id) = std::this_thread::get_id(); };
    co_await own->run(note, &first);
    co_await own->run(note, &second);
    const auto common = co_await run_blocking([] { return std::this_thread::get_id(); });
    co_return first == second&& first != common&& first != std::this_thread::get_id();
  };
  EXPECT_TRUE(run_until_complete(body(&pool)));
}

TEST(BlockingPool, RefusesWhatDoesNotFit) {
  async::BlockingPool pool{{.threads = 1, .waiting = 1}};
  const auto nap = [](async::BlockingPool* own) -> Task<int> {
    try {
      co_await own->run([](void*) { std::this_thread::sleep_for(20ms); }, nullptr);
    } catch (const BlockingPoolFull&) {
      co_return 1;
    }
    co_return 0;
  };
  const auto body = [](auto one, async::BlockingPool* own) -> Task<int> {
    std::vector<Task<int>> naps;
    for (int i = 0; i < 5; ++i) naps.push_back(one(own));
    const auto refused = co_await gather(std::move(naps));
    int count = 0;
    for (const int each : refused) count += each;
    co_return count;
  };
  const int refused = run_until_complete(body(nap, &pool));
  EXPECT_GE(refused, 3);  // one runs and one waits
  EXPECT_LE(refused, 4);  // the thread had not begun when the second came
  EXPECT_THROW(pool.set_limits({.threads = 0}), std::invalid_argument);
}

}  // namespace
}  // namespace talaria
