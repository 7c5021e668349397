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

/// Waits until the connection has been handed over.
class Session::Attached {
 public:
  explicit Attached(Session& session) noexcept : session_(session) {}
  bool await_ready() const noexcept { return session_.stream_ != nullptr; }
  template <class P>
  bool await_suspend(std::coroutine_handle<P> handle) {
    async::Context* const context = async::detail::context_of(handle);
    if (context != nullptr && context->cancelled()) {
      cancelled_ = true;
      return false;
    }
    session_.accepter_ = handle;
    on_cancel_.set(context, &Attached::cancelled, this);
    return true;
  }
  void await_resume() {
    on_cancel_.remove();
    if (cancelled_) throw Cancelled{};
  }

 private:
  static void cancelled(void* self) {
    auto& wait = *static_cast<Attached*>(self);
    if (!wait.session_.accepter_) return;
    wait.cancelled_ = true;
    async::Loop::current().post(std::exchange(wait.session_.accepter_, {}));
  }

  Session& session_;
  async::CancelCallback on_cancel_;
  bool cancelled_ = false;
};

/// Waits until the handler has ended or, with `or_accepted`, has accepted.
class Session::Changed {
 public:
  Changed(Session& session, bool or_accepted) noexcept : session_(session), or_accepted_(or_accepted) {}
  bool await_ready() const noexcept { return session_.ended_ || (or_accepted_ && session_.accepted()); }
  void await_suspend(std::coroutine_handle<> handle) const noexcept { session_.waiter_ = handle; }
  void await_resume() const noexcept {}

 private:
  Session& session_;
  bool or_accepted_;
};

Session::Session(const Request& request, std::string accept, const WebSocketLimits& limits)
    : request_(request), accept_(std::move(accept)), limits_(limits), socket_(*this), parser_(limits) {
  if (!limits_.per_message_deflate) return;
  deflate_ = agree_on_deflate(request.headers().get_all("sec-websocket-extensions"));
  if (deflate_) parser_.set_inflater(inflater_.emplace(*deflate_));
}

Session::~Session() = default;

void Session::wake() {
  if (waiter_) async::Loop::current().post(std::exchange(waiter_, {}));
}

Task<void> Session::drive() {
  try {
    co_await *handler_;
  } catch (...) {
    error_ = std::current_exception();
  }
  ended_ = true;
  wake();
}

Task<bool> Session::start(Task<void> handler) {
  async::Context* const outer = co_await async::current_context();
  const Link link(outer, context_);
  handler_.emplace(std::move(handler));
  driver_.emplace(drive());
  async::detail::start_task(*driver_, &context_);
  co_await Changed{*this, true};
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
  {
    const Link link(outer, context_);
    if (accepter_) async::Loop::current().post(std::exchange(accepter_, {}));
    co_await Changed{*this, false};
  }
  // What is left to say is said also when the server stops, so not under its Context.
  async::Context last_words;
  const Task<void> goodbye = say_goodbye(outer != nullptr && outer->cancelled());
  co_await async::detail::under(last_words, goodbye);
}

Task<void> Session::accept(std::string subprotocol, http::Headers headers) {
  if (phase_ != Phase::connecting) throw std::logic_error("a WebSocket is accepted once, and not after close()");
  subprotocol_ = std::move(subprotocol);
  headers_ = std::move(headers);
  phase_ = Phase::accepted;
  wake();
  co_await Attached{*this};
}

std::string Session::make_frame(Opcode opcode, std::string_view content) const {
  std::string frame;
  if (deflate_ && content.size() >= limits_.deflate_minimum_size) {
    append_frame(frame, opcode, deflate_message(content, deflate_->server_max_window_bits), true);
  } else {
    append_frame(frame, opcode, content);
  }
  return frame;
}

void Session::ensure_open() const {
  if (phase_ != Phase::open) throw std::logic_error("call accept() first");
  if (disconnect_) throw *disconnect_;
}

Task<WebSocketMessage> Session::receive() {
  ensure_open();
  while (true) {
    Event event = parser_.next(unread_);
    if (event.kind == Event::Kind::text) {
      co_return WebSocketMessage(WebSocketMessage::Type::text, std::move(event.data));
    }
    if (event.kind == Event::Kind::binary) {
      co_return WebSocketMessage(WebSocketMessage::Type::bytes, std::move(event.data));
    }
    if (event.kind == Event::Kind::incomplete) {
      unread_ = co_await stream_->read();
      if (unread_.empty()) disconnect_.emplace(1006);
    } else if (event.kind == Event::Kind::ping && !close_sent_) {
      std::string pong;
      append_frame(pong, Opcode::pong, event.data);
      co_await write(std::move(pong));
    } else if (event.kind == Event::Kind::close) {
      disconnect_.emplace(event.code, std::move(event.data));
      if (!close_sent_) co_await send_close(event.code, {});
    } else if (event.kind == Event::Kind::failed) {
      disconnect_.emplace(event.code, event.data);
      if (!close_sent_) co_await send_close(event.code, event.data);
    }
    if (disconnect_) throw *disconnect_;
  }
}

Task<void> Session::write(std::string frame) {
  bool closed = false;
  try {
    co_await stream_->write(frame);
  } catch (const http::StreamClosed&) {
    closed = true;
  }
  if (!closed) co_return;
  if (!disconnect_) disconnect_.emplace(1006);
  throw *disconnect_;
}

Task<void> Session::send(std::string frame) {
  ensure_open();
  if (close_sent_) throw std::logic_error("nothing is sent after close()");
  co_await write(std::move(frame));
}

Task<void> Session::send_close(int code, std::string reason) {
  close_sent_ = true;
  std::string frame;
  append_frame(frame, Opcode::close, close_content(code, reason));
  co_await write(std::move(frame));
}

Task<void> Session::close(int code, std::string reason) {
  if (phase_ == Phase::connecting) phase_ = Phase::refused;
  if (phase_ != Phase::open || close_sent_ || disconnect_) co_return;
  co_await send_close(code, std::move(reason));
}

// The close handshake (RFC 6455 section 7.1.2): our frame, then the peer's, for as long as we care to wait.
Task<void> Session::say_goodbye(bool stopping) {
  try {
    if (!close_sent_ && !disconnect_) {
      Goodbye goodbye = goodbye_for(error_, stopping);
      Task<void> sending = send_close(goodbye.code, std::move(goodbye.reason));
      co_await with_timeout(limits_.close_time, std::move(sending));
    }
    if (!disconnect_) {
      Task<void> waiting = await_close();
      co_await with_timeout(limits_.close_time, std::move(waiting));
    }
  } catch (const WebSocketDisconnect&) {
    // Gone already, which is all that is wanted.
  } catch (const TimeoutError&) {
    // Whoever does not answer is not waited for.
  }
}

Task<void> Session::await_close() {
  while (true) {
    const WebSocketMessage ignored = co_await receive();
    static_cast<void>(ignored);
  }
}

}  // namespace talaria::websocket
