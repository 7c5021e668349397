// Connection: octets to the socket. One plain send for all answers of a receive; waiting only for what does not fit.
#include "server/connection.hpp"
#include "server/connection_upgrade.hpp"
#include "server/worker.hpp"

#include <algorithm>
#include <cerrno>
#include <utility>

namespace talaria::server {

namespace {

constexpr std::size_t kept_block = 16 * 1024;

}  // namespace

OutputBuffer& Connection::out() {
  // Behind what the socket did not take, so that the order stays.
  return in_process_ && !blocked() ? worker_.cork() : pending_;
}

void Connection::flush() {
  OutputBuffer& cork = worker_.cork();
  if (!cork.empty() && !peer_gone_) {
    if (pending_.empty() && large_.empty()) {
      const ssize_t sent = transport_.send(cork.data(), cork.size());
      if (sent == static_cast<ssize_t>(cork.size())) {
        cork.clear();
        return;
      }
      if (sent > 0) cork.consume(static_cast<std::size_t>(sent));
    }
    pending_.append({cork.data(), cork.size()});
  }
  cork.clear();
  send_pending();
}

void Connection::send_pending() {
  if (write_pending_ || !blocked()) return;
  while (blocked() && !peer_gone_) {
    const std::string_view rest = std::string_view(large_).substr(large_at_);
    const ssize_t sent = transport_.send({pending_.data(), pending_.size()}, rest);
    if (sent < 0) {
      if (errno == EINTR) continue;
      if (errno != EAGAIN && errno != EWOULDBLOCK) return on_write_failed();
      return begin_write_wait();
    }
    auto size = static_cast<std::size_t>(sent);
    write_watch_.progress(size, worker_.now());
    const std::size_t first = std::min(size, pending_.size());
    pending_.consume(first);
    large_at_ += size - first;
  }
  write_watch_.reset();
  pending_.shrink(kept_block);
  large_ = std::string();
  large_at_ = 0;
}

void Connection::begin_write_wait() {
  write_pending_ = true;
  write_watch_.begin_wait(worker_.now());
  transport_.async_wait_writable([this](const boost::system::error_code& error) { on_writable(error); });
}

void Connection::on_writable(const boost::system::error_code& error) {
  write_pending_ = false;
  if (phase_ == Phase::closed) return leave_if_over();
  if (error) on_write_failed();
  enter<&Connection::write_on>();
}

void Connection::write_on() {
  send_pending();
  if (phase_ != Phase::closed && !blocked()) {
    on_drained();
    begin_read();
  }
}

// Everything that waited has been sent, or will never be.
void Connection::on_drained() {
  if (upgraded_ != nullptr) {
    if (peer_gone_ || !blocked()) upgraded_->on_output();
    if (peer_gone_ || input_ended_) upgraded_->on_input();
  } else if (drained_waiter_) {
    async::Loop::current().post(std::exchange(drained_waiter_, {}));
  } else if (phase_ == Phase::sending) {
    on_sent();
    proceed();
  } else if (phase_ == Phase::head) {
    process();
  }
}

void Connection::on_write_failed() {
  peer_gone_ = true;
  keep_alive_ = false;
  pending_.clear();
  large_ = std::string();
  large_at_ = 0;
  if (phase_ == Phase::handling || phase_ == Phase::streaming) {
    exchange_->context.cancel();
  } else if (phase_ == Phase::upgraded) {
    on_drained();
  } else if (phase_ == Phase::head || phase_ == Phase::draining || phase_ == Phase::lingering) {
    close();
  }
}

}  // namespace talaria::server
