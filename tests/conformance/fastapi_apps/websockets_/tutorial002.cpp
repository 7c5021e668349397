// docs_src/websockets_/tutorial002: a WebSocket with a path parameter, a query parameter and a dependency.
#include "tutorial.hpp"

#include <talaria/talaria.hpp>

using namespace talaria;

namespace websockets_::tutorial002 {

constexpr std::string_view html = R"html(
<!DOCTYPE html>
<html>
    <head>
        <title>Chat</title>
    </head>
    <body>
        <h1>WebSocket Chat</h1>
        <form action="" onsubmit="sendMessage(event)">
            <label>Item ID: <input type="text" id="itemId" autocomplete="off" value="foo"/></label>
            <label>Token: <input type="text" id="token" autocomplete="off" value="some-key-token"/></label>
            <button onclick="connect(event)">Connect</button>
            <hr>
            <label>Message: <input type="text" id="messageText" autocomplete="off"/></label>
            <button>Send</button>
        </form>
        <ul id='messages'>
        </ul>
        <script>
        var ws = null;
            function connect(event) {
                var itemId = document.getElementById("itemId")
                var token = document.getElementById("token")
                ws = new WebSocket("ws://localhost:8000/items/" + itemId.value + "/ws?token=" + token.value);
                ws.onmessage = function(event) {
                    var messages = document.getElementById('messages')
                    var message = document.createElement('li')
                    var content = document.createTextNode(event.data)
                    message.appendChild(content)
                    messages.appendChild(message)
                };
                event.preventDefault()
            }
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

Task<Response> get() {
  co_return HTMLResponse(std::string(html));
}

std::string get_cookie_or_token(Cookie<std::optional<std::string>, "session"> session,
                                Query<std::optional<std::string>, "token"> token) {
  if (!session && !token) throw WebSocketException{1008};
  return session ? *session : *token;
}

Task<void> websocket_endpoint(WebSocket& websocket, Path<std::string, "item_id"> item_id,
                              Query<std::optional<int>, "q"> q, Depends<get_cookie_or_token> cookie_or_token) {
  co_await websocket.accept();
  while (true) {
    const std::string data = co_await websocket.receive_text();
    co_await websocket.send_text("Session cookie or query token value is: " + *cookie_or_token);
    if (q) co_await websocket.send_text("Query parameter q is: " + std::to_string(*q));
    co_await websocket.send_text("Message text was: " + data + ", for item ID: " + item_id);
  }
}

void register_routes(App& app) {
  app.get<get>("/");
  app.websocket<websocket_endpoint>("/items/{item_id}/ws");
}

const Tutorial tutorial{"docs_src.websockets_.tutorial002", register_routes};

}  // namespace websockets_::tutorial002
