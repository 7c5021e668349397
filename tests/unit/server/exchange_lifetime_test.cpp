#include "server/exchange.hpp"
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

bool becomes(const std::atomic<int>& value, int expected) {
  for (int i = 0; i < 500 && value != expected; ++i) std::this_thread::sleep_for(10ms);
  return value == expected;
}

struct Log {
  std::atomic<int> cancelled{0};
  std::atomic<int> ended{0};
  std::atomic<int> after{0};
};

// Counts how it ended, whatever it was.
struct Ending {
  explicit Ending(Log& l) : log(l) {}
  ~Ending() { ++log.ended; }
  Log& log;
};

Task<Response> wait_long(Log* log) {
  const Ending ending(*log);
  try {
    co_await sleep(1h);
  } catch (const Cancelled&) {
    ++log->cancelled;
    throw;
  }
  co_return PlainTextResponse("never");
}

TEST(Disconnect, CancelsTheRunningRequest) {
  Log log;
  RunningServer server([&log](Request&) { return wait_long(&log); });
  for (int i = 0; i < 3; ++i) {
    WireClient client(server.port());
    client.send(get("/"));
    std::this_thread::sleep_for(20ms);
    EXPECT_EQ(log.ended, i);
    if (i == 0) client.close();
    if (i == 1) client.reset();
    if (i == 2) client.half_close();
    EXPECT_TRUE(becomes(log.ended, i + 1));
    EXPECT_EQ(log.cancelled, i + 1);
  }
}

TEST(Disconnect, CancelsAHandlerThatWaitsForContent) {
  Log log;
  const auto read_body = [&log](Request& request) -> Task<Response> {
    const Ending ending(log);
    try {
      const std::string_view body = co_await request.body();
      co_return PlainTextResponse(std::string(body));
    } catch (const Cancelled&) {
      ++log.cancelled;
      throw;
    }
  };
  RunningServer server(read_body);
  {
    WireClient client(server.port());
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhello");
    std::this_thread::sleep_for(20ms);
    EXPECT_EQ(log.ended, 0);
  }
  EXPECT_TRUE(becomes(log.ended, 1));
  EXPECT_EQ(log.cancelled, 1);
}

class Endless final : public http::BodyStream {
 public:
  explicit Endless(Log& log, bool quiet) : log_(log), quiet_(quiet) {}
  ~Endless() override { ++log_.ended; }
  Task<std::string_view> next() override {
    if (quiet_) co_await sleep(1h);
    co_return piece_;
  }

 private:
  Log& log_;
  std::string piece_ = std::string(10'000, 'x');
  bool quiet_;
};

TEST(Disconnect, EndsStreams) {
  Log log;
  const auto stream = [&log](Request& request) -> Task<Response> {
    Response response({}, 200, "text/plain");
    response.stream = std::make_unique<Endless>(log, request.target() == "/quiet");
    co_return response;
  };
  RunningServer server(stream);
  int ended = 0;
  for (const char* target : {"/quiet", "/loud"}) {
    WireClient client(server.port());
    client.send(get(target));
    EXPECT_THAT(client.read_until("\r\n\r\n"), HasSubstr("chunked"));
    client.close();
    EXPECT_TRUE(becomes(log.ended, ++ended)) << target;
  }
}

Task<void> clean_up(Log* log, Request* request, async::Duration duration) {
  const std::string target(request->target());
  if (duration > 0s) co_await sleep(duration);
  // The request must still be there.
  log->after += request->target() == target && request->headers().get("host") == "a" ? 1 : 100;
}

TEST(AfterSend, RunsWhenTheAnswerIsOut) {
  Log log;
  const auto with_cleanup = [&log](Request& request) -> Task<Response> {
    Response response = PlainTextResponse("done");
    const auto duration = request.target() == "/slow" ? async::Duration(150ms) : async::Duration(0);
    response.after_send.emplace(clean_up(&log, &request, duration));
    co_return response;
  };
  RunningServer server(with_cleanup);
  WireClient client(server.port());
  const auto begin = std::chrono::steady_clock::now();
  client.send(get("/slow"));
  EXPECT_EQ(client.read_response().second, "done");
  EXPECT_EQ(log.after, 0);
  // The connection does not wait for what still runs.
  client.send(get("/now") + get("/slow") + get("/now"));
  for (int i = 0; i < 3; ++i) EXPECT_EQ(client.read_response().second, "done");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 140ms);
  client.close();
  EXPECT_TRUE(becomes(log.after, 4));
}

TEST(AfterSend, RunsAlsoWhenNobodyTakesTheAnswer) {
  Log log;
  const auto with_cleanup = [&log](Request& request) -> Task<Response> {
    Response response = PlainTextResponse("done");
    response.after_send.emplace(clean_up(&log, &request, 1ms));
    try {
      co_await sleep(50ms);
    } catch (const Cancelled&) {
      ++log.cancelled;
    }
    co_return response;
  };
  RunningServer server(with_cleanup);
  WireClient client(server.port());
  client.send(get("/"));
  std::this_thread::sleep_for(10ms);
  client.reset();
  EXPECT_TRUE(becomes(log.after, 1));
  EXPECT_EQ(log.cancelled, 1);
}

TEST(AfterSend, RunsAfterAStreamAndSurvivesItsOwnExceptions) {
  Log log;
  const auto with_cleanup = [&log](Request& request) -> Task<Response> {
    Response response({}, 200, "text/plain");
    class Two final : public http::BodyStream {
     public:
      Task<std::string_view> next() override { co_return left_-- > 0 ? std::string_view{"ab"} : std::string_view{}; }

     private:
      int left_ = 2;
    };
    response.stream = std::make_unique<Two>();
    const auto fail = [](Log* l, Request* r) -> Task<void> {
      co_await clean_up(l, r, 1ms);
      throw std::runtime_error("after send");
    };
    response.after_send.emplace(fail(&log, &request));
    co_return response;
  };
  RunningServer server(with_cleanup);
  WireClient client(server.port());
  for (int i = 0; i < 3; ++i) {
    client.send(get("/"));
    client.read_until("\r\n\r\n");
    EXPECT_EQ(client.read_until("0\r\n\r\n"), "2\r\nab\r\n2\r\nab\r\n0\r\n\r\n");
  }
  EXPECT_TRUE(becomes(log.after, 3));
}

}  // namespace
}  // namespace talaria::server
