#include "wire_socket.hpp"

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <sys/resource.h>
#include <thread>
#include <vector>

#include <gmock/gmock.h>

#include <talaria/app/app.hpp>
#include <talaria/async/sleep.hpp>
#include <talaria/model/dump.hpp>
#include <talaria/server/server.hpp>
#include <talaria/testing/test_client.hpp>
#include <talaria/websocket/connection_manager.hpp>

namespace talaria {
namespace {

using namespace std::chrono_literals;
using websocket::WireSocket;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool sanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif
#else
constexpr bool sanitized = false;
#endif

std::unique_ptr<ConnectionManager> manager;

// The page of FastAPI.
Task<void> chat(WebSocket& socket, Path<int, "client_id"> client_id) {
  const std::string name = "Client #" + std::to_string(*client_id);
  co_await manager->connect(socket);
  try {
    while (true) {
      const std::string text = co_await socket.receive_text();
      co_await manager->send_personal_message("You wrote: " + text, socket);
      manager->broadcast(name + " says: " + text);
    }
  } catch (const WebSocketDisconnect&) {
    manager->disconnect(socket);
    manager->broadcast(name + " left the chat");
  }
}

Task<void> rooms(WebSocket& socket, Path<std::string, "room"> room) {
  co_await manager->connect(socket);
  manager->join(socket, room);
  while (true) {
    const std::string text = co_await socket.receive_text();
    if (text == "leave") {
      manager->leave(socket, room);
    } else {
      const std::size_t count = manager->broadcast(text, {.room = room, .except = &socket});
      const std::string answer = std::to_string(count);
      co_await socket.send_text(answer);
    }
  }
}

// Broadcasts and then speaks for itself.
Task<void> in_order(WebSocket& socket) {
  co_await socket.accept();
  co_await manager->connect(socket);
  co_await manager->connect(socket);
  for (int i = 0; i < 3; ++i) {
    manager->broadcast("all " + std::to_string(i));
    const std::string text = "you " + std::to_string(i);
    co_await socket.send_text(text);
  }
  manager->broadcast_bytes("octets");
  const Json last = JsonObject{{"last", true}};
  manager->broadcast_json(last);
}

Task<void> forgets_to_connect(WebSocket& socket) {
  co_await socket.accept();
  manager->disconnect(socket);
  manager->leave(socket, "a");
  manager->join(socket, "a");
}

class ConnectionManagerTest : public ::testing::Test {
 protected:
  ConnectionManagerTest() {
    manager = std::make_unique<ConnectionManager>();
    app.websocket<chat>("/chat/{client_id}");
    app.websocket<rooms>("/rooms/{room}");
    app.websocket<in_order>("/in-order");
    app.websocket<forgets_to_connect>("/forgets");
  }
  ~ConnectionManagerTest() override { manager.reset(); }

  // The clients of these tests answer no pings, and a busy machine takes its time.
  static AppOptions without_pings() {
    AppOptions options;
    options.websocket_limits.ping_interval = WebSocketLimits::unlimited_time;
    return options;
  }

