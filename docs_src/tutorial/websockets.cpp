#include <talaria/talaria.hpp>
using namespace talaria;

namespace websockets {

// [echo]
Task<void> echo(WebSocket& socket, Path<int, "room"> room, Query<std::string, "name", defaults{"guest"}> name) {
  co_await socket.accept();
  while (true) {
    const std::string text = co_await socket.receive_text();
    const std::string answer = name + " in " + std::to_string(*room) + ": " + text;
    co_await socket.send_text(answer);
  }
}

void set_up(App& app) {
  app.websocket<echo>("/rooms/{room}");
}
// [/echo]

// [test]
std::string test_echo(App& app) {
  TestClient client{app};
  auto socket = client.websocket_connect("/rooms/7?name=Ada");
  socket.send_text("hello");
  return socket.receive_text();  // "Ada in 7: hello"
}
// [/test]

// [depends]
std::string get_cookie_or_token(Cookie<std::optional<std::string>, "session"> session,
                                Query<std::optional<std::string>, "token"> token) {
  if (!session && !token) throw WebSocketException{1008, "Who are you?"};
  return session ? *session : *token;
}

Task<void> greet(WebSocket& socket, Depends<get_cookie_or_token> who) {
  co_await socket.accept();
  co_await socket.send_text("Hello " + *who);
}
// [/depends]

// [manager]
inline ConnectionManager manager;

Task<void> chat(WebSocket& socket, Path<int, "client_id"> client_id) {
  const std::string client = "Client #" + std::to_string(*client_id);
  co_await manager.connect(socket);
  try {
    while (true) {
      const std::string text = co_await socket.receive_text();
      co_await manager.send_personal_message("You wrote: " + text, socket);
      manager.broadcast(client + " says: " + text);
    }
  } catch (const WebSocketDisconnect&) {
    manager.disconnect(socket);
    manager.broadcast(client + " left the chat");
  }
}
// [/manager]

// [rooms]
Task<void> watch(WebSocket& socket, Path<std::string, "match"> match) {
  co_await manager.connect(socket);
  manager.join(socket, match);
  while (true) {
    const std::string cheer = co_await socket.receive_text();
    manager.broadcast(cheer, {.room = match, .except = &socket});
  }
}
// [/rooms]

// [typed]
struct Order {
  std::string item;
  Field<int, ge{1}> count;
};
struct Receipt {
  std::string text;
};

Task<void> take_orders(TypedWebSocket<Order, Receipt> socket) {
  co_await socket.accept();
  while (true) {
    const Order order = co_await socket.receive();
    const Receipt receipt{std::to_string(order.count) + " x " + order.item};
    co_await socket.send(receipt);
  }
}
// [/typed]

// [errors]
Task<void> forgive(TypedWebSocket<Order, Receipt> socket) {
  co_await socket.accept();
  while (true) {
    Receipt receipt;
    try {
      const Order order = co_await socket.receive();
      receipt.text = order.item;
    } catch (const WebSocketRequestValidationError& error) {
      receipt.text = error.errors().front().msg;
    }
    co_await socket.send(receipt);
  }
}
// [/errors]

// [iter]
Task<void> count(WebSocket& socket) {
  co_await socket.accept();
  int characters = 0;
  Stream<std::string> texts = socket.iter_text();
  while (const std::string* text = co_await texts.next()) {
    characters += static_cast<int>(text->size());
    const Json so_far = JsonObject{{"characters", characters}};
    co_await socket.send_json(so_far);
  }
}
// [/iter]

void set_up_more(App& app) {
  app.websocket<greet>("/greet");
  app.websocket<chat>("/chat/{client_id}");
  app.websocket<watch>("/matches/{match}");
  app.websocket<take_orders>("/orders", {.summary = "Orders", .description = "One receipt for each order."});
  app.websocket<forgive>("/orders/forgiving");
  app.websocket<count>("/count");
}

// [limits]
AppOptions options() {
  AppOptions all;
  all.title = "Shop";
  all.websocket_limits.message = 64 * 1024;
  all.websocket_limits.idle = std::chrono::minutes{10};
  all.websocket_limits.messages = 50;  // a second
  return all;
}
// [/limits]

}  // namespace websockets
