#include <string>

#include <gtest/gtest.h>

#include <talaria/async/run_sync.hpp>
#include <talaria/async/sleep.hpp>
#include <talaria/async/virtual_clock.hpp>
#include <talaria/describe/event_source_response.hpp>

namespace talaria {
namespace {

using namespace std::chrono_literals;

Stream<ServerSentEvent> ticks(async::Duration pause) {
  for (int i = 1; i <= 2; ++i) {
    co_await sleep(pause);
    co_yield ServerSentEvent(i).id(std::to_string(i));
  }
}

Task<std::string> read(http::BodyStream& stream) {
  std::string text;
  while (true) {
    const std::string_view piece = co_await stream.next();
    if (piece.empty()) break;
    text += piece;
  }
  co_return text;
}

TEST(EventSourceResponse, SaysThatItIsNotToBeKept) {
  const EventSourceResponse response(ticks(0s));
  EXPECT_EQ(response.headers.get("content-type"), "text/event-stream; charset=utf-8");
  EXPECT_EQ(response.headers.get("cache-control"), "no-cache");
  EXPECT_EQ(response.headers.get("x-accel-buffering"), "no");
  EXPECT_TRUE(response.stream->resumable());
}

TEST(EventSourceResponse, SendsEventsAndKeepsTheConnectionAlive) {
  async::VirtualLoop loop;
  const EventSourceResponse response(ticks(31s));
  EXPECT_EQ(run_until_complete(loop, read(*response.stream)),
            ": ping\n\n: ping\n\ndata: 1\nid: 1\n\n: ping\n\n: ping\n\ndata: 2\nid: 2\n\n");
}

TEST(EventSourceResponse, TakesGenerators) {
  const auto make = []() -> Generator<ServerSentEvent> { co_yield ServerSentEvent::raw("x"); };
  const EventSourceResponse response(make(), 201);
  EXPECT_EQ(response.status_code, 201);
  EXPECT_EQ(run_until_complete(read(*response.stream)), "data: x\n\n");
}

}  // namespace
}  // namespace talaria
