// WebSocket: what a handler of app.websocket<f>("/ws") talks with.
#pragma once
#include <string>
#include <string_view>
#include <utility>

#include <talaria/async/stream.hpp>
#include <talaria/async/task.hpp>
#include <talaria/http/headers.hpp>
#include <talaria/http/request.hpp>
#include <talaria/model/json.hpp>
#include <talaria/websocket/exceptions.hpp>

namespace talaria {

namespace websocket {
class Session;
}

/// A message of a client.
class WebSocketMessage {
 public:
  enum class Type { text, bytes };

  WebSocketMessage(Type message_type, std::string content) : type(message_type), data(std::move(content)) {}

  Type type;
  std::string data;  ///< UTF-8 if it is a text
};

/// The conversation with one client: `Task<void> echo(WebSocket& socket)`.
///
/// It begins with accept(); a handler that returns without it refuses the client (403). When the handler returns the
/// WebSocket is closed with code 1000, when it throws with 1011 or with the code of its WebSocketException. What the
/// client sends is read while the handler is busy with something else, up to a limit, so that pings are answered and a
/// client that leaves is noticed. It lives as long as the handler, and is used on the handler's loop only; one task
/// receives at a time, any number may send.
class WebSocket {
 public:
  explicit WebSocket(websocket::Session& session) : session_(session) {}
  WebSocket(const WebSocket&) = delete;
  WebSocket& operator=(const WebSocket&) = delete;

  /// The request that opened it: path, query, headers, cookies, client.
  [[nodiscard]] const Request& request() const;

  /// Lets the client in; returns when the connection is open. `subprotocol` must be one that the client offered;
  /// `headers` are added to the answer. Throws std::logic_error when called twice.
  Task<void> accept(std::string_view subprotocol = {}, http::Headers headers = {});

  /// The next message. Throws WebSocketDisconnect when the client has closed, or is gone, and all that it sent before
  /// has been received.
  Task<WebSocketMessage> receive();
  /// The next message, which has to be a text; another one throws WebSocketException with code 1003.
  Task<std::string> receive_text();
  /// The next message, which has to be a binary one; another one throws WebSocketException with code 1003.
  Task<std::string> receive_bytes();
  /// The next message as JSON; what is no JSON throws WebSocketException with code 1007.
  Task<Json> receive_json();
  /// The next message as a T, `co_await socket.receive_json<Item>()`; one that does not fit throws
  /// WebSocketRequestValidationError. Include `websocket/typed_websocket.hpp`.
  template <class T>
  Task<T> receive_json();

  /// What comes until the client leaves, which is the end of it: `Stream<std::string> texts = socket.iter_text();` and
  /// then `while (const std::string* text = co_await texts.next())`. Otherwise as the functions above.
  Stream<std::string> iter_text();
  Stream<std::string> iter_bytes();
  Stream<Json> iter_json();

  /// Sends a text, which must be UTF-8 (std::invalid_argument otherwise). Returns when the system has taken it, so a
  /// slow client slows the sender. Throws WebSocketDisconnect when the client is gone, std::logic_error before accept()
  /// and after close().
  Task<void> send_text(std::string_view text);
  /// The same for octets.
  Task<void> send_bytes(std::string_view octets);
  /// The same for JSON, as a text. Models convert by themselves.
  Task<void> send_json(const Json& value);

  /// Ends the conversation, or before accept() refuses it. `code` is one that may be sent (RFC 6455 section 7.4),
  /// `reason` at most 123 octets of UTF-8; std::invalid_argument otherwise.
  Task<void> close(int code = 1000, std::string_view reason = {});

 private:
  friend class websocket::Session;
  websocket::Session& session_;
};

}  // namespace talaria
