#include "server/connection.hpp"

#include "server/connection_upgrade.hpp"
#include "server/h2/open.hpp"
#include "server/worker.hpp"

#include <algorithm>
#include <cerrno>
#include <string>
#include <string_view>
#include <utility>

namespace talaria::server {

namespace {

constexpr std::size_t small_block = 2 * 1024;
constexpr std::size_t big_block = 16 * 1024;
// Answers in memory beyond this are sent before the next request is looked at.
constexpr std::size_t cork_limit = 64 * 1024;

}  // namespace

Connection::Connection(Worker& worker, Transport transport) : worker_(worker), transport_(std::move(transport)) {}

void Connection::start() {
  set_deadline(worker_.limits().head_time);
  begin_read();
}

void Connection::set_deadline(std::chrono::milliseconds duration) {
  // The worker's time is a little late, so a tick is added: never too early.
  deadline_ = worker_.now() + worker_.tick() + duration;
}

// Between two requests a connection has no exchange, and so no buffer.
void Connection::ensure_exchange() {
  if (exchange_) return;
  exchange_ = worker_.take_exchange();
  exchange_->feed = this;
}

void Connection::release_exchange() {
  exchange_->feed = nullptr;
  exchange_->buffer.clear();
  worker_.give_back(std::move(exchange_));
}

bool Connection::head_has_begun() const {
  return exchange_ && exchange_->parser.has_begun(exchange_->buffer.size());
}

// Whether there is, or can be, room for what comes.
bool Connection::has_read_space() {
  if (phase_ == Phase::head || phase_ == Phase::lingering) return true;
  // Views into the block are out: only the space behind them is free.
  if (phase_ == Phase::draining || exchange_->waits_for_body()) return exchange_->make_body_space();
  return exchange_->buffer.space_size() > 0;
}

void Connection::make_read_space() {
  ensure_exchange();
  ReceiveBuffer& buffer = exchange_->buffer;
  if (phase_ == Phase::lingering) buffer.clear();
  if (phase_ != Phase::head && phase_ != Phase::lingering) return;
  const auto moved = [this](const char* from, const char* to) { exchange_->parser.rebase(from, to); };
  buffer.rewind();
  if (buffer.empty() && buffer.capacity() > big_block) buffer = ReceiveBuffer{};
  if (buffer.space_size() >= small_block / 2) return;
  buffer.compact(moved);
  if (buffer.space_size() < buffer.capacity() / 4 || buffer.capacity() == 0) {
    const std::size_t capacity = buffer.capacity() == 0 ? small_block : std::max(big_block, buffer.capacity() * 2);
    buffer.reallocate(capacity, moved);
  }
}

void Connection::begin_read() {
  if (read_pending_ || phase_ == Phase::closed || phase_ == Phase::upgraded || input_ended_ || !has_read_space())
    return;
  read_pending_ = true;
  transport_.async_wait_readable([this](const boost::system::error_code&) { on_readable(); });
}

void Connection::on_readable() {
  read_pending_ = false;
  if (phase_ == Phase::closed) return leave_if_over();
  if (phase_ == Phase::upgraded) {
    if (upgraded_ != nullptr) upgraded_->on_input();
    return leave_if_over();
  }
  enter<&Connection::read>();
}

void Connection::read() {
  // The space that there was may have been used up by now.
  if (!has_read_space()) return;
  make_read_space();
  ReceiveBuffer& buffer = exchange_->buffer;
  const ssize_t size = transport_.receive(buffer.space(), buffer.space_size());
  if (size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)) {
    rest();
  } else if (size <= 0) {
    on_input_ended(size == 0);
  } else {
    on_read(static_cast<std::size_t>(size));
  }
}

void Connection::on_read(std::size_t size) {
  exchange_->buffer.commit(size);
  if (phase_ == Phase::head) {
    process();
  } else if (phase_ == Phase::draining) {
    drain_body();
    proceed();
  } else if (phase_ == Phase::lingering) {
    drained_ += size;
    if (drained_ > 16 * worker_.limits().drain) close();
    begin_read();
  } else {
    body_watch_.progress(size, worker_.now());
    if (exchange_->waits_for_body()) {
      body_watch_.end_wait(worker_.now());
      exchange_->wake();
    }
    if (phase_ != Phase::closed && exchange_ && exchange_->buffer.size() < worker_.limits().pipelined) begin_read();
  }
}

