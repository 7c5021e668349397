// WebSocketConnection: a connection in memory, with the app on one end and a test on the other.
#pragma once
#include "testing/prepared_request.hpp"
#include "websocket/local_stream.hpp"

#include <coroutine>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <talaria/async/context.hpp>
#include <talaria/async/loop.hpp>
#include <talaria/http/service.hpp>
#include <talaria/websocket/frames.hpp>

namespace talaria::test_client {

class WebSocketConnection final : public websocket::LocalStream {
 public:
  WebSocketConnection(http::Service& service, async::Loop& loop, std::unique_ptr<PreparedRequest> prepared);
  /// The client leaves, and waits for the end of the handler.
  ~WebSocketConnection() override;

  /// Does the handshake; gives the response if the app refuses.
  std::optional<TestResponse> open();
  [[nodiscard]] const http::Headers& headers() const { return response_->headers; }
  /// The next message or close of the app; a close with code 1006 when it went without one.
  websocket::Event receive();
  void send(websocket::Opcode opcode, std::string_view content);

  // The app's end:
  Task<std::string_view> read() override;
  Task<void> write(std::string_view octets) override;

 private:
  class Wait;

  Task<std::optional<TestResponse>> connect();
  Task<void> serve();
  Task<websocket::Event> next_event();
  Task<void> await_end();
  Task<void> leave();
  void wake(std::coroutine_handle<>& waiter);

  http::Service& service_;
  async::Loop& loop_;
  std::unique_ptr<PreparedRequest> prepared_;
  std::optional<Request> request_;
  std::optional<Response> response_;
  websocket::FrameParser parser_;
  std::string to_app_;
  std::string app_reads_;
  std::string to_client_;
  std::string client_reads_;
  std::string_view unread_;  // of client_reads_
  std::coroutine_handle<> app_waits_;
  std::coroutine_handle<> client_waits_;
  async::Context app_context_;
  bool client_left_ = false;
  bool ended_ = true;  // the app's end
  bool close_sent_ = false;
};

}  // namespace talaria::test_client
