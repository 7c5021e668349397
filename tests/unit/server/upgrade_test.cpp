#include "wire_client.hpp"

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>

#include <talaria/async/gather.hpp>
#include <talaria/async/sleep.hpp>
#include <talaria/http/upgrade.hpp>

namespace talaria::server {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

// Runs a function on the connection.
class FunctionUpgrade final : public http::Upgrade {
 public:
  using Function = Task<void> (*)(http::Stream& stream);
  explicit FunctionUpgrade(Function function) : function_(function) {}
  Task<void> run(http::Stream& stream) override { return function_(stream); }

 private:
  Function function_;
};

template <FunctionUpgrade::Function F>
Task<Response> upgraded(Request&) {
  Response response({}, 101);
  response.headers.set("connection", "Upgrade");
  response.headers.set("upgrade", "test");
  response.upgrade = std::make_unique<FunctionUpgrade>(F);
  co_return response;
}

Task<void> echo(http::Stream& stream) {
  while (true) {
    const std::string_view octets = co_await stream.read();
    if (octets.empty()) co_return;
    co_await stream.write(octets);
  }
}

Task<void> say_hello(http::Stream& stream) {
  co_await stream.write("hello");
}

std::atomic<std::uint64_t> written{0};
std::atomic<bool> closed{false};
std::atomic<bool> cancelled{false};

Task<void> flood(http::Stream& stream) {
  const std::string piece(64 * 1024, 'x');
  try {
    while (true) {
      co_await stream.write(piece);
      written += piece.size();
    }
  } catch (const http::StreamClosed&) {
    closed = true;
  }
}

Task<void> write_twice(http::Stream& stream) {
  const std::string a(1024 * 1024, 'a');
  const std::string b(1024 * 1024, 'b');
  auto first = stream.write(a);
  auto second = stream.write(b);
  co_await gather(std::move(first), std::move(second));
}

Task<void> read_until_stopped(http::Stream& stream) {
  bool stopped = false;
  try {
    co_await stream.read();
  } catch (const Cancelled&) {
    stopped = true;
  }
  if (!stopped) co_return;
  cancelled = true;
  async::Context last_words;
  const Task<void> goodbye = stream.write("goodbye");
  co_await async::detail::under(last_words, goodbye);
}

Task<void> ignore_the_stop(http::Stream& stream) {
  async::Context own;
  const Task<std::string_view> reading = stream.read();
  const std::string_view octets = co_await async::detail::under(own, reading);
  closed = octets.empty();
}

template <class Flag>
bool becomes_true(const Flag& flag) {
  for (int i = 0; i < 500 && !flag; ++i) std::this_thread::sleep_for(10ms);
  return flag;
}

TEST(Upgrade, WritesTheHeadOfTheResponseAndNoFraming) {
  RunningServer server(upgraded<echo>);
  WireClient client(server.port());
  client.send(get("/"));
  const std::string head = client.read_until("\r\n\r\n");
  EXPECT_THAT(head, HasSubstr("HTTP/1.1 101 Switching Protocols\r\n"));
  EXPECT_THAT(head, HasSubstr("connection: Upgrade\r\n"));
  EXPECT_THAT(head, HasSubstr("upgrade: test\r\n"));
  EXPECT_THAT(head, Not(HasSubstr("content-length")));
  EXPECT_THAT(head, Not(HasSubstr("close")));
}

TEST(Upgrade, GivesTheOctetsThatCameWithTheRequestAndThoseAfter) {
  RunningServer server(upgraded<echo>);
  WireClient client(server.port());
  client.send(get("/") + "early");
  client.read_until("\r\n\r\n");
  EXPECT_EQ(client.read_until("early"), "early");
  for (int i = 0; i < 100; ++i) {
    const std::string text = "message " + std::to_string(i) + ";";
    client.send(text);
    ASSERT_EQ(client.read_until(";"), text);
  }
  client.half_close();
  EXPECT_TRUE(client.ends());
}

TEST(Upgrade, MovesMuchBothWays) {
  RunningServer server(upgraded<echo>);
  WireClient client(server.port());
  client.send(get("/"));
  client.read_until("\r\n\r\n");
  const std::string text = std::string(8 * 1024 * 1024, 'x') + "!";
  std::thread sender([&] { client.send(text); });
  EXPECT_EQ(client.read_until("!").size(), text.size());
  sender.join();
}

TEST(Upgrade, ClosesTheConnectionAfterwards) {
  RunningServer server(upgraded<say_hello>);
  WireClient client(server.port());
  client.send(get("/") + get("/second"));
  EXPECT_TRUE(client.ends());
  EXPECT_THAT(client.received(), testing::EndsWith("\r\n\r\nhello"));
}

TEST(Upgrade, KeepsOctetsOfOneWriteTogether) {
  RunningServer server(upgraded<write_twice>);
  WireClient client(server.port());
  client.send(get("/"));
  client.read_until("\r\n\r\n");
  EXPECT_TRUE(client.ends());
  EXPECT_EQ(client.received(), std::string(1024 * 1024, 'a') + std::string(1024 * 1024, 'b'));
}

TEST(Upgrade, IsNotSubjectToTheTimeOutsOfHttpButToTheWritePause) {
  Limits limits;
  limits.head_time = limits.idle = limits.content_pause = limits.content_total = 50ms;
  limits.write_pause = 300ms;
  written = 0;
  closed = false;
  {
    RunningServer server(upgraded<echo>, limits);
    WireClient client(server.port());
    client.send(get("/"));
    client.read_until("\r\n\r\n");
    std::this_thread::sleep_for(400ms);
    client.send("still here");
    EXPECT_EQ(client.read_until("here"), "still here");
  }
  RunningServer server(upgraded<flood>, limits);
  WireClient client(server.port(), 4096);
  client.send(get("/"));
  EXPECT_TRUE(becomes_true(closed));
  EXPECT_LT(written, 64u * 1024 * 1024);
}

TEST(Upgrade, HearsThatTheClientIsGone) {
  closed = false;
  RunningServer server(upgraded<flood>);
  WireClient client(server.port());
  client.send(get("/"));
  client.read_until("\r\n\r\n");
  client.reset();
  EXPECT_TRUE(becomes_true(closed));
}

TEST(Upgrade, IsToldToStopAndMaySayGoodbye) {
  cancelled = false;
  RunningServer server(upgraded<read_until_stopped>);
  WireClient client(server.port());
  client.send(get("/"));
  client.read_until("\r\n\r\n");
  server.server().stop();
  EXPECT_EQ(client.read_until("goodbye"), "goodbye");
  client.close();
  server.server().wait();
  EXPECT_TRUE(cancelled);
}

TEST(Upgrade, IsCutWhenItDoesNotStop) {
  closed = false;
  RunningServer server(upgraded<ignore_the_stop>);
  WireClient client(server.port());
  client.send(get("/"));
  client.read_until("\r\n\r\n");
  server.server().stop();
  server.server().wait();
  EXPECT_TRUE(closed);
  EXPECT_TRUE(client.ends());
}

TEST(Upgrade, LeavesNothingBehindWhenTheClientHasLeft) {
  RunningServer server(upgraded<echo>);
  for (int i = 0; i < 3; ++i) {
    WireClient client(server.port());
    client.send(get("/") + "x");
    client.read_until("x");
    client.half_close();
    EXPECT_TRUE(client.ends());
  }
  const auto begin = std::chrono::steady_clock::now();
  server.server().stop();
  server.server().wait();
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 1s);
}

// Content would be taken for octets of the other protocol.
TEST(Upgrade, DoesNotHappenWithContentOrInHttp10) {
  for (const char* request :
       {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\nabc", "GET / HTTP/1.0\r\nHost: a\r\n\r\n"}) {
    RunningServer server(upgraded<say_hello>);
    WireClient client(server.port());
    client.send(request);
    EXPECT_THAT(client.read_until("\r\n\r\n"), HasSubstr(" 500 ")) << request;
    EXPECT_TRUE(client.ends());
    EXPECT_THAT(client.received(), Not(HasSubstr("hello"))) << request;
  }
}

}  // namespace
}  // namespace talaria::server
