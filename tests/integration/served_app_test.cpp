// An App behind a Server, over TCP.
#include <arpa/inet.h>
#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <netinet/in.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

#include <gmock/gmock.h>

#include <talaria/server/server.hpp>
#include <talaria/talaria.hpp>

namespace talaria {
namespace {

using namespace std::chrono_literals;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

struct Item {
  std::string name;
  Field<double, gt{0}> price;
};

std::atomic<int> opened = 0;
std::atomic<int> closed = 0;
std::atomic<int> cancelled = 0;

Resource<int> get_session() {
  int value = ++opened;
  try {
    co_yield value;
  } catch (const Cancelled&) {
    ++cancelled;
    throw;
  }
  ++closed;
}

Task<Json> root() {
  co_return JsonObject{{"message", "Hello World"}};
}
Task<Item> create_item(Body<Item> item) {
  co_return *item;
}
Task<Json> length(Request& request) {
  const std::string_view body = co_await request.body();
  co_return body.size();
}
Task<Json> waits(Depends<get_session>) {
  co_await sleep(1h);
  co_return nullptr;
}
Task<Json> with_session(Depends<get_session> session) {
  co_return *session > 0;
}
Json on_pool(Query<int, "n"> n) {
  return *n;
}

class Client {
 public:
  explicit Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)), 0);
    timeval limit{20, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
  }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  ~Client() { leave(); }

  void leave() {
    if (socket_ >= 0) ::close(socket_);
    socket_ = -1;
  }

  void send(std::string_view octets) {
    while (!octets.empty()) {
      const auto sent = ::send(socket_, octets.data(), octets.size(), MSG_NOSIGNAL);
      if (sent <= 0) return;  // refused early; the answer tells
      octets.remove_prefix(static_cast<std::size_t>(sent));
    }
  }

  /// The next answer, framed by its content-length.
  std::string answer() {
    while (received_.find("\r\n\r\n") == std::string::npos) {
      if (!receive()) return std::exchange(received_, "");
    }
    const std::size_t head = received_.find("\r\n\r\n") + 4;
    const std::size_t field = received_.find("content-length: ");
    const std::size_t content = field < head ? std::stoul(received_.substr(field + 16)) : 0;
    while (received_.size() < head + content) {
      if (!receive()) break;
    }
    std::string out = received_.substr(0, head + content);
    received_.erase(0, head + content);
    return out;
  }

  /// Everything until the server closes the connection.
  std::string until_end() {
    while (receive()) {
    }
    return std::exchange(received_, "");
  }

  /// Whether the server closed the connection.
  bool at_end() { return received_.empty() && !receive(); }

 private:
  bool receive() {
    char buffer[65536];
    const auto count = ::recv(socket_, buffer, sizeof(buffer), 0);
    if (count <= 0) return false;
    received_.append(buffer, static_cast<std::size_t>(count));
    return true;
  }

  int socket_;
  std::string received_;
};

std::string post(std::string_view path, std::string_view content, std::string_view type = "application/json") {
  return "POST " + std::string(path) + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + std::string(type) +
         "\r\nContent-Length: " + std::to_string(content.size()) + "\r\n\r\n" + std::string(content);
}
std::string get(std::string_view path) {
  return "GET " + std::string(path) + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
}

bool eventually(const std::function<bool()>& condition) {
  for (int i = 0; i < 2000; ++i) {
    if (condition()) return true;
    std::this_thread::sleep_for(5ms);
  }
  return false;
}

class ServedApp : public ::testing::Test {
 protected:
  ServedApp() {
    app.get<root>("/");
    app.post<create_item>("/items/");
    app.post<length>("/length");
    app.get<waits>("/waits");
    app.get<with_session>("/session");
    app.get<on_pool>("/pool");
    server::ServerOptions options;
    options.port = 0;
    options.threads = 2;
    options.limits.content = 100'000;
    server = std::make_unique<server::Server>(app, options);
    server->start();
  }
  ~ServedApp() override {
    server->stop();
    server->wait();
  }

  App app;
  std::unique_ptr<server::Server> server;
};

TEST_F(ServedApp, KeepsTheConnectionForFurtherRequests) {
  Client client(server->port());
  for (int i = 0; i < 5; ++i) {
    client.send(get("/"));
    const std::string answer = client.answer();
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 200 OK\r\n"));
    EXPECT_THAT(answer, HasSubstr("content-type: application/json\r\n"));
    EXPECT_THAT(answer, EndsWith("\r\n\r\n{\"message\":\"Hello World\"}"));
  }
}

TEST_F(ServedApp, AnswersPipelinedRequestsInOrder) {
  Client client(server->port());
  std::string requests;
  for (int i = 0; i < 50; ++i) {
    requests += i % 2 == 0 ? get("/pool?n=" + std::to_string(i))
                           : post("/items/", R"({"name":"n","price":)" + std::to_string(i) + "}");
  }
  client.send(requests);
  for (int i = 0; i < 50; ++i) {
    EXPECT_THAT(client.answer(),
                EndsWith(i % 2 == 0 ? "\r\n\r\n" + std::to_string(i) : "\"price\":" + std::to_string(i) + ".0}"));
  }
}

