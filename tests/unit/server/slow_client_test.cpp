#include "server/worker.hpp"
#include "wire_client.hpp"

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <thread>

#include <gmock/gmock.h>

#include <talaria/async/sleep.hpp>

namespace talaria::server {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::StartsWith;

Task<Response> plain(Request& request) {
  co_return PlainTextResponse(std::string(request.target()));
}

Task<Response> body_or_error(Request& request) {
  try {
    const std::string_view body = co_await request.body();
    co_return PlainTextResponse(std::string(body));
  } catch (const http::BodyError& error) {
    co_return PlainTextResponse(error.what(), error.status_code());
  }
}

// How long the connection lived from now on.
std::chrono::milliseconds time_to_end(WireClient& client) {
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_TRUE(client.ends());
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin);
}

TEST(SlowClient, LosesTheConnectionWhenItSendsNothing) {
  Limits limits;
  limits.head_time = 200ms;
  RunningServer server(plain, limits);
  WireClient client(server.port());
  EXPECT_GE(time_to_end(client), 190ms);
  EXPECT_EQ(client.received(), "");
}

TEST(SlowClient, GetsA408WhenTheHeadTakesTooLong) {
  Limits limits;
  limits.head_time = 200ms;
  limits.idle = 5s;
  RunningServer server(plain, limits);
  WireClient client(server.port());
  client.send(get("/1"));
  EXPECT_EQ(client.read_response().second, "/1");
  std::this_thread::sleep_for(300ms);  // idle is another limit
  const auto begin = std::chrono::steady_clock::now();
  // An octet now and then does not help.
  for (const char c : std::string("GET / HTTP/1.1\r\nHost: aaaaaaaaaaaaaaaaa")) {
    if (!client.send(std::string(1, c)) || client.read_some(25ms)) break;
  }
  EXPECT_TRUE(client.ends());
  EXPECT_THAT(client.received(), StartsWith("HTTP/1.1 408"));
  EXPECT_GE(std::chrono::steady_clock::now() - begin, 190ms);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 900ms);
}

TEST(SlowClient, LosesAnIdleConnection) {
  Limits limits;
  limits.idle = 150ms;
  RunningServer server(plain, limits);
  WireClient client(server.port());
  client.send(get("/1"));
  EXPECT_EQ(client.read_response().second, "/1");
  EXPECT_GE(time_to_end(client), 140ms);
  EXPECT_EQ(client.received(), "");
}

TEST(SlowClient, GetsA408WhenTheContentPauses) {
  Limits limits;
  limits.content_pause = 150ms;
  RunningServer server(body_or_error, limits);
  WireClient client(server.port());
  client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhello");
  EXPECT_TRUE(client.ends());
  EXPECT_THAT(client.received(), StartsWith("HTTP/1.1 408"));
  EXPECT_THAT(client.received(), HasSubstr("connection: close"));
}

TEST(SlowClient, GetsA408WhenTheContentTrickles) {
  for (const bool by_rate : {true, false}) {
    Limits limits;
    limits.rate_grace = by_rate ? 100ms : 10'000ms;
    limits.content_total = by_rate ? 10'000ms : 200ms;
    RunningServer server(body_or_error, limits);
    WireClient client(server.port());
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n");
    for (int i = 0; i < 100 && client.send("x"); ++i) {
      if (client.read_some(20ms)) break;
    }
    EXPECT_TRUE(client.ends());
    EXPECT_THAT(client.received(), StartsWith("HTTP/1.1 408")) << by_rate;
  }
}

TEST(SlowClient, IsCutWhenItDoesNotReadTheAnswer) {
  Limits limits;
  limits.write_pause = 150ms;
  std::atomic<int> destroyed{0};
  struct AtEnd {
    std::atomic<int>* count;
    ~AtEnd() { ++*count; }
  };
  const auto big = [&destroyed](Request& request) -> Task<Response> {
    class Endless final : public http::BodyStream {
     public:
      explicit Endless(std::atomic<int>* count) : at_end_{count} {}
      Task<std::string_view> next() override { co_return piece_; }

     private:
      AtEnd at_end_;
      std::string piece_ = std::string(100'000, 'x');
    };
    if (request.target() == "/plain") co_return PlainTextResponse(std::string(50'000'000, 'x'));
    Response response({}, 200, "text/plain");
    response.stream = std::make_unique<Endless>(&destroyed);
    co_return response;
  };
  RunningServer server(big, limits);
  WireClient stream(server.port(), 4096);
  stream.send(get("/stream"));
  WireClient plain_client(server.port(), 4096);
  plain_client.send(get("/plain"));
  for (int i = 0; i < 300 && destroyed == 0; ++i) std::this_thread::sleep_for(10ms);
  EXPECT_EQ(destroyed, 1);
  EXPECT_TRUE(stream.ends());
  EXPECT_TRUE(plain_client.ends());
  EXPECT_LT(plain_client.received().size(), 50'000'000u);
}

Task<void> count_one(std::atomic<int>* count, async::Duration duration) {
  if (duration > 0s) co_await sleep(duration);
  ++*count;
}

TEST(SlowClient, DoesNotKeepWhatRunsAfterTheAnswerFromRunning) {
  Limits limits;
  limits.write_pause = 150ms;
  std::atomic<int> after{0};
  const auto big = [&after](Request& request) -> Task<Response> {
    Response response = PlainTextResponse(std::string(50'000'000, 'x'));
    response.after_send.emplace(
        count_one(&after, request.target() == "/late" ? async::Duration(1ms) : async::Duration(0)));
    co_return response;
  };
  RunningServer server(big, limits);
  int expected = 0;
  for (const bool resets : {false, true}) {
    for (const char* target : {"/now", "/late"}) {
      WireClient client(server.port(), 4096);
      client.send(get(target));
      client.read_until("\r\n\r\n");
      if (resets) client.reset();
      ++expected;
      for (int i = 0; i < 300 && after != expected; ++i) std::this_thread::sleep_for(10ms);
      EXPECT_EQ(after, expected);
    }
  }
}

TEST(ConnectionLimit, TurnsTheSurplusAway) {
  Limits limits;
  limits.connections = 2;
  RunningServer server(plain, limits);
  WireClient one(server.port());
  WireClient two(server.port());
  for (WireClient* client : {&one, &two}) {
    client->send(get("/"));
    EXPECT_EQ(client->read_response().second, "/");
  }
  WireClient three(server.port());
  EXPECT_TRUE(three.ends());
  EXPECT_THAT(three.received(), StartsWith("HTTP/1.1 503"));
  EXPECT_THAT(three.received(), HasSubstr("retry-after: 1\r\n"));
  one.close();
  for (int i = 0; i < 100; ++i) {
    std::this_thread::sleep_for(10ms);
    WireClient four(server.port());
    four.send(get("/4"));
    if (four.read_response().second == "/4") return;
  }
  FAIL() << "the place that became free was not given away";
}

TEST(RequestLimit, EndsTheConnectionAfterSoManyRequests) {
  Limits limits;
  limits.requests_per_connection = 3;
  RunningServer server(plain, limits);
  WireClient client(server.port());
  client.send(get("/1") + get("/2") + get("/3") + get("/4"));
  EXPECT_TRUE(client.ends());
  EXPECT_THAT(client.received(), HasSubstr("/3"));
  EXPECT_THAT(client.received(), HasSubstr("connection: close\r\n"));
  EXPECT_THAT(client.received(), testing::Not(HasSubstr("/4")));
}

}  // namespace
}  // namespace talaria::server
