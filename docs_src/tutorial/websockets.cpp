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

}  // namespace websockets
