// Coroutines that yield as the content of responses, before real clients: one that stops reading, one that goes away, a
// server that stops.
#include "wire_client.hpp"

#include <atomic>
#include <chrono>
#include <string>
#include <thread>

#include <gmock/gmock.h>

#include <talaria/async/sleep.hpp>
#include <talaria/http/streaming_response.hpp>

namespace talaria::server {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

struct Log {
  std::atomic<std::size_t> made{0};
  std::atomic<int> cancelled{0};
  std::atomic<int> closed{0};
};

bool becomes(const std::atomic<int>& value, int expected) {
  for (int i = 0; i < 500 && value != expected; ++i) std::this_thread::sleep_for(10ms);
  return value == expected;
}

// Pieces without an end; cleans up with an await.
Stream<std::string> endless(Log* log, async::Duration pause) {
  const std::string piece(10'000, 'x');
  bool cancelled = false;
  try {
    while (true) {
      co_await sleep(pause);
      log->made += piece.size();
      co_yield piece;
    }
  } catch (const Cancelled&) {
    cancelled = true;
  }
  log->cancelled += cancelled ? 1 : 0;
  ++log->closed;
}

Generator<std::string> blocking(Log* log) {
  struct Guard {
    Log* log;
    ~Guard() { ++log->closed; }
  } guard{log};
  while (true) {
    std::this_thread::sleep_for(1ms);
    log->made += 10'000;
    co_yield std::string(10'000, 'x');
  }
}

StreamingResponse response_for(std::string_view target, Log* log) {
  if (target == "/blocking") return StreamingResponse(blocking(log));
  return StreamingResponse(endless(log, target == "/quiet" ? async::Duration(1h) : async::Duration(0)));
}

auto service(Log& log) {
  return [&log](Request& request) -> Task<Response> {
    Response response = response_for(request.target(), &log);
    co_return std::move(response);
  };
}

TEST(Streaming, EndsItsCoroutineWhenTheClientGoes) {
  Log log;
  RunningServer server(service(log));
  const std::string quiet = "/quiet";
  int closed = 0;
  for (const std::string target : {"/loud", "/quiet", "/blocking"}) {
    WireClient client(server.port());
    client.send(get(target));
    EXPECT_THAT(client.read_until("\r\n\r\n"), HasSubstr("chunked"));
    // What has not begun has nothing to clean up.
    if (target != quiet) {
      EXPECT_THAT(client.read_until("xxx"), HasSubstr("xxx"));
    }
    client.close();
    EXPECT_TRUE(becomes(log.closed, ++closed)) << target;
  }
  EXPECT_EQ(log.cancelled, 2);
}

TEST(Streaming, StopsTheProducerWhenTheClientStopsReading) {
  Log log;
  RunningServer server(service(log));
  for (const char* target : {"/loud", "/blocking"}) {
    log.made = 0;
    const int closed = log.closed;
    WireClient client(server.port(), 4096);
    client.send(get(target));
    std::size_t before = 1;
    for (int i = 0; i < 200 && before != log.made; ++i) {
      before = log.made;
      std::this_thread::sleep_for(100ms);
    }
    EXPECT_EQ(log.made, before) << target;
    EXPECT_GT(before, 0U);
    EXPECT_EQ(log.closed, closed);
    // And goes on with it.
    while (client.received().size() < before / 2 && client.read_some()) {
    }
    for (int i = 0; i < 500 && log.made == before; ++i) {
      client.read_some(10ms);
    }
    EXPECT_GT(log.made, before) << target;
    client.close();
    EXPECT_TRUE(becomes(log.closed, closed + 1)) << target;
  }
}

TEST(Streaming, CutsTheContentOffWhenTheCoroutineFails) {
  const auto failing = []() -> Stream<std::string> {
    co_yield "before";
    throw std::runtime_error("no more");
  };
  RunningServer server([failing](Request&) -> Task<Response> {
    StreamingResponse response(failing());
    co_return std::move(response);
  });
  WireClient client(server.port());
  client.send(get("/"));
  EXPECT_TRUE(client.ends());
  EXPECT_THAT(client.received(), HasSubstr("\r\n6\r\nbefore\r\n"));
  EXPECT_THAT(client.received(), testing::Not(HasSubstr("\r\n0\r\n")));
}

// Like events: a client that loses it comes back.
class Resumable final : public http::BodyStream {
 public:
  Task<std::string_view> next() override {
    if (given_) co_await sleep(1h);
    given_ = true;
    co_return "first";
  }
  [[nodiscard]] bool resumable() const override { return true; }

 private:
  bool given_ = false;
};

TEST(Streaming, EndsWhatIsResumableWhenTheServerStops) {
  RunningServer server([](Request&) -> Task<Response> {
    Response response;
    response.stream = std::make_unique<Resumable>();
    co_return std::move(response);
  });
  WireClient client(server.port());
  client.send(get("/"));
  EXPECT_THAT(client.read_until("first\r\n"), HasSubstr("chunked"));
  server.server().stop();
  EXPECT_TRUE(client.ends(1500ms));
  EXPECT_EQ(client.received(), "0\r\n\r\n");
  client.close();
  server.server().wait();
}

}  // namespace
}  // namespace talaria::server
