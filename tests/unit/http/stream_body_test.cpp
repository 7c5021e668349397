#include "http/stream_body.hpp"

#include <stdexcept>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include <talaria/async/run_sync.hpp>
#include <talaria/async/sleep.hpp>
#include <talaria/async/stream.hpp>
#include <talaria/async/virtual_clock.hpp>

namespace talaria::http {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;

template <class T>
StreamEncoding texts() {
  StreamEncoding encoding;
  encoding.octets = &detail::octets_of<T>;
  return encoding;
}

talaria::Stream<std::string> words(async::Duration pause) {
  for (const char* word : {"one", "", "two", "three"}) {
    if (pause > 0s) co_await sleep(pause);
    co_yield word;
  }
}

Task<std::vector<std::string>> pieces_of(BodyStream& body) {
  std::vector<std::string> pieces;
  while (true) {
    const std::string_view piece = co_await body.next();
    if (piece.empty()) break;
    pieces.emplace_back(piece);
  }
  co_return pieces;
}

TEST(StreamBody, SendsTogetherWhatIsThereAtOnce) {
  StreamBody body(words(0s).release(), async::Runs::on_loop, texts<std::string>());
  EXPECT_THAT(run_until_complete(pieces_of(body)), ElementsAre("onetwothree"));
}

TEST(StreamBody, HoldsNothingBackWhileItWaits) {
  async::VirtualLoop loop;
  StreamBody body(words(1s).release(), async::Runs::on_loop, texts<std::string>());
  EXPECT_THAT(run_until_complete(loop, pieces_of(body)), ElementsAre("one", "two", "three"));
}

TEST(StreamBody, SendsLargeValuesFromWhereTheyAre) {
  static const std::string large(20'000, 'x');
  const auto make = []() -> talaria::Stream<std::string_view> {
    co_yield "a";
    co_yield large;
    co_yield large;
  };
  const auto body = [make]() -> Task<std::vector<std::size_t>> {
    StreamBody stream(make().release(), async::Runs::on_loop, texts<std::string_view>());
    std::vector<std::size_t> sizes;
    bool in_place = true;
    while (true) {
      const std::string_view piece = co_await stream.next();
      if (piece.empty()) break;
      sizes.push_back(piece.size());
      if (piece.size() == large.size()) in_place = in_place && piece.data() == large.data();
    }
    if (!in_place) sizes.clear();
    co_return sizes;
  };
  EXPECT_THAT(run_until_complete(body()), ElementsAre(20'001, 20'000));
}

TEST(StreamBody, RunsAheadOfTheReaderByOnePieceAtMost) {
  static int made = 0;
  const auto make = []() -> talaria::Stream<std::string> {
    for (; made < 1000; ++made) co_yield std::string(1000, 'x');
  };
  const auto body = [make]() -> Task<int> {
    StreamBody stream(make().release(), async::Runs::on_loop, texts<std::string>());
    co_await stream.next();
    const int after_one = made;
    co_await sleep(1ms);
    co_return made == after_one ? made : -1;
  };
  const int after_one = run_until_complete(body());
  EXPECT_GT(after_one, 0);
  EXPECT_LT(after_one, 18);
}

TEST(StreamBody, TakesGeneratorsFromThePool) {
  const auto make = []() -> Generator<std::string> {
    co_yield "one";
    co_yield "two";
  };
  StreamBody body(make().release(), async::Runs::on_pool, texts<std::string>());
  EXPECT_THAT(run_until_complete(pieces_of(body)), ElementsAre("one", "two"));
}

TEST(StreamBody, KeepsTheConnectionAliveWhileNothingComes) {
  async::VirtualLoop loop;
  StreamEncoding encoding = texts<std::string>();
  encoding.keep_alive = "ping";
  encoding.keep_alive_after = 15s;
  StreamBody body(words(40s).release(), async::Runs::on_loop, encoding);
  EXPECT_THAT(run_until_complete(loop, pieces_of(body)),
              ElementsAre("ping", "ping", "one", "ping", "ping", "ping", "ping", "two", "ping", "ping", "three"));
}

TEST(StreamBody, GivesOthersTheirTurnOnTheLoop) {
  static int turns = 0;
  const auto make = []() -> talaria::Stream<std::string> {
    const auto begin = std::chrono::steady_clock::now();
    while (std::chrono::steady_clock::now() - begin < 50ms) co_yield "x";
  };
  const auto count = []() -> Task<void> {
    while (true) {
      co_await sleep(0ms);
      ++turns;
    }
  };
  const auto body = [make, count]() -> Task<void> {
    async::spawn(count());
    StreamBody stream(make().release(), async::Runs::on_loop, texts<std::string>());
    co_await pieces_of(stream);
  };
  const auto loop = async::make_loop();
  run_until_complete(*loop, body());
  loop->cancel_spawned();
  EXPECT_GT(turns, 5);
}

talaria::Stream<std::string> failing() {
  co_yield "before";
  throw std::runtime_error("no more");
}

TEST(StreamBody, SendsWhatCameBeforeAFailure) {
  const auto body = []() -> Task<std::string> {
    StreamBody stream(failing().release(), async::Runs::on_loop, texts<std::string>());
    std::string seen(co_await stream.next());
    for (int i = 0; i < 2; ++i) {
      try {
        seen += co_await stream.next();
      } catch (const std::runtime_error& error) {
        seen += std::string(" ") + error.what();
      }
    }
    try {
      co_await stream.end();
    } catch (const StreamFailure& failure) {
      seen += failure.error() != nullptr ? " told" : "";
    }
    co_return seen;
  };
  EXPECT_EQ(run_until_complete(body()), "before no more no more told");
}

// How a stream whose reader stops somewhere is ended.
Task<std::string> end_after(int pieces) {
  static std::string trace;
  trace.clear();
  const auto make = []() -> talaria::Stream<std::string> {
    try {
      for (int i = 0; i < 3; ++i) {
        co_yield std::string(20'000, 'x');
      }
      trace += "whole";
    } catch (const Cancelled&) {
      trace += "cancelled";
    }
  };
  StreamBody stream(make().release(), async::Runs::on_loop, texts<std::string>());
  for (int i = 0; i < pieces; ++i) co_await stream.next();
  bool cancelled = false;
  try {
    co_await stream.end();
  } catch (const Cancelled&) {
    cancelled = true;
  }
  co_return trace + (cancelled ? " early" : "");
}

TEST(StreamBody, EndsItsCoroutine) {
  EXPECT_EQ(run_until_complete(end_after(0)), "");
  EXPECT_EQ(run_until_complete(end_after(1)), "cancelled early");
  EXPECT_EQ(run_until_complete(end_after(3)), "cancelled early");
  EXPECT_EQ(run_until_complete(end_after(4)), "whole");
}

}  // namespace
}  // namespace talaria::http
