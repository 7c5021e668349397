#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <talaria/async/run_sync.hpp>
#include <talaria/async/sleep.hpp>
#include <talaria/async/stream.hpp>

namespace talaria {
namespace {

using namespace std::chrono_literals;

Stream<int> count_to(int last) {
  for (int i = 1; i <= last; ++i) {
    co_await sleep(0ms);
    co_yield i;
  }
}

template <class T>
Task<std::vector<T>> all_of(Stream<T> stream) {
  std::vector<T> values;
  while (const T* value = co_await stream.next()) values.push_back(*value);
  co_return values;
}

TEST(Stream, GivesOneValueAfterAnother) {
  EXPECT_EQ(run_until_complete(all_of(count_to(3))), (std::vector{1, 2, 3}));
  EXPECT_EQ(run_until_complete(all_of(count_to(0))), std::vector<int>());
}

TEST(Stream, StartsWhenItIsAskedAndStandsStillInBetween) {
  static int made = 0;
  const auto make = []() -> Stream<int> {
    while (true) co_yield ++made;
  };
  const auto body = [make]() -> Task<int> {
    auto stream = make();
    if (made != 0) co_return -1;
    co_await stream.next();
    const int* second = co_await stream.next();
    co_return *second;
  };
  EXPECT_EQ(run_until_complete(body()), 2);
  EXPECT_EQ(made, 2);
}

TEST(Stream, YieldsLocalsWithoutACopyAndTemporaries) {
  const auto make = []() -> Stream<std::string> {
    const std::string local = "a local that is too long to be stored in place";
    co_yield local;
    co_yield "a literal becomes a text that is too long to be stored in place";
    co_yield local + "!";
  };
  EXPECT_EQ(run_until_complete(all_of(make())),
            (std::vector<std::string>{"a local that is too long to be stored in place",
                                      "a literal becomes a text that is too long to be stored in place",
                                      "a local that is too long to be stored in place!"}));
}

TEST(Stream, ThrowsWhatTheCoroutineThrew) {
  const auto make = []() -> Stream<int> {
    co_yield 1;
    throw std::runtime_error("no more");
  };
  const auto body = [make]() -> Task<std::string> {
    auto stream = make();
    std::string what;
    co_await stream.next();
    try {
      co_await stream.next();
    } catch (const std::runtime_error& error) {
      what = error.what();
    }
    co_return what;
  };
  EXPECT_EQ(run_until_complete(body()), "no more");
}

TEST(Stream, DestroysItsLocalsWhenItGoesAtAYield) {
  static int alive = 0;
  struct Counted {
    Counted() { ++alive; }
    Counted(const Counted&) = delete;
    Counted& operator=(const Counted&) = delete;
    ~Counted() { --alive; }
  };
  const auto make = []() -> Stream<int> {
    const Counted counted;
    co_yield 1;
    co_yield 2;
  };
  const auto body = [make]() -> Task<int> {
    auto stream = make();
    co_await stream.next();
    co_return alive;
  };
  EXPECT_EQ(run_until_complete(body()), 1);
  EXPECT_EQ(alive, 0);
}

TEST(Generator, GivesOneValueAfterAnother) {
  const auto make = [](int last) -> Generator<int> {
    for (int i = 1; i <= last; ++i) co_yield i;
  };
  std::vector<int> values;
  auto generator = make(3);
  while (const int* value = generator.next()) values.push_back(*value);
  EXPECT_EQ(values, (std::vector{1, 2, 3}));
  EXPECT_EQ(generator.next(), nullptr);
}

TEST(Generator, ThrowsWhatTheCoroutineThrew) {
  const auto make = []() -> Generator<int> {
    co_yield 1;
    throw std::runtime_error("no more");
  };
  auto generator = make();
  EXPECT_EQ(*generator.next(), 1);
  EXPECT_THROW(static_cast<void>(generator.next()), std::runtime_error);
}

}  // namespace
}  // namespace talaria