  App app{without_pings()};
};

TEST_F(ConnectionManagerTest, SendsToOneAndToAll) {
  TestClient client(app);
  auto one = client.websocket_connect("/chat/1");
  auto two = client.websocket_connect("/chat/2");
  one.send_text("hello");
  EXPECT_EQ(one.receive_text(), "You wrote: hello");
  EXPECT_EQ(manager->size(), 2u);
  EXPECT_EQ(one.receive_text(), "Client #1 says: hello");
  EXPECT_EQ(two.receive_text(), "Client #1 says: hello");
  two.close();
  EXPECT_EQ(one.receive_text(), "Client #2 left the chat");
  EXPECT_EQ(manager->size(), 1u);
}

TEST_F(ConnectionManagerTest, ForgetsWhoseConversationEnds) {
  TestClient client(app);
  {
    auto one = client.websocket_connect("/rooms/a");
    one.send_text("anybody?");
    EXPECT_EQ(one.receive_text(), "0");
    EXPECT_EQ(manager->size("a"), 1u);
  }
  EXPECT_EQ(manager->size(), 0u);
  EXPECT_EQ(manager->size("a"), 0u);
  EXPECT_EQ(manager->broadcast("anybody?"), 0u);
}

TEST_F(ConnectionManagerTest, SendsToThoseInARoom) {
  TestClient client(app);
  auto one = client.websocket_connect("/rooms/a");
  auto two = client.websocket_connect("/rooms/a");
  auto other = client.websocket_connect("/rooms/b");
  one.send_text("hello");
  EXPECT_EQ(one.receive_text(), "1");
  EXPECT_EQ(manager->size("a"), 2u);
  EXPECT_EQ(two.receive_text(), "hello");
  two.send_text("leave");
  one.send_text("still there?");
  EXPECT_EQ(one.receive_text(), "0");
  EXPECT_EQ(manager->broadcast("to all"), 3u);
  EXPECT_EQ(one.receive_text(), "to all");
  EXPECT_EQ(two.receive_text(), "to all");
  EXPECT_EQ(other.receive_text(), "to all");
  EXPECT_THROW(manager->broadcast("\xff"), std::invalid_argument);
}

TEST_F(ConnectionManagerTest, KeepsTheOrderOfBroadcastsAndOwnMessages) {
  TestClient client(app);
  for (const char* extensions : {"", "permessage-deflate"}) {
    auto socket = client.websocket_connect("/in-order", {.headers = {{"sec-websocket-extensions", extensions}}});
    for (int i = 0; i < 3; ++i) {
      EXPECT_EQ(socket.receive_text(), "all " + std::to_string(i));
      EXPECT_EQ(socket.receive_text(), "you " + std::to_string(i));
    }
    EXPECT_EQ(socket.receive_bytes(), "octets");
    EXPECT_EQ(socket.receive_json()["last"], true);
    // What was left before the end is sent before the end.
    EXPECT_THROW(socket.receive(), WebSocketDisconnect);
  }
}

TEST_F(ConnectionManagerTest, PutsNobodyIntoARoomWhoIsNotConnected) {
  TestClient client(app);
  auto socket = client.websocket_connect("/forgets");
  try {
    socket.receive();
    ADD_FAILURE() << "it goes on";
  } catch (const WebSocketDisconnect& disconnect) {
    EXPECT_EQ(disconnect.code(), 1011);
  }
}

TEST_F(ConnectionManagerTest, MayGoBeforeItsClients) {
  TestClient client(app);
  auto socket = client.websocket_connect("/rooms/a");
  socket.send_text("anybody?");
  EXPECT_EQ(socket.receive_text(), "0");
  manager = std::make_unique<ConnectionManager>();
  EXPECT_EQ(manager->size(), 0u);
}

// A server with several loops, and as many descriptors as the system allows.
class ServedManagerTest : public ConnectionManagerTest {
 protected:
  ServedManagerTest() {
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    server::ServerOptions options;
    options.port = 0;
    options.threads = 3;
    options.graceful_timeout = 10'000ms;
    server.emplace(app, options);
    server->start();
  }
  [[nodiscard]] WireSocket connect(const std::string& path, std::string_view fields = {},
                                   int receive_buffer = 0) const {
    return WireSocket(server->port(), path, fields, receive_buffer);
  }
  static bool has_size(std::size_t size) {
    for (int i = 0; i < 3000 && manager->size() != size; ++i) std::this_thread::sleep_for(10ms);
    return manager->size() == size;
  }

