#include <string>
#include <variant>
#include <vector>

#include <gmock/gmock.h>

#include <talaria/app/app.hpp>
#include <talaria/testing/test_client.hpp>
#include <talaria/websocket/typed_websocket.hpp>

namespace talaria {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> log;

struct Order {
  std::string item;
  Field<int, ge{1}> count;
};
struct Cancel {
  int id;
};
struct Answer {
  std::string text;
};

Task<void> order(TypedWebSocket<Order, Answer> socket) {
  co_await socket.accept();
  while (true) {
    const Order one = co_await socket.receive();
    const Answer answer{std::to_string(one.count) + " " + one.item};
    co_await socket.send(answer);
  }
}

Task<void> order_or_cancel(TypedWebSocket<std::variant<Order, Cancel>, Answer> socket) {
  co_await socket.accept();
  Answer answer;
  try {
    const std::variant<Order, Cancel> message = co_await socket.receive();
    answer.text = message.index() == 0 ? "order" : "cancel";
  } catch (const WebSocketRequestValidationError& error) {
    answer.text = error.errors().front().type;
  }
  co_await socket.send(answer);
  co_await socket.close(4000, "enough");
}

Task<void> one_model(WebSocket& socket) {
  co_await socket.accept();
  const Order one = co_await socket.receive_json<Order>();
  const Json answer = one;
  co_await socket.send_json(answer);
}

Task<void> iterate(WebSocket& socket) {
  co_await socket.accept();
  Stream<std::string> texts = socket.iter_text();
  while (const std::string* const text = co_await texts.next()) log.push_back(*text);
  log.push_back("end");
}
Task<void> iterate_bytes(WebSocket& socket) {
  co_await socket.accept();
  Stream<std::string> pieces = socket.iter_bytes();
  while (const std::string* const piece = co_await pieces.next()) log.push_back(*piece);
}
Task<void> iterate_json(WebSocket& socket) {
  co_await socket.accept();
  Stream<Json> values = socket.iter_json();
  while (const Json* const value = co_await values.next()) log.push_back(dump_json(*value));
}

class TypedWebSocketTest : public ::testing::Test {
 protected:
  TypedWebSocketTest() : client(filled(app)) { log.clear(); }
  static App& filled(App& empty) {
    empty.websocket<order>("/order");
    empty.websocket<order_or_cancel>("/either");
    empty.websocket<one_model>("/one");
    empty.websocket<iterate>("/text");
    empty.websocket<iterate_bytes>("/bytes");
    empty.websocket<iterate_json>("/json");
    return empty;
  }
  std::string end_of(const char* url, std::string_view text) {
    auto socket = client.websocket_connect(url);
    socket.send_text(text);
    try {
      return socket.receive_text();
    } catch (const WebSocketDisconnect& disconnect) {
      return std::to_string(disconnect.code()) + " " + disconnect.reason();
    }
  }

  App app;
  TestClient client;
};

TEST_F(TypedWebSocketTest, ReceivesAndSendsModels) {
  auto socket = client.websocket_connect("/order");
  socket.send_json(JsonObject{{"item", "tea"}, {"count", 2}});
  EXPECT_EQ(socket.receive_json()["text"], "2 tea");
  // By the lax rules of any other input.
  socket.send_text(R"({"item": "tea", "count": "3", "more": null})");
  EXPECT_EQ(socket.receive_json()["text"], "3 tea");
}

TEST_F(TypedWebSocketTest, EndsWithAClientWhoseMessageDoesNotFit) {
  EXPECT_EQ(end_of("/order", R"({"item": "tea"})"), "1008 count: Field required");
  EXPECT_EQ(end_of("/order", R"({"count": 0})"),
            "1008 item: Field required; count: Input should be greater than or equal to 1");
  EXPECT_EQ(end_of("/order", "no JSON"), "1007 JSON is expected");
  EXPECT_EQ(end_of("/one", R"([])"), "1008 Input should be a valid dictionary or object to extract fields from");
  EXPECT_EQ(end_of("/one", R"({"item": "tea", "count": 1})"), R"({"item":"tea","count":1})");
}

Task<void> receive_orders(TypedWebSocket<std::vector<Order>, Answer> socket) {
  co_await socket.accept();
  const std::vector<Order> orders = co_await socket.receive();
  static_cast<void>(orders);
}

TEST_F(TypedWebSocketTest, CutsTheReasonWhereACharacterEnds) {
  app.websocket<receive_orders>("/long");
  app.freeze();
  const std::string end = end_of("/long", "[{}, {}, {}, {}]");
  EXPECT_THAT(end, ::testing::StartsWith("1008 0.item: Field required; 0.count: Field required; 1.item"));
  EXPECT_LE(end.size(), 5u + websocket::longest_reason);
}

TEST_F(TypedWebSocketTest, TakesOneOfSeveralModels) {
  EXPECT_EQ(end_of("/either", R"({"item": "tea", "count": 2})"), R"({"text":"order"})");
  EXPECT_EQ(end_of("/either", R"({"id": 2})"), R"({"text":"cancel"})");
  EXPECT_EQ(end_of("/either", R"({})"), R"({"text":"missing"})");
}

TEST_F(TypedWebSocketTest, GoesThroughWhatComesUntilTheClientLeaves) {
  {
    auto socket = client.websocket_connect("/text");
    socket.send_text("a");
    socket.send_text("b");
    socket.close();
  }
  EXPECT_THAT(log, ElementsAre("a", "b", "end"));
  log.clear();
  {
    auto socket = client.websocket_connect("/bytes");
    socket.send_bytes("c");
    socket.close();
  }
  {
    auto socket = client.websocket_connect("/json");
    socket.send_json(JsonArray{1, 2});
    socket.close();
  }
  EXPECT_THAT(log, ElementsAre("c", "[1,2]"));
}

}  // namespace
}  // namespace talaria
