// Session: what is sent to the client, by its handler and by others.
#include "async/root.hpp"
#include "websocket/session.hpp"

#include <stdexcept>
#include <utility>

namespace talaria::websocket {

int Session::compression_for(std::size_t size) const {
  return deflate_ && size >= limits_.deflate_minimum_size ? deflate_->server_max_window_bits : 0;
}

std::string Session::make_frame(Opcode opcode, std::string_view content) const {
  std::string frame;
  if (const int bits = compression_for(content.size()); bits != 0) {
    append_frame(frame, opcode, deflate_message(content, bits), true);
  } else {
    append_frame(frame, opcode, content);
  }
  return frame;
}

Task<void> Session::write(std::string_view frame) {
  bool closed = false;
  try {
    co_await stream_->write(frame);
  } catch (const http::StreamClosed&) {
    closed = true;
  }
  if (!closed) co_return;
  if (!end_) set_end(End{1006, {}, false});
  take_end();
  throw *disconnect_;
}

Task<void> Session::send(std::string frame) {
  ensure_open();
  // What others left before goes first.
  const std::uint64_t left = outbox_ ? outbox_->left() : 0;
  const auto must_wait = [&] {
    if (disconnect_) throw *disconnect_;
    if (close_sent_) throw std::logic_error("nothing is sent after close()");
    return (unsent_ > 0 && unsent_ + frame.size() > limits_.unsent) || (outbox_ && outbox_->gone() < left);
  };
  while (must_wait()) co_await sent_.wait();
  // Those that are written at once stay in their order, and each waits until the system has taken it.
  struct Counted {
    Session& session;
    std::size_t size;
    Counted(Session& its_session, std::size_t its_size) : session(its_session), size(its_size) {
      session.unsent_ += size;
    }
    ~Counted() {
      session.unsent_ -= size;
      session.sent_.wake_all();
    }
  };
  const Counted counted(*this, frame.size());
  co_await write(frame);
}

Task<void> Session::send_close(int code, std::string reason) {
  close_sent_ = true;
  sent_.wake_all();
  std::string frame;
  append_frame(frame, Opcode::close, close_content(code, reason));
  co_await write(frame);
}

// Says to the client why it is over, or says its own word back to it.
Task<void> Session::answer_end() {
  take_end();
  if (!end_->is_answered || close_sent_) co_return;
  std::string reason = end_->by_client ? std::string() : end_->reason;
  co_await send_close(end_->code, std::move(reason));
}

const std::shared_ptr<Outbox>& Session::outbox() {
  if (!outbox_) outbox_ = std::make_shared<Outbox>(async::Loop::current(), &Session::on_left, this);
  return outbox_;
}

// Something has been left for the client, or more than it may have.
void Session::on_left(void* self) {
  auto& session = *static_cast<Session*>(self);
  const bool too_slow = session.outbox_->begin_taking();
  session.changed_.wake_all();
  if (session.ended_ && session.end_) return session.outbox_->clear();
  if (too_slow) {
    session.outbox_->clear();
    session.set_end(End{1008, "What is sent is not read fast enough"});
    session.take_end();
  } else if (!std::exchange(session.delivering_, true)) {
    session.postman_.reset();
    session.postman_.emplace(session.run_beside(session.deliver()));
    ++session.beside_;
    async::detail::start_task(*session.postman_, &session.beside_context_);
  }
}

Task<void> Session::deliver() {
  struct Done {
    Session& session;
    explicit Done(Session& its_session) : session(its_session) {}
    ~Done() {
      session.delivering_ = false;
      session.sent_.wake_all();
    }
  };
  const Done done(*this);
  while (const SharedFrame frame = outbox_->pop()) {
    if (disconnect_ || close_sent_) continue;
    co_await write(*frame);
    sent_.wake_all();
  }
}

}  // namespace talaria::websocket
