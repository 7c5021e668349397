#include "wire_client.hpp"

#include <atomic>
#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>
#include <sys/resource.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <vector>

#include <gmock/gmock.h>

#include <talaria/async/sleep.hpp>
#include <talaria/server/server.hpp>

namespace talaria::server {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

Task<Response> plain(Request& request) {
  co_return PlainTextResponse(std::string(request.target()));
}

class Recorder final : public http::Service {
 public:
  Task<Response> handle(Request&) override { co_return PlainTextResponse(started ? "started" : "not started"); }
  Task<void> startup() override {
    co_await sleep(1ms);
    if (fails) throw std::runtime_error("no database");
    started = true;
  }
  Task<void> shutdown() override {
    co_await sleep(1ms);
    ++shutdowns;
    if (fails_at_end) throw std::runtime_error("still busy");
  }
  std::atomic<bool> started{false};
  bool fails = false;
  bool fails_at_end = false;
  std::atomic<int> shutdowns{0};
};

ServerOptions any_port(unsigned threads = 2) {
  ServerOptions options;
  options.port = 0;
  options.threads = threads;
  return options;
}

TEST(Server, RunsStartupBeforeAndShutdownAfter) {
  Recorder service;
  Server server(service, any_port());
  server.start();
  EXPECT_NE(server.port(), 0);
  WireClient client(server.port());
  client.send(get("/"));
  EXPECT_EQ(client.read_response().second, "started");
  EXPECT_EQ(service.shutdowns, 0);
  server.stop();
  server.wait();
  EXPECT_EQ(service.shutdowns, 1);
  EXPECT_THROW(WireClient{server.port()}, std::runtime_error);
}

TEST(Server, DoesNotStartWhenStartupFails) {
  Recorder service;
  service.fails = true;
  Server server(service, any_port());
  EXPECT_THROW(server.start(), std::runtime_error);
  EXPECT_EQ(service.shutdowns, 1);
}

TEST(Server, ThrowsWhatShutdownThrows) {
  Recorder service;
  service.fails_at_end = true;
  Server server(service, any_port());
  server.start();
  server.stop();
  EXPECT_THROW(server.wait(), std::runtime_error);
}

TEST(Server, SaysWhyItCannotListen) {
  Recorder first_service;
  Server first(first_service, any_port());
  first.start();
  Recorder service;
  ServerOptions options = any_port();
  options.port = first.port();
  Server second(service, options);
  try {
    second.start();
    FAIL() << "two servers on one port";
  } catch (const std::system_error& error) {
    EXPECT_THAT(error.what(), HasSubstr("127.0.0.1:" + std::to_string(first.port())));
    EXPECT_EQ(error.code(), std::errc::address_in_use);
  }
  EXPECT_FALSE(service.started);
  EXPECT_EQ(service.shutdowns, 0);
  options.host = "no-such-host.invalid";
  Server third(service, options);
  EXPECT_THROW(third.start(), std::system_error);
}

TEST(Server, SharesAPortWhenAsked) {
  Recorder service;
  ServerOptions options = any_port(1);
  options.share_port = true;
  Server first(service, options);
  first.start();
  options.port = first.port();
  Server second(service, options);
  second.start();
  first.stop();
  first.wait();
  WireClient client(options.port);
  client.send(get("/"));
  EXPECT_EQ(client.read_response().second, "started");
}

TEST(Server, ListensOnNamesAndOnIpv6) {
  Recorder service;
  for (const char* host : {"localhost", "0.0.0.0", "::"}) {
    ServerOptions options = any_port(1);
    options.host = host;
    Server server(service, options);
    try {
      server.start();
    } catch (const std::system_error&) {
      // A machine without IPv6 may say so.
      EXPECT_STREQ(host, "::");
      continue;
    }
    EXPECT_NE(server.port(), 0);
  }
}

TEST(Server, ListensInSeveralPlaces) {
  Recorder service;
  const std::string path = testing::TempDir() + "talaria_server_test_" + std::to_string(::getpid());
  ServerOptions options = any_port();
  options.listen = {{.port = 0}, {.uds = path}, {.port = 0}};
  Server server(service, options);
  server.start();
  ASSERT_EQ(server.addresses().size(), 3u);
  EXPECT_EQ(server.addresses()[0], "127.0.0.1:" + std::to_string(server.port()));
  EXPECT_EQ(server.addresses()[1], "unix:" + path);
  const std::string third = server.addresses()[2];
  for (const auto port : {server.port(), static_cast<std::uint16_t>(std::stoul(third.substr(third.rfind(':') + 1)))}) {
    WireClient client(port);
    client.send(get("/"));
    EXPECT_EQ(client.read_response().second, "started");
  }
  WireClient local(path);
  local.send(get("/"));
  EXPECT_EQ(local.read_response().second, "started");
  local.close();
  server.stop();
  server.wait();
  EXPECT_NE(::access(path.c_str(), F_OK), 0);
  EXPECT_THROW(WireClient{path}, std::runtime_error);
}

TEST(Server, BelievesWhoComesThroughAUnixSocket) {
  const auto who = [](Request& request) -> Task<Response> {
    co_return PlainTextResponse(request.url() + " from '" + std::string(request.client_host()) + '\'');
  };
  FunctionService service(who);
  const std::string path = testing::TempDir() + "talaria_server_test_" + std::to_string(::getpid());
  ServerOptions options = any_port(1);
  options.listen = {{.uds = path}};
  Server server(service, options);
  server.start();
  EXPECT_EQ(server.port(), 0);
  WireClient client(path);
  client.send(get("/"));
  EXPECT_EQ(client.read_response().second, "http://a/ from ''");
  client.send("GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 192.0.2.1\r\nX-Forwarded-Proto: https\r\n\r\n");
  EXPECT_EQ(client.read_response().second, "https://a/ from '192.0.2.1'");
}

TEST(Server, AnswersARequestThatComesWhileItStops) {
  RunningServer server(plain);
  WireClient idle(server.port());
  WireClient busy(server.port());
  for (WireClient* client : {&idle, &busy}) {
    client->send(get("/first"));
    EXPECT_EQ(client->read_response().second, "/first");
  }
  server.server().stop(2s);
  std::this_thread::sleep_for(150ms);
  EXPECT_THROW(WireClient{server.port()}, std::runtime_error);
  busy.send(get("/last"));
  const auto [head, content] = busy.read_response();
  EXPECT_EQ(content, "/last");
  EXPECT_THAT(head, HasSubstr("connection: close\r\n"));
  EXPECT_TRUE(busy.ends());
  EXPECT_FALSE(idle.ended());
  EXPECT_TRUE(idle.ends());
  server.server().wait();
}

TEST(Server, FinishesWhatRunsWhenItStops) {
  std::atomic<int> begun{0};
  const auto slow = [&begun](Request& request) -> Task<Response> {
    ++begun;
    co_await sleep(200ms);
    co_return PlainTextResponse(std::string(request.target()));
  };
  RunningServer server(slow, {}, 2);
  std::vector<std::unique_ptr<WireClient>> clients;
  for (int i = 0; i < 6; ++i) {
    clients.push_back(std::make_unique<WireClient>(server.port()));
    clients.back()->send(get("/" + std::to_string(i)));
  }
  WireClient idle(server.port());
  while (begun < 6) std::this_thread::sleep_for(1ms);
  server.server().stop();
  for (int i = 0; i < 6; ++i) {
    const auto [head, content] = clients[static_cast<std::size_t>(i)]->read_response();
    EXPECT_EQ(content, "/" + std::to_string(i));
    EXPECT_THAT(head, HasSubstr("connection: close\r\n"));
    EXPECT_TRUE(clients[static_cast<std::size_t>(i)]->ends());
  }
  EXPECT_TRUE(idle.ends());
  server.server().wait();
}

TEST(Server, CutsWhatDoesNotEndInTime) {
  std::atomic<int> cancelled{0};
  const auto endless = [&cancelled](Request&) -> Task<Response> {
    try {
      co_await sleep(1h);
    } catch (const Cancelled&) {
      ++cancelled;
      throw;
    }
    co_return PlainTextResponse("never");
  };
  FunctionService service(endless);
  ServerOptions options = any_port();
  options.graceful_timeout = 100ms;
  Server server(service, options);
  server.start();
  WireClient client(server.port());
  client.send(get("/"));
  std::this_thread::sleep_for(20ms);
  const auto begin = std::chrono::steady_clock::now();
  server.stop();
  server.wait();
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 3s);
  EXPECT_EQ(cancelled, 1);
  EXPECT_TRUE(client.ends());
  EXPECT_EQ(client.received(), "");
}