  std::optional<server::Server> server;
};

TEST_F(ServedManagerTest, LosesNoMessageOfABroadcastToThousands) {
  const int count = sanitized ? 300 : 2000;
  const int messages = 20;
  std::vector<WireSocket> clients;
  for (int i = 0; i < count; ++i) {
    clients.push_back(connect("/rooms/a", i % 2 == 0 ? "sec-websocket-extensions: permessage-deflate\r\n" : ""));
  }
  ASSERT_TRUE(has_size(static_cast<std::size_t>(count)));
  std::vector<std::thread> threads;
  for (const char* name : {"a", "b"}) {
    threads.emplace_back([name] {
      for (int n = 0; n < messages; ++n) manager->broadcast(std::string(name) + std::to_string(n));
    });
  }
  for (auto& thread : threads) thread.join();
  for (auto& client : clients) {
    int a = 0;
    int b = 0;
    for (int n = 0; n < 2 * messages; ++n) {
      const std::string text = client.receive();
      int& next = text[0] == 'a' ? a : b;
      ASSERT_EQ(text.substr(1), std::to_string(next++));
    }
    ASSERT_EQ(a, b);
  }
}

TEST_F(ServedManagerTest, SurvivesClientsThatLeaveInTheMiddle) {
  const int rounds = sanitized ? 10 : 40;
  std::mt19937 random(7);
  std::atomic<bool> over{false};
  std::vector<std::thread> talkers;
  for (int i = 0; i < 2; ++i) {
    talkers.emplace_back([&over] {
      const std::string text(500, 't');
      while (!over) {
        manager->broadcast(text);
        std::this_thread::sleep_for(200us);
      }
    });
  }
  for (int round = 0; round < rounds; ++round) {
    std::vector<WireSocket> clients;
    for (int i = 0; i < 12; ++i) clients.push_back(connect("/chat/" + std::to_string(i)));
    while (!clients.empty()) {
      WireSocket& one = clients.back();
      switch (random() % 4) {
        case 0:
          one.send(websocket::Opcode::close, websocket::close_content(1000, {}));
          break;
        case 1:
          one.send_text("bye");
          break;
        case 2:
          one.reset();
          break;
        default:
          one.receive();
      }
      clients.pop_back();
    }
  }
  over = true;
  for (auto& talker : talkers) talker.join();
  EXPECT_TRUE(has_size(0));
  WireSocket last = connect("/rooms/a");
  ASSERT_TRUE(has_size(1));
  EXPECT_EQ(manager->broadcast("still works"), 1u);
  EXPECT_EQ(last.receive(), "still works");
}

TEST_F(ServedManagerTest, DoesNotWaitForASlowClientAndLetsItGo) {
  manager = std::make_unique<ConnectionManager>(ConnectionManagerOptions{.queue = 256 * 1024});
  std::vector<WireSocket> clients;
  for (int i = 0; i < 4; ++i) clients.push_back(connect("/rooms/a"));
  WireSocket slow = connect("/rooms/a", {}, 4096);
  ASSERT_TRUE(has_size(5));
  std::string text(32 * 1024, 'x');
  int sent = 0;
  for (; sent < 2000 && manager->size() == 5; ++sent) {
    manager->broadcast(std::to_string(sent) + text);
    for (auto& client : clients) ASSERT_EQ(client.receive(), std::to_string(sent) + text);
  }
  EXPECT_LT(sent, 2000);
  EXPECT_TRUE(has_size(4));
  manager->broadcast("go on");
  for (auto& client : clients) EXPECT_EQ(client.receive(), "go on");
  // What it had not read yet, and then why it was let go.
  std::string end;
  for (int i = 0; i < sent + 1 && !end.starts_with("close"); ++i) end = slow.receive();
  EXPECT_EQ(end, "close 1008");
}

TEST_F(ServedManagerTest, LetsASlowClientMissMessagesWhenItIsToldSo) {
  manager = std::make_unique<ConnectionManager>(
      ConnectionManagerOptions{.queue = 64 * 1024, .slow_client = SlowClientPolicy::drop_oldest});
  WireSocket slow = connect("/rooms/a", {}, 4096);
  ASSERT_TRUE(has_size(1));
  const std::string text(16 * 1024, 'x');
  for (int i = 0; i < 2000; ++i) ASSERT_EQ(manager->broadcast(text), 1u);
  manager->broadcast("the end");
  int received = 0;
  while (slow.receive() != "the end") ++received;
  EXPECT_GT(received, 0);
  EXPECT_LT(received, 2000);
  EXPECT_EQ(manager->size(), 1u);
}

TEST_F(ServedManagerTest, SaysGoodbyeToAllWhenTheServerStops) {
  std::vector<WireSocket> clients;
  for (int i = 0; i < 10; ++i) clients.push_back(connect("/rooms/a"));
  ASSERT_TRUE(has_size(10));
  server->stop();
  for (auto& client : clients) EXPECT_EQ(client.receive(), "close 1001");
  clients.clear();
  server->wait();
  EXPECT_EQ(manager->size(), 0u);
}

}  // namespace
}  // namespace talaria
