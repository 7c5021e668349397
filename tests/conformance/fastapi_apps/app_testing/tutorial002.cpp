// docs_src/app_testing/tutorial002: an application to test.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace app_testing::tutorial002 {

Task<Json> read_main() {
  co_return JsonObject{{"msg", "Hello World"}};
}

Task<void> websocket(WebSocket& socket) {
  co_await socket.accept();
  const Json message = JsonObject{{"msg", "Hello WebSocket"}};
  co_await socket.send_json(message);
  co_await socket.close();
}

void register_routes(App& app) {
  app.get<read_main>("/");
  app.websocket<websocket>("/ws");
}

const Tutorial tutorial{"docs_src.app_testing.tutorial002", register_routes};

}  // namespace app_testing::tutorial002
