#include <stdexcept>
#include <string>

#include <gtest/gtest.h>

#include <talaria/async/gather.hpp>
#include <talaria/async/run_sync.hpp>
#include <talaria/async/sleep.hpp>
#include <talaria/async/virtual_clock.hpp>

namespace talaria {
namespace {

using namespace std::chrono_literals;

Task<int> after(async::Duration duration, int value) {
  if (duration > 0s) co_await sleep(duration);
  co_return value;
}

Task<void> record(async::Duration duration, std::string* log, char mark) {
  try {
    co_await sleep(duration);
    log->push_back(mark);
  } catch (const Cancelled&) {
    log->push_back('x');
    throw;
  }
}

Task<void> fail_after(async::Duration duration, const char* why) {
  if (duration > 0s) co_await sleep(duration);
  throw std::runtime_error(why);
}

TEST(Gather, GivesResultsInOrderWhateverEndsFirst) {
  async::VirtualLoop loop;
  const auto body = []() -> Task<std::string> {
    std::string log;
    const auto [a, nothing, b] = co_await gather(after(20ms, 1), record(10ms, &log, 'r'), after(0ms, 2));
    static_assert(std::is_same_v<decltype(nothing), const std::monostate>);
    co_return std::to_string(a) + log + std::to_string(b);
  };
  const auto begin = loop.now();
  EXPECT_EQ(run_until_complete(loop, body()), "1r2");
  EXPECT_EQ(loop.now() - begin, 20ms);  // side by side, not one after the other
}

TEST(Gather, CancelsTheOthersAtTheFirstErrorAndWaitsForThem) {
  async::VirtualLoop loop;
  std::string log;
  const auto body = [](std::string* out) -> Task<std::string> {
    std::string message;
    try {
      co_await gather(record(1h, out, 'a'), fail_after(5ms, "first"), fail_after(5ms, "second"), record(1ms, out, 'b'));
    } catch (const std::runtime_error& error) {
      message = error.what();
    }
    co_return message;
  };
  EXPECT_EQ(run_until_complete(loop, body(&log)), "first");
  EXPECT_EQ(log, "bx");
}

TEST(Gather, CopesWithAnErrorBeforeTheRestIsStarted) {
  async::VirtualLoop loop;
  std::string log;
  const auto body = [](std::string* out) -> Task<void> {
    co_await gather(fail_after(0s, "at once"), record(1h, out, 'a'));
  };
  EXPECT_THROW(run_until_complete(loop, body(&log)), std::runtime_error);
  EXPECT_EQ(log, "x");
}

TEST(Gather, TakesAVectorOfTasks) {
  async::VirtualLoop loop;
  const auto body = []() -> Task<int> {
    std::vector<Task<int>> tasks;
    for (int i = 0; i < 50; ++i) tasks.push_back(after(std::chrono::milliseconds(50 - i), i));
    const std::vector<int> values = co_await gather(std::move(tasks));
    int in_place = 0;
    for (int i = 0; i < 50; ++i) in_place += values[static_cast<std::size_t>(i)] == i ? 1 : 0;
    std::vector<Task<int>> none;
    const std::vector<int> nothing = co_await gather(std::move(none));
    co_return nothing.empty() ? in_place : -1;
  };
  EXPECT_EQ(run_until_complete(loop, body()), 50);
}

TEST(Gather, PassesCancellationOn) {
  async::VirtualLoop loop;
  std::string log;
  const auto body = [](std::string* out) -> Task<void> {
    async::Context context;
    async::Timer timer([](void* c) { static_cast<async::Context*>(c)->cancel(); }, &context);
    timer.set(async::Loop::current(), async::Loop::current().now() + 1ms);
    auto all = gather(record(1h, out, 'a'), record(1h, out, 'b'));
    co_await async::detail::under(context, all);
  };
  EXPECT_THROW(run_until_complete(loop, body(&log)), Cancelled);
  EXPECT_EQ(log, "xx");
}

}  // namespace
}  // namespace talaria
