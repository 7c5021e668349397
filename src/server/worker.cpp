#include "server/worker.hpp"

#include "async/root.hpp"
#include "server/connection.hpp"
#include "server/h1/serializer.hpp"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <memory>
#include <string>
#include <sys/socket.h>
#include <system_error>

#include <boost/asio/error.hpp>

namespace talaria::server {

namespace {

using boost::asio::ip::tcp;
using ReusePort = boost::asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;

constexpr std::size_t kept_exchanges = 64;
constexpr std::size_t kept_block = 16 * 1024;
constexpr std::size_t kept_cork = 256 * 1024;
constexpr std::chrono::milliseconds accept_pause{100};

// Fine enough for the shortest time-out, and never so fine that it costs.
async::Duration tick_for(const Limits& limits) {
  const auto shortest = std::min({limits.head_time, limits.content_pause, limits.content_total, limits.rate_grace,
                                  limits.write_pause, limits.linger, limits.idle});
  return std::clamp(shortest / 4, std::chrono::milliseconds{10}, std::chrono::milliseconds{250});
}

std::string text_of(const tcp::endpoint& endpoint) {
  const std::string host = endpoint.address().to_string();
  return (endpoint.address().is_v6() ? '[' + host + ']' : host) + ':' + std::to_string(endpoint.port());
}

[[noreturn]] void fail(const boost::system::error_code& error, const char* what, const tcp::endpoint& endpoint) {
  throw std::system_error(error.value(), std::system_category(), std::string(what) + ' ' + text_of(endpoint));
}

}  // namespace

Worker::Worker(http::Service& service, const Limits& limits, std::atomic<std::size_t>& open_connections)
    : service_(service),
      limits_(limits),
      open_connections_(open_connections),
      sweep_timer_([](void* self) { static_cast<Worker*>(self)->sweep(); }, this),
      accept_pause_([](void* self) { static_cast<Worker*>(self)->accept(); }, this),
      stop_timer_([](void* self) { static_cast<Worker*>(self)->cut(); }, this),
      tick_(tick_for(limits)) {
  refresh_time();
}

Worker::~Worker() = default;

tcp::endpoint Worker::bind(const tcp::endpoint& endpoint, bool shared) {
  boost::system::error_code error;
  acceptor_.open(endpoint.protocol(), error);
  if (error) fail(error, "cannot make a socket for", endpoint);
  acceptor_.set_option(tcp::acceptor::reuse_address(true));
  if (shared) acceptor_.set_option(ReusePort(true), error);
  if (error) fail(error, "cannot share the address", endpoint);
  acceptor_.bind(endpoint, error);
  if (error) fail(error, "cannot bind to", endpoint);
  return acceptor_.local_endpoint();
}

void Worker::listen() {
  boost::system::error_code error;
  acceptor_.listen(limits_.backlog, error);
  if (error) fail(error, "cannot listen on", acceptor_.local_endpoint());
}

void Worker::run() {
  if (acceptor_.is_open()) loop_.post([](void* self) { static_cast<Worker*>(self)->accept(); }, this);
  loop_.run_until(done_);
}

void Worker::accept() {
  if (stopping_ || accepting_) return;
  accepting_ = true;
  acceptor_.async_accept([this](const boost::system::error_code& error, Socket socket) {
    accepting_ = false;
    on_accept(error, std::move(socket));
  });
}

void Worker::on_accept(const boost::system::error_code& error, Socket socket) {
  if (!error) {
    add(std::move(socket));
  } else if (error != boost::asio::error::operation_aborted && error != boost::asio::error::connection_aborted) {
    // No descriptors or no memory (EMFILE, ENFILE, ENOBUFS, ENOMEM): the connection stays in the backlog, and asking
    // for it again at once would only burn the processor.
    if (!stopping_) accept_pause_.set(loop_, loop_.now() + accept_pause);
    return check_done();
  }
  accept();
  check_done();
}

void Worker::add(Socket socket) {
  const bool room = open_connections_.fetch_add(1, std::memory_order_relaxed) < limits_.connections;
  if (!room) {
    open_connections_.fetch_sub(1, std::memory_order_relaxed);
    turn_away(socket);
    return;
  }
  if (members_ == nullptr) {
    refresh_time();
    if (!sweep_timer_.is_set()) sweep_timer_.set(loop_, now_ + tick_);
  }
  auto* const connection = new Connection(*this, Transport(std::move(socket)));
  link(connection);
  connection->start();
}

void Worker::link(Member* member) {
  member->next = members_;
  if (members_ != nullptr) members_->previous = member;
  members_ = member;
}

void Worker::unlink(Member* member) {
  if (member->previous != nullptr) {
    member->previous->next = member->next;
  } else {
    members_ = member->next;
  }
  if (member->next != nullptr) member->next->previous = member->previous;
}

void Worker::turn_away(Socket& socket) {
  h1::ResponseFrame frame;
  refresh_time();
  frame.date = date();
  frame.keep_alive = false;
  Response response("The server has too many connections", 503, "text/plain; charset=utf-8");
  response.headers.set("retry-after", "1");
  OutputBuffer out;
  h1::write_head(out, response, frame);
  out.append(response.body);
  const int descriptor = socket.native_handle();
  static_cast<void>(::send(descriptor, out.data(), out.size(), MSG_NOSIGNAL | MSG_DONTWAIT));
  ::shutdown(descriptor, SHUT_WR);
  // Closing with unread octets would reset the connection, and the client might never see the answer.
  std::array<char, 4096> sink{};
  static_cast<void>(::recv(descriptor, sink.data(), sink.size(), MSG_DONTWAIT));
}

std::unique_ptr<Exchange> Worker::take_exchange() {
  if (free_exchanges_.empty()) return std::make_unique<Exchange>(limits_);
  auto exchange = std::move(free_exchanges_.back());
  free_exchanges_.pop_back();
  return exchange;
}

void Worker::give_back(std::unique_ptr<Exchange> exchange) {
  if (free_exchanges_.size() >= kept_exchanges) return;
  if (exchange->buffer.capacity() > kept_block) exchange->buffer = ReceiveBuffer{};
  free_exchanges_.push_back(std::move(exchange));
}

void Worker::adopt(std::unique_ptr<Exchange> exchange) {
  Exchange* const one = exchange.release();
  one->previous_detached = nullptr;
  one->next_detached = detached_;
  if (detached_ != nullptr) detached_->previous_detached = one;
  detached_ = one;
  one->owner = this;
  async::detail::watch_task(*one->after_send, &Worker::on_after_send_ended, one);
}

void Worker::on_after_send_ended(void* exchange) {
  // Not on the stack of whatever ended: the exchange goes, and with it the task.
  async::Loop::current().post(
      [](void* one) {
        auto* const ended = static_cast<Exchange*>(one);
        ended->owner->forget(ended);
      },
      exchange);
}

void Worker::forget(Exchange* exchange) {
  if (exchange->previous_detached != nullptr) {
    exchange->previous_detached->next_detached = exchange->next_detached;
  } else {
    detached_ = exchange->next_detached;
  }
  if (exchange->next_detached != nullptr) exchange->next_detached->previous_detached = exchange->previous_detached;
  std::unique_ptr<Exchange> owned(exchange);
  owned->end_after_send();
  owned->end_request();
  owned->buffer.clear();
  give_back(std::move(owned));
  check_done();
}

void Worker::remove(Member* member) {
  unlink(member);
  delete member;
  open_connections_.fetch_sub(1, std::memory_order_relaxed);
  check_done();
}

void Worker::replace(Member* member, std::unique_ptr<Member> successor) {
  unlink(member);
  delete member;
  Member* const one = successor.release();
  link(one);
  one->start();
  if (stopping_) one->finish_soon();
}

void Worker::refresh_time() {
  now_ = loop_.now();
  const auto wall = std::chrono::system_clock::now().time_since_epoch();
  http::write_http_date(std::chrono::duration_cast<std::chrono::seconds>(wall).count(), date_.data());
  cork_.shrink(kept_cork);
}

void Worker::sweep() {
  refresh_time();
  for (Member* member = members_; member != nullptr;) {
    Member* const following = member->next;
    member->sweep(now_);
    member = following;
  }
  if (members_ != nullptr) sweep_timer_.set(loop_, now_ + tick_);
}

void Worker::stop(async::TimePoint deadline) {
  if (stopping_) {
    // Asked again with less patience.
    if (stop_timer_.is_set()) stop_timer_.set(loop_, deadline);
    return;
  }
  stopping_ = true;
  accept_pause_.cancel();
  accept_the_rest();
  boost::system::error_code ignored;
  acceptor_.close(ignored);
  for (Member* member = members_; member != nullptr;) {
    Member* const following = member->next;
    member->finish_soon();
    member = following;
  }
  stop_timer_.set(loop_, deadline);
  check_done();
}

// Whoever got through to the system before the listener closes has been promised an answer.
void Worker::accept_the_rest() {
  boost::system::error_code error;
  if (!acceptor_.is_open()) return;
  acceptor_.non_blocking(true, error);
  while (!error) {
    Socket socket(loop_.context());
    acceptor_.accept(socket, error);
    if (!error) add(std::move(socket));
  }
}

void Worker::cut() {
  for (Member* member = members_; member != nullptr;) {
    Member* const following = member->next;
    member->cut();
    member = following;
  }
  for (Exchange* exchange = detached_; exchange != nullptr; exchange = exchange->next_detached) {
    exchange->context.cancel();
  }
  check_done();
}

void Worker::check_done() {
  if (!stopping_ || accepting_ || members_ != nullptr || detached_ != nullptr) return;
  stop_timer_.cancel();
  sweep_timer_.cancel();
  loop_.post([](void* self) { static_cast<Worker*>(self)->done_ = true; }, this);
}

}  // namespace talaria::server
