#include <talaria/talaria.hpp>
using namespace talaria;

#ifdef MUST_FAIL
Task<int> echo(WebSocket& socket) {
  co_await socket.accept();
  co_return 1;
}
#else
Task<void> echo(WebSocket& socket) {
  co_await socket.accept();
}
#endif

void add(App& app) {
  app.websocket<echo>("/ws");
}