// The client has closed its side, or the connection broke. A client that only closes its sending side after a request
// cannot be told from one that left; as with other servers it is taken to be gone, but gets what was answered before.
void Connection::on_input_ended(bool in_order) {
  input_ended_ = true;
  keep_alive_ = false;
  if (phase_ == Phase::upgraded) {
    peer_gone_ = peer_gone_ || !in_order;
    return on_drained();
  }
  const bool answered = phase_ == Phase::sending || (phase_ == Phase::head && blocked());
  if (answered && in_order) {
    close_when_sent_ = phase_ == Phase::head;
    return;
  }
  if (phase_ == Phase::handling || phase_ == Phase::streaming || phase_ == Phase::sending) {
    peer_gone_ = true;
    exchange_->context.cancel();
    on_drained();
  } else {
    close();
  }
}

void Connection::process() {
  in_process_ = true;
  while (phase_ == Phase::head && !close_when_sent_ && !blocked() && serve_next_head()) {
    if (worker_.cork().size() > cork_limit) flush();
  }
  in_process_ = false;
  flush();
  rest();
}

// Serves the request whose head is complete. False when there is none.
bool Connection::serve_next_head() {
  if (!exchange_) return false;
  ReceiveBuffer& buffer = exchange_->buffer;
  const auto state = exchange_->parser.parse(buffer.data(), buffer.size());
  if (state == h1::HeadParser::State::incomplete) return false;
  if (state == h1::HeadParser::State::failed) {
    if (!is_http2_preface()) refuse(exchange_->parser.error());
    return false;
  }
  if (!exchange_->begin_request(transport_, worker_.forwarding(), worker_.root_path())) {
    refuse(exchange_->decoder.error());
    return false;
  }
  ++served_;
  worker_.count_request();
  head_clock_runs_ = false;
  keep_alive_ = exchange_->parser.keep_alive() && served_ < worker_.limits().requests_per_connection && !last_request_;
  body_watch_.reset();
  continue_is_due_ = exchange_->parser.expects_continue() && !exchange_->body_has_begun();
  phase_ = Phase::handling;
  call_service();
  return true;
}

// Whether what came is the preface of HTTP/2, or may become it. It fails as a head of HTTP/1, so nobody who speaks that
// pays for the question. The client of a TLS connection would have said so before (RFC 9113 section 3.2).
bool Connection::is_http2_preface() {
  if (served_ > 0 || !worker_.speaks_http2() || transport_.layer() != nullptr) return false;
  const std::string_view received(exchange_->buffer.data(), exchange_->buffer.size());
  if (!h2::preface.starts_with(received.substr(0, h2::preface.size()))) return false;
  switches_to_http2_ = received.size() >= h2::preface.size();
  exchange_->parser.reset();
  return true;
}

// Another member goes on with the client.
void Connection::switch_to_http2() {
  std::string received(exchange_->buffer.data(), exchange_->buffer.size());
  phase_ = Phase::closed;
  exchange_->feed = nullptr;
  exchange_->buffer.clear();
  worker_.give_back(std::move(exchange_));
  worker_.replace(this, h2::make_connection(worker_, std::move(transport_), std::move(received)));
}

// Says what is wrong with the request and hangs up: where the next request would begin is anybody's guess.
void Connection::refuse(h1::ProtocolError error) {
  const bool is_head =
      exchange_->parser.head().method == http::Method::head && exchange_->parser.is_past_request_line();
  h1::ResponseFrame frame;
  frame.date = worker_.date();
  frame.keep_alive = false;
  // Without content for HEAD, and with a length that fits: the client may not know what its request was taken for.
  const Response response(is_head ? std::string() : std::string(error.reason), error.status,
                          "text/plain; charset=utf-8");
  h1::write_head(out(), response, frame);
  out().append(response.body);
  close_when_sent_ = true;
}

// What to do when all that could be done is done: close, or wait for the client.
void Connection::rest() {
  if (phase_ == Phase::closed || blocked() || switches_to_http2_) return;
  if (close_when_sent_ && phase_ == Phase::head) return begin_linger();
  if (phase_ == Phase::head) {
    // The time for a head counts from its first octet; those that follow do not prolong it.
    if (head_has_begun()) {
      if (!std::exchange(head_clock_runs_, true)) set_deadline(worker_.limits().head_time);
    } else {
      if (served_ > 0) {
        head_clock_runs_ = false;
        set_deadline(worker_.limits().idle);
      }
      if (exchange_ && exchange_->buffer.empty()) release_exchange();
    }
  }
  begin_read();
}

