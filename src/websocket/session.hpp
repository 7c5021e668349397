// Session: one WebSocket conversation from the handshake to the last close frame, around the handler that leads it.
#pragma once
#include "async/waiters.hpp"
#include "websocket/deflate.hpp"
#include "websocket/inbox.hpp"
#include "websocket/outbox.hpp"

#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <talaria/async/context.hpp>
#include <talaria/async/loop.hpp>
#include <talaria/http/request.hpp>
#include <talaria/http/response.hpp>
#include <talaria/http/upgrade.hpp>
#include <talaria/websocket/frames.hpp>
#include <talaria/websocket/limits.hpp>
#include <talaria/websocket/websocket.hpp>

namespace talaria::websocket {

/// First start() runs the handler until it accepts or ends. If it accepted, the session becomes the Upgrade of the
/// response, and run() lets the handler go on with the connection. Beside the handler a task reads what the client
/// sends, as far as there is room for it, and another one sends pings.
class Session final : public http::Upgrade {
 public:
  /// `request` is borrowed; `accept` is the value that check_handshake gave.
  Session(const Request& request, std::string accept, const WebSocketLimits& limits);
  ~Session() override;

  [[nodiscard]] WebSocket& socket() { return socket_; }
  /// The session of a WebSocket.
  [[nodiscard]] static Session& of(WebSocket& socket) { return socket.session_; }
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

  // For those who send to many:
  /// Where others leave frames; made when it is first asked for, on the session's loop.
  [[nodiscard]] const std::shared_ptr<Outbox>& outbox();
  /// The same, null when nobody has asked for it.
  [[nodiscard]] Outbox* outbox_if_any() const { return outbox_.get(); }
  /// The bits of the window that a message of that size is compressed with for this client; 0: it is not compressed.
  [[nodiscard]] int compression_for(std::size_t size) const;
  [[nodiscard]] std::size_t compression_minimum() const { return limits_.deflate_minimum_size; }

 private:
  enum class Phase : std::uint8_t { connecting, refused, accepted, open };
  /// Why nothing more will be received, and what the client is told of it.
  struct End {
    int code;
    std::string reason = {};
    bool is_answered = true;  ///< with a close frame, if none was sent
    bool by_client = false;   ///< who knows the reason then
  };

  // session.cpp: the handler, from the handshake to the goodbye
  Task<void> drive();
  Task<void> say_goodbye(bool stopping);
  Task<void> deliver_rest();
  Task<void> await_end();
  void ensure_open() const;

  // session_reading.cpp: what comes, and what does not
  void start_reading();
  Task<void> run_beside(Task<void> task);
  Task<void> read_all();
  bool take_message(Event& event);
  bool is_within_rate();
  Task<void> keep_alive();
  Task<void> probe();
  static void on_idle_timer(void* self);
  void set_end(End end);
  void take_end();
  Task<void> wind_up();
  Task<void> await_taken();

  // session_sending.cpp: what goes out
  Task<void> write(std::string_view frame);
  Task<void> send_close(int code, std::string reason);
  Task<void> answer_end();
  static void on_left(void* self);
  Task<void> deliver();

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
  Inbox inbox_;
  std::shared_ptr<Outbox> outbox_;
  std::optional<End> end_;                         // behind what is in the inbox
  std::optional<WebSocketDisconnect> disconnect_;  // the end, once the handler may hear of it
  std::size_t unsent_ = 0;                         // octets of messages
  std::uint64_t received_ = 0;                     // messages, by the handler
  std::size_t messages_ = 0;                       // since messages_began_
  async::TimePoint messages_began_{};
  async::TimePoint last_message_{};
  async::Timer idle_timer_;
  int beside_ = 0;  // tasks that run beside the handler
  Phase phase_ = Phase::connecting;
  bool close_sent_ = false;
  bool ended_ = false;       // the handler has
  bool discards_ = false;    // nobody receives any more
  bool heard_ = false;       // something came since the last ping
  bool delivering_ = false;  // deliver() runs
  std::exception_ptr error_;
  async::Waiters changed_;    // start() and run(), for the handler and what runs beside it
  async::Waiters attached_;   // accept(), for the stream
  async::Waiters arrived_;    // receive(), for a message or the end
  async::Waiters room_;       // read_all(), for room in the inbox
  async::Waiters sent_;       // send(), for room and for what others left before
  async::Waiters sign_;       // probe(), for anything from the client
  async::Waiters end_taken_;  // wind_up(), for receive()
  async::Context context_;    // the handler's
  async::Context beside_context_;
  std::optional<Task<void>> handler_;
  std::optional<Task<void>> driver_;
  std::optional<Task<void>> reader_;
  std::optional<Task<void>> keeper_;
  std::optional<Task<void>> winder_;
  std::optional<Task<void>> postman_;
};

}  // namespace talaria::websocket
