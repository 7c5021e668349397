#include "testing/websocket_connection.hpp"

#include <memory>
#include <stdexcept>
#include <utility>

#include <talaria/async/run_sync.hpp>
#include <talaria/async/timeout.hpp>
#include <talaria/http/status.hpp>
#include <talaria/testing/websocket_session.hpp>

namespace talaria {

namespace test_client {

using websocket::Event;
using websocket::Opcode;

namespace {

constexpr std::array<unsigned char, 4> mask = {0x37, 0xfa, 0x21, 0x3d};
constexpr std::chrono::seconds patience{5};
// What a test may get in one message is the test's own business.
constexpr WebSocketLimits limits{.message = std::size_t{1} << 30};

}  // namespace

/// One end waits for the other.
class WebSocketConnection::Wait {
 public:
  explicit Wait(std::coroutine_handle<>& waiter) noexcept : waiter_(waiter) {}
  bool await_ready() const noexcept { return false; }
  template <class P>
  bool await_suspend(std::coroutine_handle<P> handle) {
    async::Context* const context = async::detail::context_of(handle);
    cancelled_ = context != nullptr && context->cancelled();
    if (cancelled_) return false;
    waiter_ = handle;
    on_cancel_.set(context, &Wait::cancel, this);
    return true;
  }
  void await_resume() {
    on_cancel_.remove();
    if (cancelled_) throw Cancelled{};
  }

 private:
  static void cancel(void* self) {
    auto& wait = *static_cast<Wait*>(self);
    if (!wait.waiter_) return;
    wait.cancelled_ = true;
    async::Loop::current().post(std::exchange(wait.waiter_, {}));
  }

  std::coroutine_handle<>& waiter_;
  async::CancelCallback on_cancel_;
  bool cancelled_ = false;
};

WebSocketConnection::WebSocketConnection(http::Service& service, async::Loop& loop,
                                         std::unique_ptr<PreparedRequest> prepared)
    : service_(service), loop_(loop), prepared_(std::move(prepared)), parser_(limits, websocket::Sender::server) {}

WebSocketConnection::~WebSocketConnection() {
  if (!ended_) run_until_complete(loop_, leave());
}

void WebSocketConnection::wake(std::coroutine_handle<>& waiter) {
  if (waiter) loop_.post(std::exchange(waiter, {}));
}

Task<void> WebSocketConnection::await_end() {
  while (!ended_) co_await Wait{client_waits_};
}

Task<void> WebSocketConnection::leave() {
  client_left_ = true;
  wake(app_waits_);
  bool late = false;
  try {
    co_await with_timeout(patience, await_end());
  } catch (const TimeoutError&) {
    late = true;
  }
  if (!late) co_return;
  app_context_.cancel();
  co_await await_end();
}

std::optional<TestResponse> WebSocketConnection::open() {
  return run_until_complete(loop_, connect());
}

Task<std::optional<TestResponse>> WebSocketConnection::connect() {
  request_.emplace(prepared_->head());
  request_->set_body({});
  response_ = co_await service_.handle(*request_);
  if (response_->upgrade && response_->status_code == status::http_101_switching_protocols) {
    ended_ = false;
    loop_.spawn(serve());
    co_return std::nullopt;
  }
  TestResponse refusal = co_await collect(*response_, false);
  co_return refusal;
}

Task<void> WebSocketConnection::serve() {
  const Task<void> running = response_->upgrade->run(*this);
  std::exception_ptr error;
  try {
    co_await async::detail::under(app_context_, running);
  } catch (...) {
    error = std::current_exception();
  }
  ended_ = true;
  wake(client_waits_);
  if (error) std::rethrow_exception(error);
}

Event WebSocketConnection::receive() {
  while (true) {
    Event event = run_until_complete(loop_, next_event());
    if (event.kind == Event::Kind::ping) send(Opcode::pong, event.data);
    if (event.kind == Event::Kind::failed) throw std::runtime_error("the app sent a bad frame: " + event.data);
    if (event.kind == Event::Kind::close && event.code != 1006) {
      send(Opcode::close, websocket::close_content(event.code, {}));
    }
    if (event.kind != Event::Kind::ping && event.kind != Event::Kind::pong) return event;
  }
}

Task<Event> WebSocketConnection::next_event() {
  while (true) {
    Event event = parser_.next(unread_);
    if (event.kind != Event::Kind::incomplete) co_return event;
    if (!to_client_.empty()) {
      client_reads_ = std::exchange(to_client_, {});
      unread_ = client_reads_;
    } else if (ended_) {
      event.kind = Event::Kind::close;
      event.code = 1006;
      co_return event;
    } else {
      co_await Wait{client_waits_};
    }
  }
}

void WebSocketConnection::send(Opcode opcode, std::string_view content) {
  if (opcode == Opcode::close && std::exchange(close_sent_, true)) return;
  websocket::append_masked_frame(to_app_, opcode, content, mask);
  wake(app_waits_);
}

Task<std::string_view> WebSocketConnection::read() {
  while (to_app_.empty() && !client_left_) co_await Wait{app_waits_};
  app_reads_ = std::exchange(to_app_, {});
  co_return app_reads_;
}

Task<void> WebSocketConnection::write(std::string_view octets) {
  if (client_left_) throw http::StreamClosed{};
  to_client_.append(octets);
  wake(client_waits_);
  co_return;
}

}  // namespace test_client

WebSocketTestSession::WebSocketTestSession(Owned<test_client::WebSocketConnection> connection)
    : connection_(std::move(connection)) {}
WebSocketTestSession::WebSocketTestSession(WebSocketTestSession&&) noexcept = default;
WebSocketTestSession& WebSocketTestSession::operator=(WebSocketTestSession&&) noexcept = default;
WebSocketTestSession::~WebSocketTestSession() = default;

const http::Headers& WebSocketTestSession::headers() const {
  return connection_->headers();
}

WebSocketMessage WebSocketTestSession::receive() {
  websocket::Event event = connection_->receive();
  if (event.kind == websocket::Event::Kind::close) throw WebSocketDisconnect(event.code, std::move(event.data));
  const bool is_text = event.kind == websocket::Event::Kind::text;
  return {is_text ? WebSocketMessage::Type::text : WebSocketMessage::Type::bytes, std::move(event.data)};
}

std::string WebSocketTestSession::receive_text() {
  WebSocketMessage message = receive();
  if (message.type != WebSocketMessage::Type::text) throw std::runtime_error("the message is no text");
  return std::move(message.data);
}

std::string WebSocketTestSession::receive_bytes() {
  WebSocketMessage message = receive();
  if (message.type != WebSocketMessage::Type::bytes) throw std::runtime_error("the message is not binary");
  return std::move(message.data);
}

Json WebSocketTestSession::receive_json() {
  auto value = parse_json(receive_text());
  if (!value) throw std::runtime_error("the message is no JSON: " + value.error().message);
  return std::move(value).value();
}

void WebSocketTestSession::send_text(std::string_view text) {
  connection_->send(websocket::Opcode::text, text);
}
void WebSocketTestSession::send_bytes(std::string_view octets) {
  connection_->send(websocket::Opcode::binary, octets);
}
void WebSocketTestSession::send_json(const Json& value) {
  connection_->send(websocket::Opcode::text, dump_json(value));
}
void WebSocketTestSession::close(int code, std::string_view reason) {
  connection_->send(websocket::Opcode::close, websocket::close_content(code, reason));
}

}  // namespace talaria
