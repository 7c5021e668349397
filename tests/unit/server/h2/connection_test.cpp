#include "server/h2/connection.hpp"

#include "wire.hpp"

#include <atomic>
#include <chrono>
#include <string>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <talaria/async/blocking.hpp>
#include <talaria/async/sleep.hpp>

namespace talaria::server::h2 {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

bool becomes(const std::atomic<int>& value, int expected) {
  for (int i = 0; i < 500 && value != expected; ++i) std::this_thread::sleep_for(10ms);
  return value == expected;
}

Task<Response> echo(Request& request) {
  const std::string_view body = co_await request.body();
  std::string text(request.method_name());
  text.append(" ").append(request.target()).append(" ").append(request.http_version()).append(" ");
  text.append(request.scheme()).append(" ").append(request.host()).append(" ").append(request.client_host());
  text.append(" [").append(body).append("]");
  co_return PlainTextResponse(std::move(text));
}

TEST(Http2, SpeaksHttp2AfterThePreface) {
  RunningServer server(echo);
  Http2Client client(server.port());
  client.send(get(1, "/x?y"));
  EXPECT_TRUE(client.awaits("HEADERS 1 200"));
  EXPECT_EQ(client.last_awaited().field("content-type"), "text/plain; charset=utf-8");
  EXPECT_EQ(client.last_awaited().field("date").size(), 29u);
  EXPECT_TRUE(client.awaits("DATA 1 end"));
  EXPECT_EQ(client.content(1), "GET /x?y 2 http a 127.0.0.1 []");
}

TEST(Http2, SpeaksHttp2AfterThePrefaceOctetByOctet) {
  RunningServer server(echo);
  const std::string octets = opening() + get(1);
  Http2Client client(server.port(), "");
  for (const char c : octets) {
    client.send(std::string(1, c));
    std::this_thread::sleep_for(1ms);
  }
  EXPECT_TRUE(client.awaits("DATA 1 end"));
}

TEST(Http2, KnowsThePrefaceFromAWrongRequest) {
  RunningServer server(echo);
  WireClient client(server.port());
  client.send("PRI * HTTP/2.0\r\nHost: a\r\n\r\n");
  EXPECT_THAT(client.read_until("\r\n\r\n"), HasSubstr("HTTP/1.1 505"));
  EXPECT_TRUE(client.ends());
}

TEST(Http2, ThePrefaceComesFirstOrNotAtAll) {
  RunningServer server(echo);
  WireClient client(server.port());
  client.send(server::get("/") + opening());
  client.read_response();
  EXPECT_THAT(client.read_until("\r\n\r\n"), HasSubstr("HTTP/1.1 505"));
}

TEST(Http2, CanBeSwitchedOff) {
  ServerOptions options;
  options.port = 0;
  options.threads = 1;
  options.http2 = false;
  RunningServer server(echo, options);
  WireClient client(server.port());
  client.send(opening());
  EXPECT_THAT(client.read_until("\r\n\r\n"), HasSubstr("HTTP/1.1 505"));
}

TEST(Http2, ServesManyRequestsAtOnce) {
  std::atomic<int> running{0};
  std::atomic<int> most{0};
  RunningServer server([&](Request& request) -> Task<Response> {
    most = std::max(most.load(), ++running);
    co_await sleep(50ms);
    --running;
    co_return PlainTextResponse(std::string(request.target()));
  });
  Http2Client client(server.port());
  std::string octets;
  for (std::uint32_t id = 1; id < 100; id += 2) octets += get(id, "/" + std::to_string(id));
  client.send(octets);
  for (std::uint32_t id = 1; id < 100; id += 2) {
    while (client.content(id).empty() && client.awaits("DATA")) {
    }
    EXPECT_EQ(client.content(id), "/" + std::to_string(id));
  }
  EXPECT_EQ(most, 50);
}

TEST(Http2, ContentIsStreamedToTheHandler) {
  RunningServer server([](Request& request) -> Task<Response> {
    std::size_t size = 0;
    request.set_body_limit(100'000'000);
    auto stream = request.stream();
    while (true) {
      const std::string_view piece = co_await stream.next();
      if (piece.empty()) break;
      size += piece.size();
    }
    co_return PlainTextResponse(std::to_string(size));
  });
  Http2Client client(server.port());
  client.send(post(1));
  const std::string piece(16'000, 'x');
  std::size_t window = 65'535;  // before the server's settings count
  for (int i = 0; i < 300; ++i) {
    while (window < piece.size()) {
      ASSERT_TRUE(client.awaits("WINDOW_UPDATE 1"));
      window += read_number(client.last_awaited().payload);
    }
    window -= piece.size();
    client.send(data(1, piece));
  }
  client.send(data(1, "", end_stream));
  EXPECT_TRUE(client.awaits("DATA 1 end"));
  EXPECT_EQ(client.content(1), "4800000");
}

TEST(Http2, ContentThatIsTooLargeIsRefused) {
  Limits limits;
  limits.content = 1000;
  RunningServer server(
      [](Request& request) -> Task<Response> {
        int status = 200;
        try {
          co_await request.body();
        } catch (const http::BodyError& error) {
          status = error.status_code();
        }
        co_return PlainTextResponse("", status);
      },
      limits);
  Http2Client client(server.port());
  client.send(headers(1, with(request_fields("POST"), {{"content-length", "1001"}}), end_headers));
  EXPECT_TRUE(client.awaits("HEADERS 1 413"));
  EXPECT_TRUE(client.awaits("RST_STREAM 1 NO_ERROR"));
  client.send(post(3) + data(3, std::string(1001, 'x')));
  EXPECT_TRUE(client.awaits("HEADERS 3 413"));
  client.send(post(5) + data(5, std::string(1000, 'x'), end_stream));
  EXPECT_TRUE(client.awaits("HEADERS 5 200"));
}

TEST(Http2, SaysContinueOnlyWhenTheContentIsWanted) {
  RunningServer server([](Request& request) -> Task<Response> {
    if (request.target() == "/no") co_return PlainTextResponse("no", 403);
    const std::string_view body = co_await request.body();
    co_return PlainTextResponse(std::string(body));
  });
  Http2Client client(server.port());
  const auto asking = [](std::string target) {
    return with(request_fields("POST", std::move(target)), {{"expect", "100-continue"}});
  };
  client.send(headers(1, asking("/yes"), end_headers));
  EXPECT_TRUE(client.awaits("HEADERS 1 100"));
  client.send(data(1, "content", end_stream));
  EXPECT_TRUE(client.awaits("HEADERS 1 200"));
  EXPECT_TRUE(client.awaits("DATA 1 end"));
  EXPECT_EQ(client.content(1), "content");
  client.send(headers(3, asking("/no"), end_headers));
  EXPECT_TRUE(client.awaits("HEADERS 3"));
  EXPECT_EQ(client.last_awaited().field(":status"), "403");
  client.send(headers(5, asking("/yes"), end_headers) + data(5, "content", end_stream));
  EXPECT_TRUE(client.awaits("HEADERS 5"));
  EXPECT_EQ(client.last_awaited().field(":status"), "200");
}

TEST(Http2, HeadAndResponsesWithoutContent) {
  RunningServer server([](Request& request) -> Task<Response> {
    co_return PlainTextResponse("abc", request.target() == "/none" ? 204 : 200);
  });
  Http2Client client(server.port());
  client.send(headers(1, request_fields("HEAD")));
  EXPECT_TRUE(client.awaits("HEADERS 1 200 end"));
  EXPECT_EQ(client.last_awaited().field("content-length"), "3");
  client.send(get(3, "/none"));
  EXPECT_TRUE(client.awaits("HEADERS 3 204 end"));
  EXPECT_EQ(client.last_awaited().field("content-length"), "");
}

TEST(Http2, RefusesWhatHttp1WouldRefuse) {
  RunningServer server(echo);
  Http2Client client(server.port());
  client.send(headers(1, with(request_fields(), {{"expect", "tea"}}), end_headers) + data(1, "", end_stream));
  EXPECT_TRUE(client.awaits("HEADERS 1 417"));
  client.send(headers(3, {{":method", "CONNECT"}, {":authority", "a:443"}}, end_headers));
  EXPECT_TRUE(client.awaits("HEADERS 3 501"));
  client.send(get(5, "/" + std::string(16'100, 'x')));
  EXPECT_TRUE(client.awaits("HEADERS 5 200"));
}

TEST(Http2, ExceptionsBecomeAPlain500) {
  RunningServer server([](Request& request) -> Task<Response> {
    if (request.target() == "/later") co_await sleep(5ms);
    throw std::runtime_error("secret");
    co_return Response();
  });
  Http2Client client(server.port());
  client.send(get(1) + get(3, "/later"));
  EXPECT_TRUE(client.awaits("HEADERS 1 500"));
  EXPECT_TRUE(client.awaits("HEADERS 3 500"));
  EXPECT_TRUE(client.awaits("DATA 3 end"));
  EXPECT_EQ(client.content(3), "Internal Server Error");
}

TEST(Http2, AHandlerOnThePoolComesBack) {
  RunningServer server([](Request&) -> Task<Response> {
    const int value = co_await run_blocking([] { return 42; });
    co_return PlainTextResponse(std::to_string(value));
  });
  Http2Client client(server.port());
  client.send(get(1));
  EXPECT_TRUE(client.awaits("DATA 1 end"));
  EXPECT_EQ(client.content(1), "42");
}

// --- streams

/// Counts what was asked of it.
class Pieces final : public http::BodyStream {
 public:
  Pieces(std::atomic<int>& given, int count, std::size_t size) : given_(given), count_(count), piece_(size, 'x') {}
  Task<std::string_view> next() override {
    if (count_-- == 0) co_return std::string_view{};
    ++given_;
    co_await sleep(1ms);
    co_return piece_;
  }

 private:
  std::atomic<int>& given_;
  int count_;
  std::string piece_;
};

TEST(Http2, StreamsAnswers) {
  std::atomic<int> given{0};
  RunningServer server([&given](Request&) -> Task<Response> {
    Response response;
    response.stream = Owned<http::BodyStream>(std::make_unique<Pieces>(given, 10, 1000));
    co_return response;
  });
  Http2Client client(server.port());
  client.send(get(1));
  EXPECT_TRUE(client.awaits("DATA 1 end"));
  EXPECT_EQ(client.content(1).size(), 10'000u);
}

TEST(Http2, AClientThatDoesNotReadStopsTheProducer) {
  std::atomic<int> given{0};
  RunningServer server([&given](Request&) -> Task<Response> {
    Response response;
    response.stream = Owned<http::BodyStream>(std::make_unique<Pieces>(given, 1000, 1000));
    co_return response;
  });
  Http2Client client(server.port(), std::string(client_preface) + settings({{4, 5000}}));
  client.send(get(1));
  client.read_for(200ms);
  EXPECT_EQ(client.content(1).size(), 5000u);
  EXPECT_EQ(given, 6);
  client.send(window_update(1, 2000));
  client.read_for(200ms);
  EXPECT_EQ(given, 8);
  // Another stream is not held up.
  client.send(get(3));
  client.read_for(200ms);
  EXPECT_EQ(client.content(3).size(), 5000u);
}

TEST(Http2, AFullSocketStopsTheProducer) {
  std::atomic<int> given{0};
  RunningServer server([&given](Request&) -> Task<Response> {
    Response response;
    response.stream = Owned<http::BodyStream>(std::make_unique<Pieces>(given, 1000, 100'000));
    co_return response;
  });
  Http2Client client(server.port(), std::string(client_preface) + settings({{4, 0x7fffffff}}), 4096);
  client.send(window_update(0, 0x7fff0000 - 65'535) + get(1));
  std::this_thread::sleep_for(500ms);
  const int before = given;
  std::this_thread::sleep_for(300ms);
  EXPECT_EQ(given, before);
  EXPECT_LT(before, 200);
  client.read_for(100ms);
  EXPECT_GT(given, before);
}

TEST(Http2, AStreamThatFailsHalfwayIsReset) {
  RunningServer server([](Request& request) -> Task<Response> {
    static std::atomic<int> given{0};
    Response response;
    response.stream = Owned<http::BodyStream>(std::make_unique<Pieces>(given, 3, 10));
    response.headers.set("content-length", request.target() == "/short" ? "100" : "15");
    co_return response;
  });
  Http2Client client(server.port());
  client.send(get(1, "/short"));
  EXPECT_TRUE(client.awaits("RST_STREAM 1 INTERNAL_ERROR"));
  EXPECT_EQ(client.content(1).size(), 30u);
  client.send(get(3, "/long"));
  EXPECT_TRUE(client.awaits("RST_STREAM 3 INTERNAL_ERROR"));
  EXPECT_EQ(client.content(3).size(), 10u);
}

// --- ends

struct Log {
  std::atomic<int> cancelled{0};
  std::atomic<int> after{0};
};

Task<Response> wait_long(Log* log) {
  try {
    co_await sleep(1h);
  } catch (const Cancelled&) {
    ++log->cancelled;
    throw;
  }
  co_return Response();
}

Task<void> note_after(Log* log) {
  co_await sleep(20ms);
  ++log->after;
}

TEST(Http2, ATakenBackRequestIsCancelled) {
  Log log;
  RunningServer server([&log](Request&) { return wait_long(&log); });
  Http2Client client(server.port());
  client.send(get(1) + get(3));
  std::this_thread::sleep_for(30ms);
  EXPECT_EQ(log.cancelled, 0);
  client.send(rst_stream(1, 8));
  EXPECT_TRUE(becomes(log.cancelled, 1));
  client.send(ping());
  EXPECT_TRUE(client.awaits("PING ack"));
  client.wire().close();
  EXPECT_TRUE(becomes(log.cancelled, 2));
}

TEST(Http2, AConnectionThatBreaksCancelsEverything) {
  Log log;
  RunningServer server([&log](Request& request) -> Task<Response> {
    if (request.target() == "/body") {
      try {
        co_await request.body();
      } catch (const Cancelled&) {
        ++log.cancelled;
        throw;
      }
    }
    auto task = wait_long(&log);
    co_return co_await std::move(task);
  });
  for (const bool hard : {false, true}) {
    log.cancelled = 0;
    Http2Client client(server.port());
    client.send(get(1) + post(3, "/body") + data(3, "abc") + get(5));
    EXPECT_TRUE(client.awaits("SETTINGS ack"));
    std::this_thread::sleep_for(30ms);
    if (hard) {
      client.wire().reset();
    } else {
      client.wire().half_close();
    }
    EXPECT_TRUE(becomes(log.cancelled, 3));
  }
}

TEST(Http2, WhatComesAfterAnAnswerRuns) {
  Log log;
  RunningServer server([&log](Request&) -> Task<Response> {
    Response response = PlainTextResponse("x");
    response.after_send.emplace(note_after(&log));
    co_return response;
  });
  Http2Client client(server.port());
  client.send(get(1));
  EXPECT_TRUE(client.awaits("DATA 1 end"));
  EXPECT_EQ(log.after, 0);
  EXPECT_TRUE(becomes(log.after, 1));
  // And does not hold up the stream's place, nor end with the connection.
  client.send(get(3) + get(5));
  EXPECT_TRUE(client.awaits("DATA 5 end"));
  client.wire().close();
  EXPECT_TRUE(becomes(log.after, 3));
}

TEST(Http2, WhatComesAfterAnAnswerRunsForAClientThatLeft) {
  Log log;
  RunningServer server([&log](Request&) -> Task<Response> {
    Response response = PlainTextResponse(std::string(1'000'000, 'x'));
    response.after_send.emplace(note_after(&log));
    co_return response;
  });
  Http2Client client(server.port());
  client.send(get(1));
  EXPECT_TRUE(client.awaits("HEADERS 1 200"));
  client.wire().close();
  EXPECT_TRUE(becomes(log.after, 1));
}

TEST(Http2, StopsGracefully) {
  std::atomic<int> begun{0};
  RunningServer server([&begun](Request&) -> Task<Response> {
    ++begun;
    co_await sleep(200ms);
    co_return PlainTextResponse("done");
  });
  Http2Client client(server.port());
  client.send(get(1));
  ASSERT_TRUE(becomes(begun, 1));
  server.server().stop();
  ASSERT_TRUE(client.awaits("GOAWAY NO_ERROR"));
  EXPECT_EQ(read_number(client.last_awaited().payload.substr(0, 4)), 0x7fffffffu);
  // Sent before the client could know.
  client.send(get(3));
  ASSERT_TRUE(client.awaits("GOAWAY NO_ERROR"));
  EXPECT_LE(read_number(client.last_awaited().payload.substr(0, 4)), 3u);
  EXPECT_TRUE(client.awaits("DATA 1 end"));
  EXPECT_TRUE(client.ends());
  server.server().wait();
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

TEST(Http2, EndsWhatIsResumableWhenTheServerStops) {
  RunningServer server([](Request&) -> Task<Response> {
    Response response;
    response.stream = std::make_unique<Resumable>();
    co_return std::move(response);
  });
  Http2Client client(server.port());
  client.send(get(1));
  EXPECT_TRUE(client.awaits("DATA 1"));
  server.server().stop();
  EXPECT_TRUE(client.awaits("DATA 1 end"));
  EXPECT_TRUE(client.ends());
  client.wire().close();
  server.server().wait();
}

TEST(Http2, AnIdleConnectionStopsAtOnce) {
  RunningServer server(echo);
  Http2Client client(server.port());
  client.send(get(1));
  EXPECT_TRUE(client.awaits("DATA 1 end"));
  const auto began = std::chrono::steady_clock::now();
  server.server().stop();
  EXPECT_TRUE(client.awaits("GOAWAY NO_ERROR"));
  EXPECT_TRUE(client.awaits("GOAWAY NO_ERROR"));
  EXPECT_EQ(read_number(client.last_awaited().payload.substr(0, 4)), 1u);
  EXPECT_TRUE(client.ends());
  client.wire().close();
  server.server().wait();
  EXPECT_LT(std::chrono::steady_clock::now() - began, 1s);
}

TEST(Http2, TheDeadlineCutsWhatStillRuns) {
  Log log;
  ServerOptions options;
  options.port = 0;
  options.threads = 1;
  options.graceful_timeout = 100ms;
  RunningServer server([&log](Request&) { return wait_long(&log); }, options);
  Http2Client client(server.port());
  client.send(get(1));
  EXPECT_TRUE(client.awaits("SETTINGS ack"));
  std::this_thread::sleep_for(20ms);
  server.server().stop();
  server.server().wait();
  EXPECT_EQ(log.cancelled, 1);
  EXPECT_TRUE(client.ends());
}

TEST(Http2, RequestsOfAConnectionHaveALimit) {
  Limits limits;
  limits.requests_per_connection = 3;
  RunningServer server(echo, limits);
  Http2Client client(server.port());
  client.send(get(1) + get(3) + get(5));
  EXPECT_TRUE(client.awaits("GOAWAY NO_ERROR"));
  EXPECT_TRUE(client.awaits("GOAWAY NO_ERROR"));
  for (const std::uint32_t id : {1u, 3u, 5u}) EXPECT_THAT(client.content(id), HasSubstr("GET"));
  EXPECT_TRUE(client.ends());
}

TEST(Http2, ProtocolErrorsAreSaidBeforeTheEnd) {
  RunningServer server(echo);
  Http2Client client(server.port());
  client.send(data(1, "idle") + std::string(200'000, 'x'));
  EXPECT_TRUE(client.awaits("GOAWAY PROTOCOL_ERROR"));
  EXPECT_TRUE(client.ends());
}

// --- time-outs

TEST(Http2, ThePrefaceHasATime) {
  Limits limits;
  limits.head_time = 100ms;
  RunningServer server(echo, limits);
  Http2Client client(server.port(), client_preface);
  EXPECT_TRUE(client.awaits("GOAWAY"));
  EXPECT_TRUE(client.ends());
}

TEST(Http2, AHeaderSectionHasATime) {
  Limits limits;
  limits.head_time = 200ms;
  limits.linger = 100ms;
  RunningServer server(echo, limits);
  Http2Client client(server.port());
  client.send(get(1));
  EXPECT_TRUE(client.awaits("DATA 1 end"));
  client.read_for(400ms);
  EXPECT_FALSE(client.wire().ended());
  client.send(frame(type_headers, end_stream, 3, block(request_fields())));
  EXPECT_TRUE(client.awaits("GOAWAY ENHANCE_YOUR_CALM", 2s));
  EXPECT_TRUE(client.ends());
}

TEST(Http2, AnIdleConnectionHasATime) {
  Limits limits;
  limits.idle = 100ms;
  RunningServer server(
      [](Request& request) -> Task<Response> {
        if (request.target() == "/slow") co_await sleep(400ms);
        co_return PlainTextResponse("x");
      },
      limits);
  Http2Client client(server.port());
  client.send(get(1, "/slow"));
  EXPECT_TRUE(client.awaits("DATA 1 end"));
  EXPECT_TRUE(client.awaits("GOAWAY NO_ERROR"));
  EXPECT_TRUE(client.ends());
}

TEST(Http2, SlowContentGets408) {
  Limits limits;
  limits.content_pause = 100ms;
  RunningServer server(
      [](Request& request) -> Task<Response> {
        int status = 200;
        try {
          co_await request.body();
        } catch (const http::BodyError& error) {
          status = error.status_code();
        }
        co_return PlainTextResponse("", status);
      },
      limits);
  Http2Client client(server.port());
  client.send(post(1) + data(1, "abc"));
  EXPECT_TRUE(client.awaits("HEADERS 1 408"));
  client.send(get(3));
  EXPECT_TRUE(client.awaits("HEADERS 3 200"));
}

TEST(Http2, AClosedWindowHasATime) {
  Limits limits;
  limits.write_pause = 200ms;
  RunningServer server([](Request&) -> Task<Response> { co_return PlainTextResponse(std::string(1000, 'x')); }, limits);
  Http2Client client(server.port(), std::string(client_preface) + settings({{4, 10}}));
  client.send(get(1));
  EXPECT_TRUE(client.awaits("RST_STREAM 1 ENHANCE_YOUR_CALM"));
  client.send(settings({{4, 10'000}}) + get(3));
  EXPECT_TRUE(client.awaits("DATA 3 end"));
}

TEST(Http2, AWindowThatOpensTooSlowlyHasATime) {
  Limits limits;
  limits.rate_grace = 200ms;
  limits.lowest_rate = 1000;
  RunningServer server([](Request&) -> Task<Response> { co_return PlainTextResponse(std::string(1000, 'x')); }, limits);
  Http2Client client(server.port(), std::string(client_preface) + settings({{4, 10}}));
  client.send(get(1));
  bool reset = false;
  for (int i = 0; i < 50 && !reset; ++i) {
    client.send(window_update(1, 1));
    reset = client.awaits("RST_STREAM 1 ENHANCE_YOUR_CALM", 20ms);
  }
  EXPECT_TRUE(reset);
}

TEST(Http2, AFullSocketHasATime) {
  Limits limits;
  limits.write_pause = 300ms;
  Log log;
  RunningServer server(
      [&log](Request&) -> Task<Response> {
        Response response = PlainTextResponse(std::string(20'000'000, 'x'));
        response.after_send.emplace(note_after(&log));
        co_return response;
      },
      limits);
  Http2Client client(server.port(), std::string(client_preface) + settings({{4, 0x7fffffff}}), 4096);
  client.send(window_update(0, 0x7fff0000 - 65'535) + get(1));
  EXPECT_TRUE(becomes(log.after, 1));
}

TEST(Http2, AClientThatDoesNotAnswerAPingIsCut) {
  Limits limits;
  limits.http2.ping_after = 100ms;
  limits.http2.ping_time = 100ms;
  Log log;
  RunningServer server([&log](Request&) { return wait_long(&log); }, limits);
  Http2Client client(server.port());
  client.send(get(1));
  EXPECT_TRUE(client.awaits("PING"));
  EXPECT_TRUE(client.awaits("PING"));
  EXPECT_EQ(log.cancelled, 0);
  client.answers_pings = false;
  EXPECT_TRUE(client.ends());
  EXPECT_TRUE(becomes(log.cancelled, 1));
}

TEST(Http2, ManyClientsOnSeveralLoops) {
  RunningServer server(echo, Limits{}, 4);
  std::vector<std::thread> threads;
  std::atomic<int> answered{0};
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&] {
      Http2Client client(server.port());
      for (std::uint32_t id = 1; id < 400; id += 4) {
        client.send(post(id) + get(id + 2) + data(id, "abc", end_stream));
        if (client.awaits("DATA") && client.awaits("DATA")) answered += 2;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(answered, 8 * 200);
}

}  // namespace
}  // namespace talaria::server::h2
