#include "websocket/session.hpp"

#include "async/root.hpp"

#include <memory>
#include <stdexcept>
#include <utility>

#include <talaria/async/loop.hpp>
#include <talaria/async/timeout.hpp>
#include <talaria/base/utf8.hpp>

namespace talaria::websocket {

namespace {

// Cancels one Context with another that is no parent of it.
class Link {
 public:
  Link(async::Context* from, async::Context& to) {
    if (from == nullptr) return;
    if (from->cancelled()) {
      to.cancel();
    } else {
      callback_.set(from, [](void* context) { static_cast<async::Context*>(context)->cancel(); }, &to);
    }
  }

 private:
  async::CancelCallback callback_;
};

struct Goodbye {
  int code;
  std::string reason;
};

// The close code for how the handler ended.
Goodbye goodbye_for(const std::exception_ptr& error, bool stopping) {
  if (stopping) return {1001, {}};
  if (!error) return {1000, {}};
  try {
    std::rethrow_exception(error);
  } catch (const WebSocketException& exception) {
    if (!is_close_code(exception.code())) return {1011, {}};
    const bool fits = exception.reason().size() <= longest_reason && base::is_valid_utf8(exception.reason());
    return {exception.code(), fits ? exception.reason() : std::string()};
  } catch (const WebSocketDisconnect&) {
    return {1000, {}};
  } catch (const Cancelled&) {
    return {1001, {}};
  } catch (...) {
    return {1011, {}};
  }
}

}  // namespace

Session::Session(const Request& request, std::string accept, const WebSocketLimits& limits)
    : request_(request),
      accept_(std::move(accept)),
      limits_(limits),
      socket_(*this),
      parser_(limits),
      inbox_(limits.unread),
      idle_timer_(&Session::on_idle_timer, this) {
  if (!limits_.per_message_deflate) return;
  deflate_ = agree_on_deflate(request.headers().get_all("sec-websocket-extensions"));
  if (deflate_) parser_.set_inflater(inflater_.emplace(*deflate_));
}

Session::~Session() = default;

Task<void> Session::drive() {
  try {
    co_await *handler_;
  } catch (...) {
    error_ = std::current_exception();
  }
  ended_ = true;
  changed_.wake_all();
}

Task<bool> Session::start(Task<void> handler) {
  async::Context* const outer = co_await async::current_context();
  const Link link(outer, context_);
  handler_.emplace(std::move(handler));
  driver_.emplace(drive());
  async::detail::start_task(*driver_, &context_);
  while (!ended_ && !accepted()) co_await changed_.wait_undisturbed();
  co_return !ended_;
}

Response Session::make_response(std::unique_ptr<Session> session) {
  Response response({}, 101);
  response.headers = session->headers_;
  response.headers.set("upgrade", "websocket");
  response.headers.set("connection", "Upgrade");
  response.headers.set("sec-websocket-accept", session->accept_);
  if (session->deflate_) response.headers.set("sec-websocket-extensions", deflate_answer(*session->deflate_));
  if (!session->subprotocol_.empty()) response.headers.set("sec-websocket-protocol", session->subprotocol_);
  response.upgrade = std::move(session);
  return response;
}

Task<void> Session::run(http::Stream& stream) {
  async::Context* const outer = co_await async::current_context();
  stream_ = &stream;
  phase_ = Phase::open;
  start_reading();
  {
    const Link link(outer, context_);
    attached_.wake_all();
    while (!ended_) co_await changed_.wait_undisturbed();
  }
  // What is left to say is said also when the server stops, so not under its Context.
  async::Context last_words;
  const Task<void> goodbye = say_goodbye(outer != nullptr && outer->cancelled());
  co_await async::detail::under(last_words, goodbye);
  idle_timer_.cancel();
  beside_context_.cancel();
  while (beside_ > 0 || (outbox_ && outbox_->is_scheduled())) co_await changed_.wait_undisturbed();
}

Task<void> Session::accept(std::string subprotocol, http::Headers headers) {
  if (phase_ != Phase::connecting) throw std::logic_error("a WebSocket is accepted once, and not after close()");
  subprotocol_ = std::move(subprotocol);
  headers_ = std::move(headers);
  phase_ = Phase::accepted;
  changed_.wake_all();
  while (stream_ == nullptr) co_await attached_.wait();
}

void Session::ensure_open() const {
  if (phase_ != Phase::open) throw std::logic_error("call accept() first");
}

Task<WebSocketMessage> Session::receive() {
  ensure_open();
  context_.throw_if_cancelled();
  while (inbox_.empty()) {
    if (end_) take_end();
    if (disconnect_) throw *disconnect_;
    co_await arrived_.wait();
  }
  WebSocketMessage message = inbox_.pop();
  ++received_;
  room_.wake_all();
  co_return message;
}

Task<void> Session::close(int code, std::string reason) {
  if (phase_ == Phase::connecting) phase_ = Phase::refused;
  if (phase_ != Phase::open || close_sent_ || disconnect_) co_return;
  co_await send_close(code, std::move(reason));
}

// The close handshake (RFC 6455 section 7.1.2): our frame, then the peer's, for as long as we care to wait.
Task<void> Session::say_goodbye(bool stopping) {
  discards_ = true;
  inbox_.clear();
  room_.wake_all();
  try {
    Task<void> delivering = deliver_rest();
    co_await with_timeout(limits_.close_time, std::move(delivering));
    if (!end_ && !close_sent_) {
      Goodbye goodbye = goodbye_for(error_, stopping);
      Task<void> sending = send_close(goodbye.code, std::move(goodbye.reason));
      co_await with_timeout(limits_.close_time, std::move(sending));
    }
    Task<void> waiting = await_end();
    co_await with_timeout(limits_.close_time, std::move(waiting));
    Task<void> answering = answer_end();
    co_await with_timeout(limits_.close_time, std::move(answering));
  } catch (const WebSocketDisconnect&) {
    // Gone already, which is all that is wanted.
  } catch (const TimeoutError&) {
    // Whoever does not answer is not waited for.
  }
}

// What others left for the client before the conversation ended.
Task<void> Session::deliver_rest() {
  if (!outbox_) co_return;
  outbox_->close();
  while (outbox_->gone() < outbox_->left() && !end_) co_await sent_.wait();
}

Task<void> Session::await_end() {
  while (!end_) co_await arrived_.wait();
}

}  // namespace talaria::websocket
