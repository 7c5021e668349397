#include "server/connection.hpp"

#include "wire_client.hpp"

#include <atomic>
#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>

#include <talaria/async/blocking.hpp>
#include <talaria/async/sleep.hpp>

namespace talaria::server {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

Task<Response> plain(Request& request) {
  co_return PlainTextResponse(std::string(request.target()));
}

Task<Response> echo_body(Request& request) {
  const std::string_view body = co_await request.body();
  co_return PlainTextResponse(std::string(body));
}

Task<Response> late(Request& request) {
  co_await sleep(20ms);
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

TEST(Connection, AnswersAndStaysOpen) {
  RunningServer server(plain);
  WireClient client(server.port());
  for (const char* target : {"/1", "/2", "/3"}) {
    client.send(get(target));
    const auto [head, content] = client.read_response();
    EXPECT_THAT(head, StartsWith("HTTP/1.1 200 OK\r\n"));
    EXPECT_THAT(head, HasSubstr("date: "));
    EXPECT_THAT(head, Not(HasSubstr("server")));
    EXPECT_EQ(content, target);
  }
}

TEST(Connection, TakesRequestsOctetByOctet) {
  RunningServer server(echo_body);
  WireClient client(server.port());
  const std::string text =
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello"
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";
  for (const char c : text) client.send(std::string(1, c));
  EXPECT_EQ(client.read_response().second, "hello");
  EXPECT_EQ(client.read_response().second, "abcde");
}

TEST(Connection, AnswersPipelinedRequestsInOrder) {
  for (const auto& service : {plain, late}) {
    RunningServer server(service);
    WireClient client(server.port());
    std::string all;
    for (int i = 0; i < 20; ++i) all += get("/" + std::to_string(i));
    client.send(all);
    for (int i = 0; i < 20; ++i) EXPECT_EQ(client.read_response().second, "/" + std::to_string(i));
  }
}

TEST(Connection, AnswersThousandsOfPipelinedRequests) {
  RunningServer server(plain);
  WireClient client(server.port());
  constexpr int count = 5000;
  std::thread sender([&client] {
    std::string all;
    for (int i = 0; i < count; ++i) all += get("/" + std::to_string(i));
    client.send(all);
  });
  for (int i = 0; i < count; ++i) ASSERT_EQ(client.read_response().second, "/" + std::to_string(i));
  sender.join();
}

TEST(Connection, StreamsRequestContent) {
  const auto count = [](Request& request) -> Task<Response> {
    const std::string_view body = co_await request.body();
    co_return PlainTextResponse(std::to_string(body.size()) + (body.find('y') + 1 == body.size() ? " ok" : " bad"));
  };
  RunningServer server(count);
  WireClient client(server.port());
  const std::string content = std::string(999'999, 'x') + 'y';
  client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n" + content);
  EXPECT_EQ(client.read_response().second, "1000000 ok");
  std::string chunks = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (int i = 0; i < 1000; ++i) chunks += "64\r\n" + std::string(100, 'x') + "\r\n";
  client.send(chunks + "1\r\ny\r\n0\r\n\r\n" + get("/next"));
  EXPECT_EQ(client.read_response().second, "100001 ok");
  EXPECT_EQ(client.read_response().second, "0 ok");
}

TEST(Connection, KeepsContentForAHandlerThatReadsItLater) {
  // The content comes while the handler does something else.
  const auto slow_reader = [](Request& request) -> Task<Response> {
    co_await sleep(5ms);
    const std::string_view body = co_await request.body();
    co_return PlainTextResponse(std::to_string(body.size()));
  };
  RunningServer server(slow_reader);
  WireClient client(server.port());
  client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 300000\r\n\r\n" + std::string(300'000, 'x') + get("/"));
  EXPECT_EQ(client.read_response().second, "300000");
  EXPECT_EQ(client.read_response().second, "0");
}

TEST(Connection, RefusesBadRequestsAndCloses) {
  RunningServer server(plain);
  struct Case {
    const char* text;
    const char* status;
  };
  for (const auto& [text, status] :
       {Case{"GET / HTTP/1.1\r\n\r\n", "400"}, Case{"GET / HTTP/2.0\r\n\r\n", "505"},
        Case{"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n", "501"},
        Case{"POST / HTTP/1.1\r\nHost: a\r\nExpect: x\r\nContent-Length: 1\r\n\r\n", "417"},
        Case{"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n", "400"}}) {
    WireClient client(server.port());
    client.send(text + get("/evil"));
    EXPECT_TRUE(client.ends()) << text;
    EXPECT_THAT(client.received(), StartsWith(std::string("HTTP/1.1 ") + status)) << text;
    EXPECT_THAT(client.received(), HasSubstr("connection: close\r\n"));
    EXPECT_THAT(client.received(), Not(HasSubstr("evil")));
  }
}

TEST(Connection, RefusesWithoutContentForHead) {
  RunningServer server(plain);
  WireClient client(server.port());
  client.send("HEAD / HTTP/1.1\r\n\r\n");
  EXPECT_TRUE(client.ends());
  EXPECT_THAT(client.received(), HasSubstr("content-length: 0\r\n"));
  EXPECT_THAT(client.received(), testing::EndsWith("\r\n\r\n"));
}

TEST(Connection, AnswersHeadWithoutContent) {
  RunningServer server(plain);
  WireClient client(server.port());
  client.send("HEAD /abc HTTP/1.1\r\nHost: a\r\n\r\n" + get("/next"));
  EXPECT_THAT(client.read_until("\r\n\r\n"), HasSubstr("content-length: 4\r\n"));
  EXPECT_EQ(client.read_response().second, "/next");
}

TEST(Connection, ClosesWhenAsked) {
  RunningServer server(plain);
  for (const char* text : {"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "GET / HTTP/1.0\r\n\r\n"}) {
    WireClient client(server.port());
    client.send(text + get("/evil"));
    EXPECT_TRUE(client.ends());
    EXPECT_THAT(client.received(), HasSubstr("connection: close\r\n"));
    EXPECT_THAT(client.received(), Not(HasSubstr("evil")));
  }
  WireClient client(server.port());
  client.send("GET /1 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  EXPECT_THAT(client.read_response().first, HasSubstr("connection: keep-alive\r\n"));
  client.send(get("/2"));
  EXPECT_EQ(client.read_response().second, "/2");
}

TEST(Connection, SaysContinueOnlyWhenTheContentIsWanted) {
  RunningServer wants(echo_body);
  const std::string head = "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n";
  {
    WireClient client(wants.port());
    client.send(head);
    EXPECT_EQ(client.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
    client.send("hello");
    EXPECT_EQ(client.read_response().second, "hello");
  }
  {
    WireClient client(wants.port());
    client.send(head + "hello");  // did not wait
    EXPECT_EQ(client.read_response().second, "hello");
  }
  {
    WireClient client(wants.port());
    client.send(get("/first") + head);  // behind another answer
    EXPECT_EQ(client.read_response().second, "");
    EXPECT_EQ(client.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
    client.send("hello");
    EXPECT_EQ(client.read_response().second, "hello");
  }
  RunningServer refuses(plain);
  WireClient client(refuses.port());
  client.send(head);
  EXPECT_TRUE(client.ends());  // the content may or may not follow: the connection is of no more use
  EXPECT_THAT(client.received(), StartsWith("HTTP/1.1 200"));
  EXPECT_THAT(client.received(), HasSubstr("connection: close\r\n"));
}

TEST(Connection, SkipsALittleUnreadContentAndClosesForMuch) {
  RunningServer server(plain);
  {
    WireClient client(server.port());
    client.send("POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 30000\r\n\r\n");
    EXPECT_EQ(client.read_response().second, "/1");
    client.send(std::string(30'000, 'x') + get("/2"));
    EXPECT_EQ(client.read_response().second, "/2");
    client.send("POST /3 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
    EXPECT_EQ(client.read_response().second, "/3");
    client.send("3\r\nabc\r\n0\r\n\r\n" + get("/4"));
    EXPECT_EQ(client.read_response().second, "/4");
  }
  WireClient client(server.port());
  client.send("POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 500000\r\n\r\n");
  EXPECT_THAT(client.read_response().first, HasSubstr("connection: close\r\n"));
  EXPECT_TRUE(client.ends());
}

TEST(Connection, TellsTheHandlerWhatIsWrongWithTheContent) {
  Limits limits;
  limits.content = 100;
  RunningServer server(body_or_error, limits);
  {
    WireClient client(server.port());
    client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
    client.send("x\r\n" + get("/evil"));
    EXPECT_TRUE(client.ends());
    EXPECT_THAT(client.received(), StartsWith("HTTP/1.1 400"));
    EXPECT_THAT(client.received(), Not(HasSubstr("evil")));
  }
  for (const char* length : {"9999999", "18446744073709551616"}) {
    WireClient client(server.port());
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::string(length) + "\r\n\r\n" + get("/evil"));
    EXPECT_TRUE(client.ends()) << length;
    EXPECT_THAT(client.received(), StartsWith("HTTP/1.1 413")) << length;
    EXPECT_THAT(client.received(), Not(HasSubstr("evil")));
  }
  WireClient client(server.port());
  client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n40\r\n" + std::string(64, 'x') + "\r\n");
  std::this_thread::sleep_for(5ms);
  client.send("40\r\n" + std::string(64, 'x') + "\r\n0\r\n\r\n");
  EXPECT_THAT(client.read_response().first, StartsWith("HTTP/1.1 413"));
}

TEST(Connection, TurnsExceptionsIntoAPlain500) {
  const auto fail = [](Request& request) -> Task<Response> {
    if (request.target() == "/late") co_await sleep(1ms);
    if (request.target() != "/fine") throw std::runtime_error("a secret");
    co_return PlainTextResponse("fine");
  };
  const auto fail_at_once = [](Request&) -> Task<Response> { throw std::runtime_error("a secret"); };
  RunningServer server(fail);
  WireClient client(server.port());
  for (const char* target : {"/now", "/late"}) {
    client.send(get(target));
    const auto [head, content] = client.read_response();
    EXPECT_THAT(head, StartsWith("HTTP/1.1 500 Internal Server Error\r\n"));
    EXPECT_THAT(head, HasSubstr("content-type: text/plain; charset=utf-8\r\n"));
    EXPECT_EQ(content, "Internal Server Error");
  }
  client.send(get("/fine"));
  EXPECT_EQ(client.read_response().second, "fine");
  RunningServer other(fail_at_once);
  WireClient other_client(other.port());
  other_client.send(get("/"));
  EXPECT_THAT(other_client.read_response().first, StartsWith("HTTP/1.1 500"));
}

class Pieces final : public http::BodyStream {
 public:
  Pieces(int count, std::size_t size) : count_(count), piece_(size, 'p') {}
  Task<std::string_view> next() override {
    if (count_ == 0) co_return std::string_view{};
    if (count_-- % 3 == 0) co_await sleep(1ms);
    if (count_ == fail_at) throw std::runtime_error("no more");
    co_return piece_;
  }
  int fail_at = -1;

 private:
  int count_;
  std::string piece_;
};

Task<Response> stream(Request& request) {
  Response response({}, 200, "text/plain");
  auto pieces = std::make_unique<Pieces>(4, 5);
  if (request.target() == "/fails") pieces->fail_at = 1;
  if (request.target() == "/fixed") response.headers.set("content-length", "20");
  if (request.target() == "/short") response.headers.set("content-length", "21");
  if (request.target() == "/long") response.headers.set("content-length", "19");
  response.stream = std::move(pieces);
  co_return response;
}

TEST(Connection, StreamsAnswers) {
  RunningServer server(stream);
  WireClient client(server.port());
  for (int i = 0; i < 2; ++i) {
    client.send(get("/"));
    EXPECT_THAT(client.read_until("\r\n\r\n"), HasSubstr("transfer-encoding: chunked\r\n"));
    EXPECT_EQ(client.read_until("0\r\n\r\n"), "5\r\nppppp\r\n5\r\nppppp\r\n5\r\nppppp\r\n5\r\nppppp\r\n0\r\n\r\n");
  }
  client.send(get("/fixed") + get("/fixed"));
  for (int i = 0; i < 2; ++i) EXPECT_EQ(client.read_response().second, std::string(20, 'p'));
  client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n" + get("/fixed"));
  EXPECT_THAT(client.read_until("\r\n\r\n"), HasSubstr("transfer-encoding: chunked\r\n"));
  EXPECT_EQ(client.read_response().second, std::string(20, 'p'));
  client.send("GET / HTTP/1.0\r\n\r\n");
  EXPECT_TRUE(client.ends());
  EXPECT_THAT(client.received(), testing::EndsWith("\r\n\r\n" + std::string(20, 'p')));
}

TEST(Connection, ClosesWhenAStreamFailsHalfway) {
  RunningServer server(stream);
  for (const char* target : {"/fails", "/short", "/long"}) {
    WireClient client(server.port());
    client.send(get(target) + get("/evil"));
    EXPECT_TRUE(client.ends()) << target;
    EXPECT_THAT(client.received(), Not(HasSubstr("0\r\n\r\n"))) << target;
    EXPECT_LE(client.received().size() - client.received().find("\r\n\r\n") - 4, 20u) << target;
  }
}

TEST(Connection, SendsBigAnswersToSlowReaders) {
  const auto big = [](Request&) -> Task<Response> { co_return PlainTextResponse(std::string(3'000'000, 'x')); };
  RunningServer server(big);
  WireClient client(server.port(), 4096);
  client.send(get("/1") + get("/2"));
  for (int i = 0; i < 2; ++i) {
    std::this_thread::sleep_for(20ms);
    const auto [head, content] = client.read_response();
    EXPECT_EQ(content.size(), 3'000'000u);
    EXPECT_EQ(content.find_first_not_of('x'), std::string::npos);
  }
}

TEST(Connection, SendsBigStreamsToSlowReaders) {
  const auto big = [](Request&) -> Task<Response> {
    Response response({}, 200, "text/plain");
    response.headers.set("content-length", "3000000");
    response.stream = std::make_unique<Pieces>(30, 100'000);
    co_return response;
  };
  RunningServer server(big);
  WireClient client(server.port(), 4096);
  client.send(get("/1") + get("/2"));
  for (int i = 0; i < 2; ++i) {
    std::this_thread::sleep_for(20ms);
    EXPECT_EQ(client.read_response().second.size(), 3'000'000u);
  }
}

TEST(Connection, ServesManyClientsAtOnceOnSeveralLoops) {
  RunningServer server(late, {}, 2);
  std::vector<std::thread> clients;
  std::atomic<int> right{0};
  for (int i = 0; i < 8; ++i) {
    clients.emplace_back([&server, &right, i] {
      WireClient client(server.port());
      for (int k = 0; k < 10; ++k) {
        const std::string target = "/" + std::to_string(i * 100 + k);
        client.send(get(target));
        if (client.read_response().second == target) ++right;
      }
    });
  }
  for (auto& client : clients) client.join();
  EXPECT_EQ(right, 80);
}

TEST(Connection, ComesBackFromTheBlockingPool) {
  const auto blocking = [](Request& request) -> Task<Response> {
    const std::string target(request.target());
    std::string answer = co_await run_blocking([](const std::string& text) { return text + "!"; }, target);
    co_return PlainTextResponse(answer);
  };
  RunningServer server(blocking, {}, 2);
  WireClient client(server.port());
  for (int i = 0; i < 20; ++i) client.send(get("/" + std::to_string(i)));
  for (int i = 0; i < 20; ++i) EXPECT_EQ(client.read_response().second, "/" + std::to_string(i) + "!");
}

TEST(Connection, KnowsItsPeer) {
  const auto peer = [](Request& request) -> Task<Response> {
    co_return PlainTextResponse(std::string(request.client_host()) + (request.client_port() != 0 ? " port" : ""));
  };
  RunningServer server(peer);
  WireClient client(server.port());
  client.send(get("/"));
  EXPECT_EQ(client.read_response().second, "127.0.0.1 port");
}

}  // namespace
}  // namespace talaria::server
