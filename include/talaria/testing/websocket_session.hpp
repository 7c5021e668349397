// WebSocketTestSession: the client's side of a WebSocket in a test (Starlette's WebSocketTestSession).
#pragma once
#include <string>
#include <string_view>
#include <utility>

#include <talaria/base/owned.hpp>
#include <talaria/testing/test_response.hpp>
#include <talaria/websocket/websocket.hpp>

namespace talaria {

// Not `testing`: that name next to GoogleTest's would be ambiguous after `using namespace talaria`.
namespace test_client {
class WebSocketConnection;
}

/// Thrown by TestClient::websocket_connect when the app does not accept: what it answered instead.
class WebSocketDenialResponse : public WebSocketDisconnect {
 public:
  explicit WebSocketDenialResponse(TestResponse response) : response_(std::move(response)) {}
  [[nodiscard]] const TestResponse& response() const { return response_; }
  [[nodiscard]] const char* what() const noexcept override { return "The WebSocket was refused"; }

 private:
  TestResponse response_;
};

/// An open WebSocket. While one of its functions waits, and only then, the app runs. Goes before its TestClient; the
/// handler hears of a disconnect then, and has five seconds to end before it is cancelled.
class WebSocketTestSession {
 public:
  explicit WebSocketTestSession(Owned<test_client::WebSocketConnection> connection);
  WebSocketTestSession(WebSocketTestSession&&) noexcept;
  WebSocketTestSession& operator=(WebSocketTestSession&&) noexcept;
  ~WebSocketTestSession();

  /// The header fields of the 101 response.
  [[nodiscard]] const http::Headers& headers() const;

  /// The next message of the app; throws WebSocketDisconnect when it closes instead.
  WebSocketMessage receive();
  /// The same; throws std::runtime_error when the message is no text.
  std::string receive_text();
  /// The same; throws std::runtime_error when the message is not binary.
  std::string receive_bytes();
  /// The same; throws std::runtime_error when the message is no JSON.
  Json receive_json();

  void send_text(std::string_view text);
  void send_bytes(std::string_view octets);
  void send_json(const Json& value);
  /// Closes from the client's side.
  void close(int code = 1000, std::string_view reason = {});

 private:
  Owned<test_client::WebSocketConnection> connection_;
};

}  // namespace talaria