// Skips content that the service did not read, up to a limit.
void Connection::drain_body() {
  drained_ += exchange_->skip_body();
  if (exchange_->decoder.done()) {
    exchange_->end_request();
    phase_ = Phase::head;
  } else if (exchange_->body_failed() || drained_ > worker_.limits().drain) {
    phase_ = Phase::head;
    close_when_sent_ = true;
  } else {
    phase_ = Phase::draining;
    set_deadline(worker_.limits().content_pause);
  }
}

// Closing with octets unread would reset the connection and could destroy the answer on its way. So: say that nothing
// more comes, read until the client has understood, then close (RFC 9112 section 9.6).
void Connection::begin_linger() {
  if (input_ended_) return close();
  transport_.shutdown_sending();
  phase_ = Phase::lingering;
  drained_ = 0;
  set_deadline(worker_.limits().linger);
  begin_read();
}

void Connection::close() {
  if (phase_ == Phase::closed) return;
  phase_ = Phase::closed;
  peer_gone_ = input_ended_ = true;
  transport_.close();
  on_drained();
}

void Connection::give_up() {
  if (std::exchange(in_process_, false)) worker_.cork().clear();
  if (task_running_) exchange_->context.cancel();
  close();
}

void Connection::leave_if_over() {
  if (switches_to_http2_ && !read_pending_) return switch_to_http2();
  if (phase_ != Phase::closed || read_pending_ || write_pending_ || task_running_ || drained_waiter_) return;
  if (exchange_ && exchange_->after_send && !exchange_->after_send_ended()) {
    exchange_->feed = nullptr;
    worker_.adopt(std::move(exchange_));
  } else if (exchange_) {
    exchange_->end_request();
    release_exchange();
  }
  worker_.remove(this);
}

void Connection::sweep(async::TimePoint now) {
  const Limits& limits = worker_.limits();
  if (blocked() && write_watch_.too_slow(now, limits.write_pause, Limits::unlimited_time, limits)) {
    on_write_failed();
    on_drained();
    return leave_if_over();
  }
  if (exchange_ && exchange_->waits_for_body()) {
    if (!body_watch_.too_slow(now, limits.content_pause, limits.content_total, limits)) return;
    body_watch_.end_wait(now);
    exchange_->fail_body({408, "The content did not come in time"});
    exchange_->wake();
    return leave_if_over();
  }
  const bool timed = phase_ == Phase::head || phase_ == Phase::draining || phase_ == Phase::lingering;
  if (!timed || now <= deadline_ || blocked()) return;
  if (phase_ == Phase::head && head_has_begun()) {
    refuse({408, "The request did not come in time"});
    flush();
    rest();
  } else if (phase_ == Phase::head && last_request_ && transport_.has_input()) {
    // What came in the last moment is read next.
    return;
  } else {
    close();
  }
  leave_if_over();
}

void Connection::finish_soon() {
  last_request_ = true;
  keep_alive_ = false;
  // The protocol says goodbye in its own way.
  if (phase_ == Phase::upgraded) return exchange_->context.cancel();
  if (phase_ == Phase::streaming && exchange_->response->stream->resumable()) return exchange_->context.cancel();
  if (phase_ != Phase::head || head_has_begun() || blocked()) return;
  // A request may be on its way: closing now would reset the connection under it. It gets its answer, and then the end.
  deadline_ = worker_.now() + worker_.tick() + worker_.stop_idle();
}

void Connection::cut() {
  if (task_running_) {
    peer_gone_ = true;
    exchange_->context.cancel();
  }
  close();
  leave_if_over();
}

// The handler wants content that has not come.
void Connection::want_body() {
  if (std::exchange(continue_is_due_, false)) {
    if (in_process_) {
      h1::write_continue(out());
    } else {
      h1::write_continue(pending_);
      send_pending();
    }
  }
  body_watch_.begin_wait(worker_.now());
  begin_read();
}

}  // namespace talaria::server
