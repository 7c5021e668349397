// Session: one WebSocket conversation from the handshake to the last close frame, around the handler that leads it.
#pragma once
#include "websocket/deflate.hpp"

#include <coroutine>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <talaria/async/context.hpp>
#include <talaria/http/request.hpp>
#include <talaria/http/response.hpp>
#include <talaria/http/upgrade.hpp>
#include <talaria/websocket/frames.hpp>
#include <talaria/websocket/limits.hpp>
#include <talaria/websocket/websocket.hpp>

namespace talaria::websocket {

/// First start() runs the handler until it accepts or ends. If it accepted, the session becomes the Upgrade of the
/// response, and run() lets the handler go on with the connection.
class Session final : public http::Upgrade {
 public:
  /// `request` is borrowed; `accept` is the value that check_handshake gave.
  Session(const Request& request, std::string accept, const WebSocketLimits& limits);
  ~Session() override;

  [[nodiscard]] WebSocket& socket() { return socket_; }
  [[nodiscard]] const Request& request() const { return request_; }
  /// Whether the handler has accepted the client.
  [[nodiscard]] bool accepted() const { return phase_ == Phase::accepted || phase_ == Phase::open; }
  /// What the handler threw, once it has ended.
  [[nodiscard]] const std::exception_ptr& error() const { return error_; }

  /// Runs `handler`. True when it has accepted and waits for run(); false when it has ended.
  Task<bool> start(Task<void> handler);
  /// The 101 response of a session whose handler has accepted; it takes the session.
  [[nodiscard]] static Response make_response(std::unique_ptr<Session> session);

  Task<void> run(http::Stream& stream) override;

  // For the WebSocket:
  /// A frame with a whole message, compressed if that was agreed on.
  [[nodiscard]] std::string make_frame(Opcode opcode, std::string_view content) const;
  Task<void> accept(std::string subprotocol, http::Headers headers);
  Task<WebSocketMessage> receive();
  Task<void> send(std::string frame);
  Task<void> close(int code, std::string reason);

 private:
  enum class Phase : std::uint8_t { connecting, refused, accepted, open };
  class Attached;
  class Changed;

  Task<void> drive();
  void wake();
  Task<void> write(std::string frame);
  Task<void> send_close(int code, std::string reason);
  Task<void> say_goodbye(bool stopping);
  Task<void> await_close();
  void ensure_open() const;

  const Request& request_;
  std::string accept_;
  WebSocketLimits limits_;
  WebSocket socket_;
  std::optional<DeflateAgreement> deflate_;
  std::optional<Inflater> inflater_;
  FrameParser parser_;
  http::Stream* stream_ = nullptr;
  std::string_view unread_;
  std::string subprotocol_;
  http::Headers headers_;  // of the 101 response
  std::optional<WebSocketDisconnect> disconnect_;
  bool close_sent_ = false;
  bool ended_ = false;  // the handler has
  Phase phase_ = Phase::connecting;
  std::exception_ptr error_;
  std::coroutine_handle<> waiter_;    // start() or run(), for the handler
  std::coroutine_handle<> accepter_;  // accept(), for the stream
  async::Context context_;            // the handler's
  std::optional<Task<void>> handler_;
  std::optional<Task<void>> driver_;
};

}  // namespace talaria::websocket
