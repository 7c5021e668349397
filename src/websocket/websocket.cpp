#include "websocket/session.hpp"

#include <optional>
#include <stdexcept>

#include <talaria/base/utf8.hpp>
#include <talaria/websocket/websocket.hpp>

namespace talaria {

namespace {

using websocket::Opcode;

Task<std::string> receive_of(websocket::Session& session, WebSocketMessage::Type type, const char* otherwise) {
  WebSocketMessage message = co_await session.receive();
  if (message.type != type) throw WebSocketException(1003, otherwise);
  co_return std::move(message.data);
}

// One message after the other; the end is no exception.
template <class T>
Stream<T> iterate(WebSocket& socket, Task<T> (WebSocket::*receive)()) {
  while (true) {
    std::optional<T> value;
    try {
      value.emplace(co_await (socket.*receive)());
    } catch (const WebSocketDisconnect&) {
      co_return;
    }
    co_yield *value;
  }
}

}  // namespace

const Request& WebSocket::request() const {
  return session_.request();
}

// What is sent is put into its frame when the task is made, so that the argument need not outlive the call.

Task<void> WebSocket::accept(std::string_view subprotocol, http::Headers headers) {
  return session_.accept(std::string(subprotocol), std::move(headers));
}

Task<WebSocketMessage> WebSocket::receive() {
  return session_.receive();
}

Task<std::string> WebSocket::receive_text() {
  return receive_of(session_, WebSocketMessage::Type::text, "A text is expected");
}

Task<std::string> WebSocket::receive_bytes() {
  return receive_of(session_, WebSocketMessage::Type::bytes, "A binary message is expected");
}

Task<Json> WebSocket::receive_json() {
  const std::string text = co_await receive_text();
  auto value = parse_json(text);
  if (!value) throw WebSocketException(1007, "JSON is expected");
  co_return std::move(value).value();
}

Stream<std::string> WebSocket::iter_text() {
  return iterate<std::string>(*this, &WebSocket::receive_text);
}

Stream<std::string> WebSocket::iter_bytes() {
  return iterate<std::string>(*this, &WebSocket::receive_bytes);
}

Stream<Json> WebSocket::iter_json() {
  return iterate<Json>(*this, static_cast<Task<Json> (WebSocket::*)()>(&WebSocket::receive_json));
}

Task<void> WebSocket::send_text(std::string_view text) {
  if (!base::is_valid_utf8(text)) throw std::invalid_argument("a text message is UTF-8");
  return session_.send(session_.make_frame(Opcode::text, text));
}

Task<void> WebSocket::send_bytes(std::string_view octets) {
  return session_.send(session_.make_frame(Opcode::binary, octets));
}

Task<void> WebSocket::send_json(const Json& value) {
  return session_.send(session_.make_frame(Opcode::text, dump_json(value)));
}

Task<void> WebSocket::close(int code, std::string_view reason) {
  if (!websocket::is_close_code(code)) throw std::invalid_argument("this close code cannot be sent");
  if (reason.size() > websocket::longest_reason || !base::is_valid_utf8(reason)) {
    throw std::invalid_argument("the reason of a close is at most 123 octets of UTF-8");
  }
  return session_.close(code, std::string(reason));
}

}  // namespace talaria
