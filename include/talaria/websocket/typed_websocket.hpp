// TypedWebSocket: a conversation whose messages are models. What reads them and what documents them are the same
// tables.
#pragma once
#include <string>
#include <string_view>
#include <utility>

#include <talaria/model/describe.hpp>
#include <talaria/model/dump.hpp>
#include <talaria/model/validate.hpp>
#include <talaria/websocket/websocket.hpp>

namespace talaria {

namespace websocket {

/// Makes of a message what cannot be read at once: fills `out`, a fresh object, or throws
/// WebSocketRequestValidationError with every violation; WebSocketException with code 1007 for what is no JSON.
void read_message(const model::TypeInfo& type, std::string_view text, void* out);

/// A T from the text of a message.
template <class T>
T message_to(std::string_view text) {
  T fast{};
  if (model::read_json(model::type_info<T>, model::no_facts, text, &fast)) return fast;
  T slow{};
  read_message(model::type_info<T>, text, &slow);
  return slow;
}

}  // namespace websocket

template <class T>
Task<T> WebSocket::receive_json() {
  const std::string text = co_await receive_text();
  co_return websocket::message_to<T>(text);
}

/// A WebSocket that receives `In` and sends `Out`, both as JSON texts: models, or whatever has a description, such as a
/// std::variant of several models. A parameter of the handler, `Task<void> chat(TypedWebSocket<Say, Said> socket)`, by
/// value. The AsyncAPI document shows its messages with their schemas.
template <class In, class Out = In>
class TypedWebSocket {
 public:
  explicit TypedWebSocket(WebSocket& socket) : socket_(&socket) {}

  /// The socket itself, for texts and octets and for a ConnectionManager.
  [[nodiscard]] WebSocket& socket() const { return *socket_; }
  [[nodiscard]] const Request& request() const { return socket_->request(); }

  /// See WebSocket::accept.
  Task<void> accept() { return socket_->accept(); }
  Task<void> accept(std::string_view subprotocol, http::Headers headers = {}) {
    return socket_->accept(subprotocol, std::move(headers));
  }
  /// The next message. What does not fit throws WebSocketRequestValidationError: let it pass, and the conversation ends
  /// with code 1008; or catch it, say what is wrong and go on.
  Task<In> receive() { return socket_->template receive_json<In>(); }
  /// Sends `value` as it is now. Otherwise as WebSocket::send_text.
  Task<void> send(const Out& value) {
    std::string text;
    model::write_json(text, model::type_info<Out>, &value);
    return socket_->send_text(text);
  }
  /// See WebSocket::close.
  Task<void> close(int code = 1000, std::string_view reason = {}) { return socket_->close(code, reason); }

 private:
  WebSocket* socket_;
};

}  // namespace talaria
