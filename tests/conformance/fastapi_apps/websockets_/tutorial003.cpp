// docs_src/websockets_/tutorial003: messages to everybody who is connected.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace websockets_::tutorial003 {

constexpr std::string_view html = R"html(
<!DOCTYPE html>
<html>
    <head>
        <title>Chat</title>
    </head>
    <body>
        <h1>WebSocket Chat</h1>
        <h2>Your ID: <span id="ws-id"></span></h2>
        <form action="" onsubmit="sendMessage(event)">
            <input type="text" id="messageText" autocomplete="off"/>
            <button>Send</button>
        </form>
        <ul id='messages'>
        </ul>
        <script>
            var client_id = Date.now()
            document.querySelector("#ws-id").textContent = client_id;
            var ws = new WebSocket(`ws://localhost:8000/ws/${client_id}`);
            ws.onmessage = function(event) {
                var messages = document.getElementById('messages')
                var message = document.createElement('li')
                var content = document.createTextNode(event.data)
                message.appendChild(content)
                messages.appendChild(message)
            };
            function sendMessage(event) {
                var input = document.getElementById("messageText")
                ws.send(input.value)
                input.value = ''
                event.preventDefault()
            }
        </script>
    </body>
</html>
)html";

ConnectionManager manager;

Task<Response> get() {
  co_return HTMLResponse(std::string(html));
}

Task<void> websocket_endpoint(WebSocket& websocket, Path<int, "client_id"> client_id) {
  const std::string client = "Client #" + std::to_string(*client_id);
  co_await manager.connect(websocket);
  try {
    while (true) {
      const std::string data = co_await websocket.receive_text();
      co_await manager.send_personal_message("You wrote: " + data, websocket);
      manager.broadcast(client + " says: " + data);
    }
  } catch (const WebSocketDisconnect&) {
    manager.disconnect(websocket);
    manager.broadcast(client + " left the chat");
  }
}

void register_routes(App& app) {
  app.get<get>("/");
  app.websocket<websocket_endpoint>("/ws/{client_id}");
}

const Tutorial tutorial{"docs_src.websockets_.tutorial003", register_routes};

}  // namespace websockets_::tutorial003