TEST_F(ServedApp, ReadsChunkedContent) {
  Client client(server->port());
  client.send(
      "POST /items/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: "
      "chunked\r\n\r\n");
  client.send("10\r\n{\"name\":\"chunks\"");
  client.send("\r\nb;ext=1\r\n,\"price\":2}\r\n0\r\nTrailer: x\r\n\r\n");
  EXPECT_THAT(client.answer(), EndsWith(R"({"name":"chunks","price":2.0})"));
  client.send(get("/"));
  EXPECT_THAT(client.answer(), StartsWith("HTTP/1.1 200 "));
}

TEST_F(ServedApp, RefusesContentThatIsTooLarge) {
  Client announced(server->port());
  announced.send("POST /length HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100001\r\n\r\n");
  const std::string refusal = announced.answer();
  EXPECT_THAT(refusal, StartsWith("HTTP/1.1 413 ")) << "refused by its head";
  EXPECT_THAT(refusal, EndsWith(R"({"detail":"the content is too large"})"));
  Client chunked(server->port());
  chunked.send("POST /length HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
  for (int i = 0; i < 30; ++i) chunked.send("1000\r\n" + std::string(4096, 'x') + "\r\n");
  const std::string answer = chunked.answer();
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 413 "));
  EXPECT_THAT(answer, EndsWith(R"({"detail":"the content is too large"})")) << "refused where the handler reads it";
  Client fits(server->port());
  fits.send(post("/length", std::string(100'000, 'x'), "text/plain"));
  EXPECT_THAT(fits.answer(), EndsWith("\r\n\r\n100000"));
}

TEST_F(ServedApp, ReportsBadJsonAndKeepsTheConnection) {
  Client client(server->port());
  client.send(post("/items/", "{\"name\": }"));
  const std::string malformed = client.answer();
  EXPECT_THAT(malformed, StartsWith("HTTP/1.1 422 "));
  EXPECT_THAT(malformed, HasSubstr(R"("loc":["body",9])"));
  client.send(post("/items/", R"({"price":-1})"));
  const std::string invalid = client.answer();
  EXPECT_THAT(invalid, HasSubstr(R"("type":"missing","loc":["body","name"])"));
  EXPECT_THAT(invalid, HasSubstr(R"("type":"greater_than","loc":["body","price"])"));
  client.send(post("/items/", R"({"name":"a","price":1})"));
  EXPECT_THAT(client.answer(), StartsWith("HTTP/1.1 200 "));
}

TEST_F(ServedApp, ClosesTheResourcesOfAClientThatGoesAway) {
  opened = closed = cancelled = 0;
  {
    Client client(server->port());
    client.send(get("/waits"));
    ASSERT_TRUE(eventually([] { return opened == 1; }));
  }
  EXPECT_TRUE(eventually([] { return cancelled == 1; }));
  EXPECT_EQ(closed, 0);
}

TEST_F(ServedApp, ClosesResourcesAfterTheAnswer) {
  opened = closed = cancelled = 0;
  Client client(server->port());
  for (int i = 1; i <= 20; ++i) {
    client.send(get("/session"));
    EXPECT_THAT(client.answer(), EndsWith("true"));
  }
  EXPECT_TRUE(eventually([] { return closed == 20; }));
  EXPECT_EQ(cancelled, 0);
}

TEST_F(ServedApp, HeadOfAPageHasNoContent) {
  Client client(server->port());
  client.send(
      "HEAD /docs HTTP/1.1\r\nHost: localhost\r\n\r\nGET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  // The answer tells the length of the page, and what follows it is the next answer.
  const std::string both = client.until_end();
  const std::size_t second = both.find("HTTP/1.1 200 ", 1);
  ASSERT_NE(second, std::string::npos) << both;
  EXPECT_THAT(both.substr(0, second), EndsWith("\r\n\r\n"));
  EXPECT_THAT(both.substr(0, second), HasSubstr("content-length: "));
}

TEST_F(ServedApp, ServesManyClientsAtOnce) {
  std::vector<std::thread> threads;
  std::atomic<int> good = 0;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&] {
      Client client(server->port());
      for (int i = 0; i < 100; ++i) {
        client.send(get("/pool?n=" + std::to_string(i)));
        if (client.answer().ends_with("\r\n\r\n" + std::to_string(i))) ++good;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(good, 800);
}

TEST_F(ServedApp, StoppingCancelsWhatDoesNotEnd) {
  opened = closed = cancelled = 0;
  App other;
  other.get<waits>("/waits");
  server::ServerOptions options;
  options.port = 0;
  options.threads = 1;
  options.graceful_timeout = 100ms;
  server::Server second(other, options);
  second.start();
  Client client(second.port());
  client.send(get("/waits"));
  ASSERT_TRUE(eventually([] { return opened == 1; }));
  second.stop();
  second.wait();
  EXPECT_EQ(cancelled, 1);
  EXPECT_TRUE(client.at_end());
}

TEST_F(ServedApp, AnAppWithFaultsKeepsTheServerFromStarting) {
  App faulty;
  faulty.get("/{x}", [](Path<int, "id">) { return 1; }, {.name = "faulty"});
  server::ServerOptions options;
  options.port = 0;
  server::Server second(faulty, options);
  EXPECT_THROW(second.start(), RegistrationError);
}

TEST_F(ServedApp, APortThatIsTakenIsAnErrorThatNamesIt) {
  App other;
  server::ServerOptions options;
  options.port = server->port();
  server::Server second(other, options);
  try {
    second.start();
    FAIL() << "it started";
  } catch (const std::system_error& error) {
    EXPECT_THAT(error.what(), HasSubstr(std::to_string(server->port())));
  }
}

}  // namespace
}  // namespace talaria
