#include <stdexcept>
#include <string>

#include <gtest/gtest.h>

#include <talaria/async/context.hpp>
#include <talaria/async/run_sync.hpp>
#include <talaria/async/stream.hpp>
#include <talaria/async/yielding.hpp>

namespace talaria {
namespace {

Stream<std::string> confess() {
  std::string heard;
  co_yield heard;
  try {
    co_yield heard;
  } catch (const std::runtime_error& error) {
    heard = error.what();
  }
  co_yield heard;
}

TEST(Yielding, StandsAtItsYieldsUntilItIsDone) {
  const auto body = []() -> Task<std::string> {
    const async::Yielding source = confess().release();
    std::string steps;
    for (int i = 0; i < 4; ++i) {
      co_await source.open();
      steps += source.yielded() ? 'y' : '-';
      steps += source.done() ? 'd' : '-';
    }
    co_return steps;
  };
  EXPECT_EQ(run_until_complete(body()), "y-y-y--d");
}

TEST(Yielding, ThrowsIntoTheYieldThatItStandsAt) {
  const auto body = []() -> Task<std::string> {
    const async::Yielding source = confess().release();
    async::Context context;
    co_await source.open();
    co_await source.open();
    co_await source.close(std::make_exception_ptr(std::runtime_error("enough")), context);
    co_return *static_cast<std::string*>(source.value());
  };
  EXPECT_EQ(run_until_complete(body()), "enough");
}

TEST(Yielding, SaysWhatItThrew) {
  const auto make = []() -> Stream<int> {
    co_yield 1;
    throw std::runtime_error("no more");
  };
  const async::Yielding source = make().release();
  EXPECT_EQ(source.start(nullptr), nullptr);
  EXPECT_NO_THROW(source.rethrow_error());
  EXPECT_EQ(source.start(nullptr), nullptr);
  EXPECT_TRUE(source.done());
  EXPECT_THROW(source.rethrow_error(), std::runtime_error);
}

}  // namespace
}  // namespace talaria
