#include <memory>
#include <stdexcept>

#include <gtest/gtest.h>

#include <talaria/async/run_sync.hpp>
#include <talaria/async/sleep.hpp>

namespace talaria {
namespace {

using namespace std::chrono_literals;

Task<std::unique_ptr<int>> late_value(int value) {
  co_await sleep(1ms);
  co_return std::make_unique<int>(value);
}

Task<void> late_failure() {
  co_await sleep(1ms);
  throw std::runtime_error("late");
}

TEST(RunUntilComplete, MovesTheResultOut) {
  EXPECT_EQ(*run_until_complete(late_value(5)), 5);
}

TEST(RunUntilComplete, ThrowsWhatTheTaskThrew) {
  EXPECT_THROW(run_until_complete(late_failure()), std::runtime_error);
}

TEST(RunUntilComplete, CanUseOneLoopAgainAndAgain) {
  const auto loop = async::make_loop();
  for (int i = 0; i < 3; ++i) EXPECT_EQ(*run_until_complete(*loop, late_value(i)), i);
}

TEST(RunUntilComplete, CanBeNestedOnAnotherLoop) {
  const auto outer = []() -> Task<int> {
    auto inner = run_until_complete(late_value(3));
    co_return *inner;
  };
  EXPECT_EQ(run_until_complete(outer()), 3);
}

}  // namespace
}  // namespace talaria
