// A feed that everybody hears, and an echo: asked by websocket_interop_test.py.
#include <cstdio>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace {

ConnectionManager manager;

// What anybody says is for all.
Task<void> feed(WebSocket& socket) {
  co_await manager.connect(socket);
  while (true) {
    const std::string text = co_await socket.receive_text();
    manager.broadcast(text);
  }
}

Task<void> echo(WebSocket& socket) {
  co_await socket.accept();
  while (true) {
    const std::string text = co_await socket.receive_text();
    co_await socket.send_text(text);
  }
}

Task<Json> connected() {
  co_return manager.size();
}

}  // namespace

int main(int argc, char** argv) {
  App app;
  app.websocket<feed>("/feed");
  app.websocket<echo>("/echo");
  app.get<connected>("/connected");
  return run(app, argc, argv);
}
