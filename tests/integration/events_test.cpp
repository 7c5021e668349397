// Server-sent events and other streams over TCP: behind compression, resumed, and when the server stops.
#include "served_app.hpp"

#include <atomic>
#include <chrono>
#include <string>
#include <thread>

#include <gmock/gmock.h>

#include <talaria/talaria.hpp>

namespace talaria {
namespace {

using namespace std::chrono_literals;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

std::atomic<int> closed = 0;
std::atomic<int> cancelled = 0;

Resource<int> get_session() {
  int value = 1;
  try {
    co_yield value;
  } catch (const Cancelled&) {
    ++cancelled;
    ++closed;
    throw;
  }
  ++closed;
}

// Waits for ever behind the third.
Stream<ServerSentEvent> ticks(Header<std::optional<int>, "last_event_id"> last, Depends<get_session>) {
  for (int i = last.value_or(0) + 1; i <= 3; ++i) {
    co_yield ServerSentEvent(i).id(std::to_string(i)).retry(1000);
  }
  co_await sleep(1h);
}

// One event every few milliseconds, from the pool.
Generator<ServerSentEvent> blocking_ticks(Depends<get_session>) {
  for (int i = 1;; ++i) {
    co_yield ServerSentEvent(i);
    std::this_thread::sleep_for(5ms);
  }
}

Stream<std::string> endless(Depends<get_session>) {
  while (true) {
    co_yield "x";
    co_await sleep(5ms);
  }
}

struct Site {
  explicit Site(std::chrono::milliseconds graceful = 5s) {
    closed = cancelled = 0;
    app.get<ticks>("/ticks", {.response_class = response_class<EventSourceResponse>});
    app.get<blocking_ticks>("/blocking", {.response_class = response_class<EventSourceResponse>});
    app.get<endless>("/endless", {.response_class = response_class<StreamingResponse>});
    app.add_middleware<CompressionMiddleware>({.minimum_size = 1});
    served.emplace(app, graceful);
  }
  App app;
  std::optional<ServedApp> served;
};

std::string get(const std::string& path, const std::string& fields = "") {
  return "GET " + path + " HTTP/1.1\r\nHost: h\r\nAccept-Encoding: gzip, br, zstd\r\n" + fields + "\r\n";
}

bool becomes(const std::atomic<int>& value, int expected) {
  for (int i = 0; i < 500 && value != expected; ++i) std::this_thread::sleep_for(10ms);
  return value == expected;
}

TEST(Events, PassThroughCompressionAsTheyCome) {
  Site site;
  Wire client(site.served->port());
  client.send(get("/ticks"));
  const std::string head = client.receive_until("\r\n\r\n");
  EXPECT_THAT(head, HasSubstr("content-type: text/event-stream; charset=utf-8\r\n"));
  EXPECT_THAT(head, Not(HasSubstr("content-encoding")));
  EXPECT_THAT(client.receive_until("data: 3\nid: 3\nretry: 1000\n\n"),
              HasSubstr("data: 1\nid: 1\nretry: 1000\n\ndata: 2\nid: 2\nretry: 1000\n\n"));
  Wire other(site.served->port());
  other.send(get("/endless"));
  EXPECT_THAT(other.receive_until("\r\n\r\n"), HasSubstr("content-encoding: "));
}

TEST(Events, GoOnBehindTheLastOne) {
  Site site;
  Wire client(site.served->port());
  client.send(get("/ticks", "Last-Event-ID: 2\r\n"));
  client.skip_head();
  EXPECT_THAT(client.receive_until("retry: 1000\n\n"), EndsWith("data: 3\nid: 3\nretry: 1000\n\n"));
}

// A client comes back by itself, so nobody has to wait for the end of what has none.
TEST(Events, EndWhenTheServerStops) {
  for (const std::string path : {"/ticks", "/blocking"}) {
    Site site(20s);
    Wire client(site.served->port());
    client.send(get(path));
    client.receive_until("data: 3\n");
    const auto start = std::chrono::steady_clock::now();
    site.served->server().stop();
    EXPECT_THAT(client.receive_until("\r\n0\r\n\r\n"), EndsWith("\r\n0\r\n\r\n")) << path;
    EXPECT_EQ(client.receive(), "");
    site.served->server().wait();
    EXPECT_LT(std::chrono::steady_clock::now() - start, 10s) << path;
    EXPECT_EQ(closed, 1) << path;
  }
}

// What a client cannot resume gets the time that there is, and is cut then.
TEST(Streams, AreCutAtTheDeadlineOfAStop) {
  Site site(700ms);
  Wire client(site.served->port());
  client.send(get("/endless"));
  client.skip_head();
  const auto start = std::chrono::steady_clock::now();
  site.served->server().stop();
  site.served->server().wait();
  const auto took = std::chrono::steady_clock::now() - start;
  EXPECT_GE(took, 600ms);
  EXPECT_LT(took, 10s);
  EXPECT_EQ(closed, 1);
  EXPECT_EQ(cancelled, 1);
  EXPECT_THAT(client.receive_until("\r\n0\r\n\r\n"), Not(EndsWith("\r\n0\r\n\r\n")));
}

TEST(Streams, CloseWhatTheyUseWhenTheClientGoes) {
  Site site;
  for (const std::string path : {"/ticks", "/blocking", "/endless"}) {
    closed = 0;
    {
      Wire client(site.served->port());
      client.send(get(path));
      client.skip_head();
      client.receive();
    }
    EXPECT_TRUE(becomes(closed, 1)) << path;
  }
}

}  // namespace
}  // namespace talaria
