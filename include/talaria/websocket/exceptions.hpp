// How a WebSocket conversation ends otherwise than by returning from the handler.
#pragma once
#include <cstddef>
#include <exception>
#include <string>
#include <string_view>
#include <utility>

#include <talaria/model/validation_error.hpp>

namespace talaria {

/// Thrown by what a WebSocket does when the conversation is over: the client has closed it, or is gone. A handler that
/// has nothing to clean up lets it pass.
class WebSocketDisconnect : public std::exception {
 public:
  explicit WebSocketDisconnect(int code = 1000, std::string reason = {}) : code_(code), reason_(std::move(reason)) {}

  /// The close code (RFC 6455 section 7.4): the client's own; 1005 when it gave none, 1006 when it went without a word.
  [[nodiscard]] int code() const { return code_; }
  [[nodiscard]] const std::string& reason() const { return reason_; }
  [[nodiscard]] const char* what() const noexcept override { return "The WebSocket is disconnected"; }

 private:
  int code_;
  std::string reason_;
};

/// Ends the conversation with this close code: `throw WebSocketException{1008, "Not for you"};`. Thrown before accept()
/// the client gets the HTTP status 403.
class WebSocketException : public std::exception {
 public:
  explicit WebSocketException(int code, std::string reason = {}) : code_(code), reason_(std::move(reason)) {}

  [[nodiscard]] int code() const { return code_; }
  [[nodiscard]] const std::string& reason() const { return reason_; }
  [[nodiscard]] const char* what() const noexcept override { return "The WebSocket is closed with an error"; }

 private:
  int code_;
  std::string reason_;
};

/// A message, or the handshake, does not fit what the handler asks for. When it leaves the handler the conversation
/// ends with code 1008 and the first violations as the reason; before accept() the client gets the HTTP status 403.
class WebSocketRequestValidationError : public WebSocketException {
 public:
  explicit WebSocketRequestValidationError(model::Errors errors);
  WebSocketRequestValidationError(const WebSocketRequestValidationError&);
  WebSocketRequestValidationError& operator=(const WebSocketRequestValidationError&);
  ~WebSocketRequestValidationError() override;
  [[nodiscard]] const model::Errors& errors() const { return errors_; }

 private:
  model::Errors errors_;
};

namespace websocket {

/// Whether a close frame may carry this code (RFC 6455 section 7.4 and the codes registered since).
[[nodiscard]] constexpr bool is_close_code(int code) {
  const bool reserved = code == 1004 || code == 1005 || code == 1006;
  return (code >= 1000 && code <= 1014 && !reserved) || (code >= 3000 && code <= 4999);
}

/// Octets of the longest reason that a close frame has room for.
inline constexpr std::size_t longest_reason = 123;

}  // namespace websocket

}  // namespace talaria
