#include "server/h2/connection.hpp"

#include "server/worker.hpp"

#include <algorithm>
#include <cerrno>
#include <span>
#include <utility>

#include <boost/asio/error.hpp>

namespace talaria::server::h2 {

namespace {

constexpr std::size_t most_at_once = 64 * 1024;
// A client that reads as fast as we write must not keep the loop from the others.
constexpr int most_rounds = 16;
constexpr std::size_t kept_block = 16 * 1024;
// How long a client may take to hear that the connection is going to end.
constexpr std::chrono::milliseconds announcement{1000};

bool would_wait() {
  return errno == EAGAIN || errno == EWOULDBLOCK;
}

}  // namespace

Connection::Connection(Worker& worker, Transport transport, std::string received)
    : worker_(worker), transport_(std::move(transport)), session_(worker.limits()), received_(std::move(received)) {}

http::Service& Connection::service() {
  return worker_.service();
}

const Limits& Connection::limits() const {
  return worker_.limits();
}

const RootPath& Connection::root_path() const {
  return worker_.root_path();
}

async::TimePoint Connection::now() const {
  return worker_.now();
}

std::string_view Connection::date() const {
  return worker_.date();
}

void Connection::describe_peer(http::RequestHead& head) const {
  head.scheme = transport_.scheme();
  head.client_host = transport_.peer_host();
  head.client_port = transport_.peer_port();
  if (transport_.peer().trusted) worker_.forwarding().apply(head);
}

void Connection::start() {
  transport_.set_give_up_after(limits().write_pause);
  heard_ = now();
  deadline_ = now() + worker_.tick() + limits().head_time;
  if (!received_.empty()) take_received(std::exchange(received_, std::string()));
  schedule();
}

void Connection::schedule() {
  if (scheduled_ || working_) return;
  scheduled_ = true;
  async::Loop::current().post(
      [](void* self) {
        auto& connection = *static_cast<Connection*>(self);
        connection.scheduled_ = false;
        connection.work();
        connection.leave_if_over();
      },
      this);
}

void Connection::begin_read() {
  if (read_pending_ || input_ended_) return;
  read_pending_ = true;
  transport_.async_wait_readable([this](const boost::system::error_code& error) { on_readable(error); });
}

void Connection::on_readable(const boost::system::error_code& error) {
  read_pending_ = false;
  if (!closed_ && !error) receive();
  if (!closed_ && error && error != boost::asio::error::operation_aborted) close();
  work();
  leave_if_over();
}

void Connection::receive() {
  const std::span<char> block = worker_.receive_block();
  for (int round = 0; round < most_rounds; ++round) {
    const ssize_t size = transport_.receive(block.data(), block.size());
    if (size < 0 && errno == EINTR) continue;
    if (size < 0 && would_wait()) return;
    if (size <= 0) {
      // A client that closes its side has gone: what it might send for a stream can no longer come.
      input_ended_ = true;
      return close();
    }
    take_received({block.data(), static_cast<std::size_t>(size)});
    if (closed_ || (transport_.layer() == nullptr && static_cast<std::size_t>(size) < block.size())) return;
  }
}

void Connection::take_received(std::string_view octets) {
  heard_ = now();
  if (!lingering_) return session_.feed(octets, now());
  skipped_ += octets.size();
  if (skipped_ > 16 * limits().drain) close();
}

// Does all that can be done now, and then waits for the client.
void Connection::work() {
  if (working_) return;
  working_ = true;
  int rounds = 0;
  while (true) {
    handle_news();
    if (write()) {
      if (++rounds < most_rounds) continue;
      working_ = false;
      return schedule();
    }
    if (!end_session()) break;
  }
  working_ = false;
  if (closed_) return;
  set_deadline();
  begin_read();
}

void Connection::handle_news() {
  while (Stream* const stream = session_.next_ready()) handle(*stream);
}

void Connection::handle(Stream& stream) {
  if (!stream.taken) {
    stream.taken = true;
    worker_.count_request();
    if (stream.closed) {
      session_.release(stream).reset();
      return;
    }
    auto* const exchange = new Exchange(*this, stream);
    stream.user = exchange;
    exchange->next_one = exchanges_;
    if (exchanges_ != nullptr) exchanges_->previous_one = exchange;
    exchanges_ = exchange;
    exchange->start();
    return;
  }
  auto& exchange = *static_cast<Exchange*>(stream.user);
  exchange.on_news();
  settle(exchange);
}

// Ends the exchange if it is over. What runs after an answer has to wait until the answer has left.
void Connection::settle(Exchange& exchange) {
  if (exchange.is_answered() && (closed_ || !blocked())) exchange.finish();
  if (exchange.is_over()) end(exchange);
}

void Connection::settle_all() {
  for (Exchange* exchange = exchanges_; exchange != nullptr;) {
    Exchange* const following = exchange->next_one;
    settle(*exchange);
    exchange = following;
  }
}

void Connection::end(Exchange& exchange) {
  (exchange.previous_one != nullptr ? exchange.previous_one->next_one : exchanges_) = exchange.next_one;
  if (exchange.next_one != nullptr) exchange.next_one->previous_one = exchange.previous_one;
  delete &exchange;
}

void Connection::on_progress(Exchange& exchange) {
  settle(exchange);
  work();
  leave_if_over();
}

// Writes some of what the session has. False when there is nothing, or when the socket takes no more.
bool Connection::write() {
  if (closed_ || lingering_ || blocked() || !session_.wants_to_send()) return false;
  OutputBuffer& cork = worker_.cork();
  session_.take(cork, most_at_once);
  if (cork.empty()) return false;
  send(cork);
  if (!closed_ && !cork.empty()) {
    pending_.append({cork.data(), cork.size()});
    begin_write_wait();
  }
  cork.clear();
  return true;
}

// Sends until it is all gone, or the socket takes no more, or the connection is closed.
void Connection::send(OutputBuffer& octets) {
  while (!octets.empty()) {
    const ssize_t sent = transport_.send(octets.data(), octets.size());
    if (sent < 0) {
      if (errno == EINTR) continue;
      if (!would_wait()) close();
      return;
    }
    write_watch_.progress(static_cast<std::size_t>(sent), now());
    octets.consume(static_cast<std::size_t>(sent));
  }
}

void Connection::begin_write_wait() {
  if (write_pending_) return;
  write_pending_ = true;
  write_watch_.begin_wait(now());
  transport_.async_wait_writable([this](const boost::system::error_code& error) { on_writable(error); });
}

void Connection::on_writable(const boost::system::error_code& error) {
  write_pending_ = false;
  if (!closed_ && error) close();
  if (!closed_) send(pending_);
  if (closed_ || blocked()) {
    if (!closed_) begin_write_wait();
  } else {
    heard_ = now();
    write_watch_.reset();
    pending_.shrink(kept_block);
    settle_all();
  }
  work();
  leave_if_over();
}

// The steps at the end of a session. Whether one was done.
bool Connection::end_session() {
  if (closed_ || lingering_) return false;
  if (stopping_ == Stopping::no && session_.requests() >= limits().requests_per_connection) {
    announce_stop(announcement);
    return true;
  }
  if (stopping_ == Stopping::announced && session_.pongs() >= pings_) {
    say_last();
    return true;
  }
  if (!session_.is_over() || blocked()) return false;
  begin_linger();
  return true;
}

void Connection::set_deadline() {
  if (lingering_) return;
  Waits waits = Waits::nothing;
  const std::int32_t head = session_.reads_head();
  if (!session_.is_open() || head != 0) {
    waits = Waits::head;
  } else if (session_.streams() == 0) {
    waits = Waits::idle;
  }
  if (waits == waits_ && head == head_) return;
  waits_ = waits;
  head_ = head;
  deadline_ = now() + worker_.tick() + (waits == Waits::idle ? limits().idle : limits().head_time);
}

void Connection::sweep(async::TimePoint now) {
  if (closed_) return;
  if (blocked() && write_watch_.too_slow(now, limits().write_pause, Limits::unlimited_time, limits())) {
    close();
  } else if (lingering_) {
    if (now > deadline_) close();
  } else {
    look_at_deadline(now);
    look_for_life(now);
    for (Exchange* exchange = exchanges_; exchange != nullptr; exchange = exchange->next_one) exchange->sweep(now);
  }
  work();
  leave_if_over();
}

void Connection::look_at_deadline(async::TimePoint now) {
  if (stopping_ == Stopping::announced && now > stop_deadline_) say_last();
  if (waits_ == Waits::nothing || now <= deadline_) return;
  if (waits_ == Waits::head) {
    session_.fail(ErrorCode::enhance_your_calm);
  } else {
    say_last();
  }
}

// A client that has gone without a word is found out by asking, once everything sent before has arrived.
void Connection::look_for_life(async::TimePoint now) {
  if (session_.streams() == 0 || blocked()) return;
  const bool asked = session_.pongs() < pings_ && heard_ <= pinged_;
  if (asked) {
    if (now - pinged_ > limits().http2.ping_time) close();
  } else if (session_.pongs() >= pings_ && now - heard_ > limits().http2.ping_after && !transport_.has_unconfirmed()) {
    session_.send_ping();
    ++pings_;
    pinged_ = now;
  }
}

// Announces the end, and waits for the client to have heard of it: what it sends until then is still served.
void Connection::announce_stop(async::Duration patience) {
  if (stopping_ != Stopping::no) return;
  stopping_ = Stopping::announced;
  stop_deadline_ = now() + worker_.tick() + patience;
  session_.announce_shutdown();
  session_.send_ping();
  ++pings_;
}

// Says which request was the last one; what comes behind it may be sent to another server.
void Connection::say_last() {
  stopping_ = Stopping::last_said;
  session_.shut_down();
}

void Connection::finish_soon() {
  if (closed_ || lingering_) return;
  for (Exchange* exchange = exchanges_; exchange != nullptr; exchange = exchange->next_one) exchange->stop_soon();
  announce_stop(worker_.stop_idle());
  work();
  leave_if_over();
}

void Connection::cut() {
  for (Exchange* exchange = exchanges_; exchange != nullptr; exchange = exchange->next_one) exchange->cancel();
  close();
  work();
  leave_if_over();
}

// Closing with octets unread would reset the connection and could destroy the last frames on their way.
void Connection::begin_linger() {
  session_.abandon();
  if (input_ended_) return close();
  transport_.shutdown_sending();
  lingering_ = true;
  deadline_ = now() + worker_.tick() + limits().linger;
}

void Connection::close() {
  if (closed_) return;
  closed_ = true;
  pending_.clear();
  transport_.close();
  session_.abandon();
}

void Connection::leave_if_over() {
  if (!closed_ || read_pending_ || write_pending_ || scheduled_ || working_ || exchanges_ != nullptr) return;
  worker_.remove(this);
}

}  // namespace talaria::server::h2
