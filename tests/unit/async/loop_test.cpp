#include <atomic>
#include <stdexcept>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include <talaria/async/loop.hpp>
#include <talaria/async/run_sync.hpp>
#include <talaria/async/sleep.hpp>

namespace talaria::async {
namespace {

using namespace std::chrono_literals;

struct Order {
  std::vector<int> seen;
  bool done = false;
};

TEST(Loop, HasNoCurrentOneWhereNoneRuns) {
  EXPECT_EQ(Loop::current_or_null(), nullptr);
  EXPECT_THROW(static_cast<void>(Loop::current()), std::logic_error);
}

TEST(Loop, RunsJobsInOrderAndStopsWhenDone) {
  const auto loop = make_loop();
  Order order;
  loop->post([](void* o) { static_cast<Order*>(o)->seen.push_back(1); }, &order);
  loop->post(
      [](void* o) {
        static_cast<Order*>(o)->seen.push_back(2);
        static_cast<Order*>(o)->done = true;
      },
      &order);
  loop->post([](void* o) { static_cast<Order*>(o)->seen.push_back(3); }, &order);
  loop->run_until(order.done);
  EXPECT_EQ(order.seen, (std::vector{1, 2}));
  order.done = false;
  loop->post([](void* o) { static_cast<Order*>(o)->done = true; }, &order);
  loop->run_until(order.done);
  EXPECT_EQ(order.seen, (std::vector{1, 2, 3}));
}

TEST(Loop, TakesJobsOfOtherThreads) {
  const auto loop = make_loop();
  struct Shared {
    int count = 0;
    bool done = false;
  } shared;
  constexpr int per_thread = 2000;
  std::vector<std::thread> threads;
  for (int t = 0; t < 2; ++t) {
    threads.emplace_back([&loop, &shared] {
      for (int i = 0; i < per_thread; ++i) {
        loop->post(
            [](void* s) {
              auto& all = *static_cast<Shared*>(s);
              all.done = ++all.count == 2 * per_thread;
            },
            &shared);
      }
    });
  }
  loop->run_until(shared.done);
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(shared.count, 2 * per_thread);
}

TEST(Timer, FiresInTheOrderOfDeadlines) {
  const auto loop = make_loop();
  struct One {
    Order* order;
    int number;
    static void fire(void* self) {
      const auto& one = *static_cast<One*>(self);
      one.order->seen.push_back(one.number);
      one.order->done = one.order->seen.size() == 4;
    }
  };
  Order order;
  One ones[] = {{&order, 0}, {&order, 1}, {&order, 2}, {&order, 3}, {&order, 4}};
  Timer timers[] = {{One::fire, &ones[0]},
                    {One::fire, &ones[1]},
                    {One::fire, &ones[2]},
                    {One::fire, &ones[3]},
                    {One::fire, &ones[4]}};
  const auto now = loop->now();
  timers[0].set(*loop, now + 4ms);
  timers[1].set(*loop, now + 1ms);
  timers[2].set(*loop, now + 3ms);
  timers[3].set(*loop, now + 2ms);
  timers[4].set(*loop, now + 2500us);
  timers[3].set(*loop, now + 5ms);  // set anew
  timers[4].cancel();
  EXPECT_FALSE(timers[4].is_set());
  loop->run_until(order.done);
  EXPECT_EQ(order.seen, (std::vector{1, 2, 0, 3}));
  EXPECT_GE(loop->now() - now, 5ms);
}

std::atomic<int> unhandled_count{0};

TEST(Loop, ReportsExceptionsOfSpawnedTasksButNotCancelled) {
  Loop::set_unhandled([](std::exception_ptr) noexcept { ++unhandled_count; });
  const auto fail = []() -> Task<void> {
    co_await talaria::sleep(1ms);
    throw std::runtime_error("lost");
  };
  const auto sleep_long = [](bool* ended) -> Task<void> {
    struct AtEnd {
      bool* flag;
      ~AtEnd() { *flag = true; }
    };
    const AtEnd at_end{ended};
    co_await talaria::sleep(1h);
  };
  bool ended = false;
  const auto body = [](auto failing, auto sleeping, bool* flag) -> Task<void> {
    spawn(failing());
    spawn(sleeping(flag));
    co_await talaria::sleep(10ms);
  };
  run_until_complete(body(fail, sleep_long, &ended));
  Loop::set_unhandled(nullptr);
  EXPECT_EQ(unhandled_count, 1);
  EXPECT_TRUE(ended);  // the private loop cancelled what it had spawned
}

}  // namespace
}  // namespace talaria::async
