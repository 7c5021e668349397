// Session: what the client sends, and what it does not.
#include "async/root.hpp"
#include "websocket/local_stream.hpp"
#include "websocket/session.hpp"

#include <utility>

#include <talaria/async/sleep.hpp>
#include <talaria/async/timeout.hpp>

namespace talaria::websocket {

namespace {

// What the handler was about to say when the client ended the conversation still goes out for so long.
constexpr std::chrono::milliseconds time_for_last_words{1'000};

}  // namespace

void Session::start_reading() {
  const auto begin = [this](std::optional<Task<void>>& place, Task<void> task) {
    place.emplace(run_beside(std::move(task)));
    ++beside_;
    async::detail::start_task(*place, &beside_context_);
  };
  if (limits_.idle < WebSocketLimits::unlimited_time) {
    async::Loop& loop = async::Loop::current();
    last_message_ = loop.now();
    idle_timer_.set(loop, last_message_ + limits_.idle);
  }
  begin(reader_, read_all());
  const bool may_fall_silent = dynamic_cast<LocalStream*>(stream_) == nullptr;
  if (may_fall_silent && limits_.ping_interval < WebSocketLimits::unlimited_time) begin(keeper_, keep_alive());
}

// Whatever goes wrong in what runs beside the handler ends the conversation.
Task<void> Session::run_beside(Task<void> task) {
  bool failed = false;
  try {
    co_await task;
  } catch (const Cancelled&) {
    // run() is over.
  } catch (const WebSocketDisconnect&) {
    set_end(End{1006, {}, false});
  } catch (...) {
    failed = true;
  }
  if (failed) set_end(End{1011});
  --beside_;
  changed_.wake_all();
}

Task<void> Session::read_all() {
  while (!end_) {
    Event event = parser_.next(unread_);
    switch (event.kind) {
      case Event::Kind::incomplete:
        unread_ = co_await stream_->read();
        if (unread_.empty()) set_end(End{1006, {}, false});
        heard_ = true;
        sign_.wake_all();
        break;
      case Event::Kind::text:
      case Event::Kind::binary:
        if (take_message(event)) {
          while (inbox_.full()) co_await room_.wait();
        }
        break;
      case Event::Kind::ping:
        if (!close_sent_) {
          std::string pong;
          append_frame(pong, Opcode::pong, event.data);
          co_await write(pong);
        }
        break;
      case Event::Kind::pong:
        break;
      case Event::Kind::close:
        set_end(End{event.code, std::move(event.data), true, true});
        break;
      case Event::Kind::failed:
        set_end(End{event.code, std::move(event.data)});
        break;
    }
  }
}

// Whether the message is now in the inbox.
bool Session::take_message(Event& event) {
  if (!is_within_rate()) {
    set_end(End{1008, "Too many messages"});
    return false;
  }
  if (idle_timer_.is_set()) last_message_ = async::Loop::current().now();
  if (discards_) return false;
  const auto type = event.kind == Event::Kind::text ? WebSocketMessage::Type::text : WebSocketMessage::Type::bytes;
  inbox_.push(WebSocketMessage(type, std::move(event.data)));
  arrived_.wake_one();
  return true;
}

bool Session::is_within_rate() {
  if (limits_.messages == WebSocketLimits::unlimited) return true;
  const auto now = async::Loop::current().now();
  if (messages_ == 0 || now - messages_began_ >= limits_.messages_time) {
    messages_began_ = now;
    messages_ = 0;
  }
  return ++messages_ <= limits_.messages;
}

Task<void> Session::keep_alive() {
  while (!end_ && !close_sent_) {
    co_await sleep(limits_.ping_interval);
    // While the handler leaves messages lying about nothing is read, and no pong either.
    if (!room_.empty() || end_ || close_sent_) continue;
    heard_ = false;
    Task<void> probing = probe();
    try {
      co_await with_timeout(limits_.ping_timeout, std::move(probing));
    } catch (const TimeoutError&) {
      if (!heard_ && room_.empty()) set_end(End{1011, "A ping was not answered"});
    }
  }
}

Task<void> Session::probe() {
  std::string ping;
  append_frame(ping, Opcode::ping, {});
  co_await write(ping);
  while (!heard_) co_await sign_.wait();
}

void Session::on_idle_timer(void* self) {
  auto& session = *static_cast<Session*>(self);
  async::Loop& loop = async::Loop::current();
  const auto due = session.last_message_ + session.limits_.idle;
  // A client that is being slowed down is not idle.
  if (!session.room_.empty()) {
    session.idle_timer_.set(loop, loop.now() + session.limits_.idle);
  } else if (loop.now() < due) {
    session.idle_timer_.set(loop, due);
  } else {
    session.set_end(End{1001, "Nothing was sent for too long"});
  }
}

// The handler hears of it when it has received what came before.
void Session::set_end(End end) {
  if (end_) return;
  end_ = std::move(end);
  arrived_.wake_all();
  sent_.wake_all();
  sign_.wake_all();
  winder_.emplace(run_beside(wind_up()));
  ++beside_;
  async::detail::start_task(*winder_, &beside_context_);
}

void Session::take_end() {
  if (disconnect_) return;
  disconnect_.emplace(end_->code, end_->reason);
  end_taken_.wake_all();
  sent_.wake_all();
}

// A handler that receives hears of the end behind all that came before. One that does not hears of it a little later,
// when it sends; and one that does neither is cancelled in the end.
Task<void> Session::wind_up() {
  std::uint64_t received = 0;
  while (!disconnect_) {
    received = received_;
    const async::Duration patience = inbox_.empty() ? time_for_last_words : limits_.handler_time;
    Task<void> waiting = await_taken();
    try {
      co_await with_timeout(patience, std::move(waiting));
    } catch (const TimeoutError&) {
      if (received == received_) take_end();
    }
  }
  co_await answer_end();
  do {
    received = received_;
    co_await sleep(limits_.handler_time);
  } while (received != received_);
  context_.cancel();
}

Task<void> Session::await_taken() {
  while (!disconnect_) co_await end_taken_.wait();
}

}  // namespace talaria::websocket