TEST(Server, LosesNoAnswerWhenItStopsUnderLoad) {
  RunningServer server(plain, {}, 2);
  std::atomic<bool> broken{false};
  std::atomic<int> answered{0};
  std::vector<std::thread> clients;
  for (int i = 0; i < 4; ++i) {
    clients.emplace_back([&server, &broken, &answered] {
      try {
        while (true) {
          WireClient client(server.port());
          while (client.send(get("/x"))) {
            const auto [head, content] = client.read_response();
            if (head.empty()) break;  // closed between two requests
            if (content != "/x") broken = true;
            ++answered;
          }
        }
      } catch (const std::runtime_error&) {
        // Nobody listens any more.
      }
    });
  }
  while (answered < 200) std::this_thread::sleep_for(1ms);
  server.server().stop();
  server.server().wait();
  for (auto& client : clients) client.join();
  EXPECT_FALSE(broken);
}

double processor_seconds() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) { return static_cast<double>(time.tv_sec) + time.tv_usec / 1e6; };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

// In a process of its own, because it takes all descriptors that there are.
[[noreturn]] void run_out_of_descriptors() {
  RunningServer server(plain);
  const rlimit few{80, 80};
  ::setrlimit(RLIMIT_NOFILE, &few);
  std::vector<std::unique_ptr<WireClient>> clients;
  try {
    while (true) clients.push_back(std::make_unique<WireClient>(server.port()));
  } catch (const std::runtime_error&) {
    // None is left, for the server neither.
  }
  const double before = processor_seconds();
  std::this_thread::sleep_for(500ms);
  const bool spins = processor_seconds() - before > 0.25;
  clients.clear();
  WireClient late_client(server.port());
  late_client.send(get("/late"));
  const bool serves = late_client.read_response().second == "/late";
  std::_Exit(spins ? 1 : serves ? 0 : 2);
}

TEST(ServerDeathTest, WaitsForDescriptorsWithoutSpinning) {
#if defined(__SANITIZE_ADDRESS__)
  // UBSan's check of virtual tables probes memory through a pipe, and where no descriptor is left it cries wolf.
  GTEST_SKIP() << "the sanitizer needs descriptors itself";
#endif
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(run_out_of_descriptors(), testing::ExitedWithCode(0), "");
}

TEST(Server, StopsMoreThanOnceWithoutHarm) {
  Recorder service;
  Server server(service, any_port());
  server.stop();
  server.wait();
  server.start();
  server.stop();
  server.stop();
  server.wait();
  server.wait();
  EXPECT_EQ(service.shutdowns, 1);
}

}  // namespace
}  // namespace talaria::server
