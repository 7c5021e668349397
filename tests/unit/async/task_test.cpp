#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <talaria/async/run_sync.hpp>
#include <talaria/async/task.hpp>

namespace talaria {
namespace {

Task<int> number(int value) {
  co_return value;
}

Task<std::string> text(std::string value) {
  co_return value + "!";
}

Task<int> fail() {
  const int one = co_await number(1);
  if (one == 1) throw std::runtime_error("no");
  co_return one;
}

struct Counted {
  explicit Counted(int* alive) : alive_(alive) { ++*alive_; }
  Counted(Counted&& other) noexcept : alive_(other.alive_) { ++*alive_; }
  ~Counted() { --*alive_; }
  int* alive_;
};

Task<Counted> counted(int* alive) {
  Counted local(alive);
  co_return local;
}

Task<int> sum(int rounds) {
  int total = 0;
  for (int i = 0; i < rounds; ++i) total += co_await number(1);
  co_return total;
}

TEST(Task, GivesItsResult) {
  EXPECT_EQ(run_until_complete(number(7)), 7);
  EXPECT_EQ(run_until_complete(text("a long text that does not fit into a small string")),
            "a long text that does not fit into a small string!");
}

TEST(Task, DoesNotStartBeforeItIsAwaited) {
  bool started = false;
  const auto body = [](bool* flag) -> Task<void> {
    *flag = true;
    co_return;
  };
  {
    const Task<void> task = body(&started);
  }
  EXPECT_FALSE(started);
  run_until_complete(body(&started));
  EXPECT_TRUE(started);
}

TEST(Task, ThrowsWhereItIsAwaited) {
  EXPECT_THROW(run_until_complete(fail()), std::runtime_error);
  const auto caught = []() -> Task<std::string> {
    std::string message;
    try {
      const int value = co_await fail();
      message = std::to_string(value);
    } catch (const std::runtime_error& error) {
      message = error.what();
    }
    co_return message;
  };
  EXPECT_EQ(run_until_complete(caught()), "no");
}

TEST(Task, DestroysResultsExactlyOnce) {
  int alive = 0;
  {
    const auto body = [](int* count) -> Task<int> {
      auto one = co_await counted(count);
      co_return *one.alive_;
    };
    EXPECT_GT(run_until_complete(body(&alive)), 0);
  }
  EXPECT_EQ(alive, 0);
}

TEST(Task, DoesNotGrowTheStackWhenEachAwaitEndsAtOnce) {
  EXPECT_EQ(run_until_complete(sum(300'000)), 300'000);
}

TEST(Task, KeepsItsResultWhenItsTypeIsForgotten) {
  const async::AnyTask task = text("a").release();
  ASSERT_TRUE(static_cast<bool>(task));
  const auto body = [](const async::AnyTask& inner) -> Task<std::string> {
    co_await inner;
    co_return *static_cast<std::string*>(inner.result());
  };
  EXPECT_EQ(run_until_complete(body(task)), "a!");
}

TEST(FramePool, GivesBackWhatItTook) {
  std::vector<void*> frames;
  for (std::size_t bytes = 1; bytes < 5000; bytes += 97) {
    frames.push_back(async::detail::allocate_frame(bytes));
    *static_cast<unsigned char*>(frames.back()) = 1;
  }
  std::size_t bytes = 1;
  for (void* frame : frames) {
    async::detail::release_frame(frame, bytes);
    bytes += 97;
  }
  void* const again = async::detail::allocate_frame(98);
  EXPECT_NE(again, nullptr);
  async::detail::release_frame(again, 98);
}

}  // namespace
}  // namespace talaria
