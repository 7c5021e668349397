#include "async/pull.hpp"

#include <atomic>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include <talaria/async/run_sync.hpp>
#include <talaria/async/sleep.hpp>
#include <talaria/async/stream.hpp>
#include <talaria/async/virtual_clock.hpp>

namespace talaria::async {
namespace {

using namespace std::chrono_literals;

const int* int_of(const Pull& pull) {
  return static_cast<const int*>(pull.value());
}

Stream<int> slowly(Duration pause, int last) {
  for (int i = 1; i <= last; ++i) {
    co_await sleep(pause);
    co_yield i;
  }
}

Generator<int> blocking(int last) {
  for (int i = 1; i <= last; ++i) co_yield i;
}

// What the coroutine below has done about its end.
std::string& trace() {
  static std::string text;
  return text;
}

Stream<int> careful(Duration pause) {
  bool cancelled = false;
  try {
    co_yield 1;
    co_await sleep(pause);
    co_yield 2;
  } catch (const Cancelled&) {
    cancelled = true;
  }
  if (cancelled) {
    trace() += "cancelled,";
    co_await sleep(1s);  // closing may take its time
    trace() += "closed";
  }
}

TEST(Pull, TakesTheValuesOfAStream) {
  VirtualLoop loop;
  const auto body = []() -> Task<std::vector<int>> {
    Pull pull(slowly(1s, 3).release(), Runs::on_loop);
    std::vector<int> values;
    while (true) {
      pull.advance();
      co_await pull.wait();
      const int* const value = int_of(pull);
      if (value == nullptr) break;
      values.push_back(*value);
    }
    co_return values;
  };
  EXPECT_EQ(run_until_complete(loop, body()), (std::vector{1, 2, 3}));
}

TEST(Pull, TakesTheValuesOfAGeneratorOnThreadsOfThePool) {
  const auto body = []() -> Task<std::vector<int>> {
    Pull pull(blocking(3).release(), Runs::on_pool);
    std::vector<int> values;
    while (true) {
      pull.advance();
      co_await pull.wait();
      const int* const value = int_of(pull);
      if (value == nullptr) break;
      values.push_back(*value);
    }
    co_return values;
  };
  EXPECT_EQ(run_until_complete(body()), (std::vector{1, 2, 3}));
}

TEST(Pull, GivesTheWaitUpWithoutDisturbingTheCoroutine) {
  VirtualLoop loop;
  const auto body = []() -> Task<std::string> {
    Pull pull(slowly(35s, 1).release(), Runs::on_loop);
    std::string steps;
    pull.advance();
    while (true) {
      const bool came = co_await pull.wait(15s);
      steps += came ? 'v' : 'p';
      if (came) break;
    }
    co_return steps + std::to_string(*int_of(pull));
  };
  EXPECT_EQ(run_until_complete(loop, body()), "ppv1");
}

TEST(Pull, PassesCancellationOnAndWaitsForWhatBecomesOfIt) {
  VirtualLoop loop;
  const auto consume = [](Pull& pull) -> Task<bool> {
    bool cancelled = false;
    pull.advance();
    co_await pull.wait();
    pull.advance();
    co_await pull.wait();
    try {
      static_cast<void>(pull.value());
    } catch (const Cancelled&) {
      cancelled = true;
    }
    co_return cancelled;
  };
  const auto body = [consume]() -> Task<bool> {
    const auto plain = []() -> Stream<int> {
      co_yield 1;
      co_await sleep(1h);
      co_yield 2;
    };
    Pull pull(plain().release(), Runs::on_loop);
    Context context;
    Timer timer([](void* c) { static_cast<Context*>(c)->cancel(); }, &context);
    timer.set(Loop::current(), Loop::current().now() + 5s);
    auto task = consume(pull);
    const bool cancelled = co_await detail::under(context, task);
    co_return cancelled;
  };
  EXPECT_TRUE(run_until_complete(loop, body()));
}

TEST(Pull, ClosesACoroutineThatStandsAtAYield) {
  VirtualLoop loop;
  trace().clear();
  const auto body = []() -> Task<bool> {
    Pull pull(careful(1s).release(), Runs::on_loop);
    pull.advance();
    co_await pull.wait();
    co_await pull.close();
    co_return pull.open();
  };
  EXPECT_FALSE(run_until_complete(loop, body()));
  EXPECT_EQ(trace(), "cancelled,closed");
}

TEST(Pull, ClosesACoroutineThatWaits) {
  VirtualLoop loop;
  trace().clear();
  const auto body = []() -> Task<bool> {
    Pull pull(careful(1h).release(), Runs::on_loop);
    pull.advance();
    co_await pull.wait();
    pull.advance();
    const bool came = co_await pull.wait(2s);
    if (came) co_return true;
    co_await pull.close();
    co_return pull.open();
  };
  EXPECT_FALSE(run_until_complete(loop, body()));
  // Its context is cancelled, so the sleep of its clean-up is, too.
  EXPECT_EQ(trace(), "cancelled,");
}

TEST(Pull, ClosesOnThePoolWhatRanThere) {
  static std::thread::id began;
  static std::thread::id ended;
  const auto make = []() -> Generator<int> {
    struct Guard {
      ~Guard() { ended = std::this_thread::get_id(); }
    } guard;
    began = std::this_thread::get_id();
    co_yield 1;
    co_yield 2;
  };
  const auto body = [make]() -> Task<bool> {
    Pull pull(make().release(), Runs::on_pool);
    pull.advance();
    co_await pull.wait();
    co_await pull.close();
    co_return pull.open();
  };
  EXPECT_FALSE(run_until_complete(body()));
  EXPECT_NE(began, std::this_thread::get_id());
  EXPECT_NE(ended, std::this_thread::get_id());
  EXPECT_NE(ended, std::thread::id());
}

TEST(Pull, ClosesOnThePoolWhatIsUnderWayThere) {
  static std::atomic<int> closed{0};
  closed = 0;
  const auto make = []() -> Generator<int> {
    struct Guard {
      ~Guard() { ++closed; }
    } guard;
    while (true) {
      std::this_thread::sleep_for(1ms);
      co_yield 1;
    }
  };
  const auto body = [make](int after) -> Task<bool> {
    Pull pull(make().release(), Runs::on_pool);
    for (int i = 0; i < after; ++i) {
      pull.advance();
      co_await pull.wait();
    }
    pull.advance();
    co_await pull.close();
    co_return pull.open();
  };
  for (int after = 0; after < 3; ++after) {
    EXPECT_FALSE(run_until_complete(body(after)));
  }
  // The first one may not have begun.
  EXPECT_GE(closed, 2);
}

TEST(Pull, ClosesOnThePoolAfterACancellation) {
  static std::atomic<int> closed{0};
  closed = 0;
  const auto make = []() -> Generator<int> {
    struct Guard {
      ~Guard() { ++closed; }
    } guard;
    while (true) {
      std::this_thread::sleep_for(10ms);
      co_yield 1;
    }
  };
  const auto consume = [](Pull& pull) -> Task<void> {
    while (true) {
      pull.advance();
      co_await pull.wait();
      static_cast<void>(pull.value());
    }
  };
  const auto body = [make, consume]() -> Task<bool> {
    Pull pull(make().release(), Runs::on_pool);
    Context context;
    Timer timer([](void* c) { static_cast<Context*>(c)->cancel(); }, &context);
    timer.set(Loop::current(), Loop::current().now() + 5ms);
    bool cancelled = false;
    auto task = consume(pull);
    try {
      co_await detail::under(context, task);
    } catch (const Cancelled&) {
      cancelled = true;
    }
    co_await pull.close();
    co_return cancelled;
  };
  EXPECT_TRUE(run_until_complete(body()));
  EXPECT_EQ(closed, 1);
}

TEST(Pull, ThrowsWhatTheEndOfTheCoroutineThrows) {
  const auto make = []() -> Stream<int> {
    std::string text;
    try {
      co_yield 1;
    } catch (const Cancelled&) {
      text = "cannot close";
    }
    throw std::runtime_error(text);
  };
  const auto body = [make]() -> Task<std::string> {
    Pull pull(make().release(), Runs::on_loop);
    pull.advance();
    co_await pull.wait();
    std::string what;
    try {
      co_await pull.close();
    } catch (const std::runtime_error& error) {
      what = error.what();
    }
    co_return what;
  };
  EXPECT_EQ(run_until_complete(body()), "cannot close");
}

TEST(Pull, LeavesNothingBehindWhenItNeverBegan) {
  const auto body = []() -> Task<bool> {
    Pull pull(slowly(1h, 1).release(), Runs::on_loop);
    co_await pull.close();
    co_return pull.open();
  };
  EXPECT_FALSE(run_until_complete(body()));
}

TEST(Pull, LeavesAForgottenCoroutineToTheLoop) {
  VirtualLoop loop;
  trace().clear();
  const auto body = []() -> Task<int> {
    Pull pull(careful(1h).release(), Runs::on_loop);
    pull.advance();
    co_await pull.wait();
    pull.advance();
    co_return 1;
  };
  EXPECT_EQ(run_until_complete(loop, body()), 1);
  loop.cancel_spawned();
  EXPECT_EQ(trace(), "cancelled,");
}

}  // namespace
}  // namespace talaria::async
