#include "server/acceptor.hpp"

#include "server/listener.hpp"
#include "wire_client.hpp"

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>

#include <talaria/server/server.hpp>

namespace talaria::server {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

Task<Response> plain(Request& request) {
  co_return PlainTextResponse(std::string(request.target()));
}

/// Two servers with the same sockets, as an old and a new process have them.
class Sharing {
 public:
  Sharing() : listener_({.port = 0}, 2, false), service_(&plain) { listener_.listen(100); }
  std::unique_ptr<Server> start() {
    ServerOptions options;
    options.threads = 2;
    std::vector<int> fds;
    for (const Descriptor& socket : listener_.sockets()) fds.push_back(::dup(socket.get()));
    options.listen = {{.fds = fds}};
    auto server = std::make_unique<Server>(service_, options);
    server->start();
    return server;
  }
  [[nodiscard]] std::uint16_t port() const { return listener_.address().port; }

 private:
  Listener listener_;
  FunctionService service_;
};

TEST(Acceptor, TakesWhatWaitedBeforeItBegan) {
  Sharing sharing;
  WireClient early(sharing.port());
  early.send(get("/early"));
  const auto server = sharing.start();
  EXPECT_EQ(early.read_response().second, "/early");
}

TEST(Acceptor, LeavesNobodyBehindWhenAnotherServerGoesOn) {
  Sharing sharing;
  std::atomic<bool> ended{false};
  std::atomic<int> answered{0};
  std::atomic<int> failed{0};
  std::vector<std::thread> clients;
  for (int i = 0; i < 4; ++i) {
    clients.emplace_back([&] {
      while (!ended) {
        try {
          // Some connections for one request, some for many.
          WireClient client(sharing.port());
          for (int n = 0; n <= answered % 20 && !ended; ++n) {
            const bool sent = client.send(get("/x"));
            const auto [head, content] = client.read_response();
            if (!sent || content != "/x") ++failed;
            ++answered;
            if (!sent || head.find("connection: close") != std::string::npos) break;
          }
        } catch (const std::runtime_error&) {
          ++failed;
        }
      }
    });
  }
  auto server = sharing.start();
  for (int round = 0; round < 10; ++round) {
    const int before = answered;
    auto next = sharing.start();
    while (answered < before + 20) std::this_thread::sleep_for(1ms);
    server->stop();
    server->wait();
    server = std::move(next);
  }
  ended = true;
  for (auto& client : clients) client.join();
  EXPECT_EQ(failed, 0);
  EXPECT_GT(answered, 200);
}

}  // namespace
}  // namespace talaria::server
