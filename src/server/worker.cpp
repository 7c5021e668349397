#include "server/worker.hpp"

#include "async/root.hpp"
#include "server/connection.hpp"
#include "server/h1/serializer.hpp"
#include "server/proxy_intake.hpp"
#include "server/tls/handshake.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <new>
#include <string>
#include <sys/socket.h>
#include <system_error>

namespace talaria::server {

namespace {

constexpr std::size_t kept_exchanges = 64;
constexpr std::size_t kept_block = 16 * 1024;
constexpr std::size_t kept_cork = 256 * 1024;
constexpr std::size_t receive_block_size = 64 * 1024;

// Fine enough for the shortest time-out, and never so fine that it costs.
async::Duration tick_for(const Limits& limits) {
  const auto shortest = std::min({limits.head_time, limits.content_pause, limits.content_total, limits.rate_grace,
                                  limits.write_pause, limits.linger, limits.idle, limits.handshake_time});
  return std::clamp(shortest / 4, std::chrono::milliseconds{10}, std::chrono::milliseconds{250});
}

}  // namespace

Worker::Worker(Shared& shared)
    : shared_(shared),
      sweep_timer_([](void* self) { static_cast<Worker*>(self)->sweep(); }, this),
      stop_timer_([](void* self) { static_cast<Worker*>(self)->cut(); }, this),
      reload_timer_([](void* self) { static_cast<Worker*>(self)->look_at_certificates(); }, this),
      tick_(tick_for(shared.limits)) {
  refresh_time();
}

Worker::~Worker() = default;

void Worker::take_from(Descriptor socket, bool proxy_protocol) {
  acceptors_.push_back(std::make_unique<Acceptor>(*this, std::move(socket), proxy_protocol));
}

void Worker::run() {
  const auto start = [](void* self) {
    auto& worker = *static_cast<Worker*>(self);
    for (const auto& acceptor : worker.acceptors_) acceptor->start();
    if (worker.reload_interval_ > async::Duration{}) worker.look_at_certificates();
  };
  loop_.post(start, this);
  loop_.run_until(done_);
}

void Worker::admit(Descriptor connection, const sockaddr& from, bool proxy_protocol) {
  const Peer peer = Peer::of(from, shared_.forwarding.proxies());
  // Whoever may not say who its client is has no business here.
  if (proxy_protocol && !peer.trusted) return;
  if (shared_.open_connections.fetch_add(1, std::memory_order_relaxed) >= limits().connections) {
    shared_.open_connections.fetch_sub(1, std::memory_order_relaxed);
    return turn_away(connection.get(), 503, "The server has too many connections");
  }
  bool stays = false;
  try {
    Transport transport(loop_, std::move(connection), peer);
    if (proxy_protocol) {
      add(std::make_unique<ProxyIntake>(*this, std::move(transport)));
      stays = true;
    } else if (count_address(transport)) {
      add(make_member(std::move(transport)));
      stays = true;
    }
  } catch (const std::system_error&) {
    // The system has no means left to wait for it.
  } catch (const std::bad_alloc&) {
    // There is no memory for one more; those that are there go on.
  }
  if (!stays) shared_.open_connections.fetch_sub(1, std::memory_order_relaxed);
}

bool Worker::count_address(Transport& transport) {
  const Peer& peer = transport.peer();
  // A proxy has the connections of many clients.
  if (limits().connections_per_address == Limits::unlimited || !peer.known || peer.trusted) return true;
  if (transport.hold(shared_.addresses.enter(peer.address))) return true;
  turn_away(transport.descriptor(), 429, "Too many connections from this address");
  return false;
}

std::unique_ptr<Member> Worker::make_member(Transport transport) {
  if (shared_.tls != nullptr) return std::make_unique<TlsHandshake>(*this, std::move(transport));
  return make_http(std::move(transport), false);
}

std::unique_ptr<Member> Worker::make_http(Transport transport, bool http2) {
  if (http2) return h2::make_connection(*this, std::move(transport), {});
  return std::make_unique<Connection>(*this, std::move(transport));
}

void Worker::look_at_certificates() {
  shared_.tls->reload_if_changed();
  if (!stopping_) reload_timer_.set(loop_, loop_.now() + reload_interval_);
}

void Worker::add(std::unique_ptr<Member> member) {
  if (members_ == nullptr) {
    refresh_time();
    if (!sweep_timer_.is_set()) sweep_timer_.set(loop_, now_ + tick_);
  }
  Member* const one = member.release();
  link(one);
  try {
    one->start();
  } catch (const std::bad_alloc&) {
    return one->cut();
  }
  if (was_cut_) return one->cut();
  if (stopping_) one->finish_soon();
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

void Worker::turn_away(int descriptor, int status, std::string_view reason) {
  h1::ResponseFrame frame;
  refresh_time();
  frame.date = date();
  frame.keep_alive = false;
  Response response(std::string(reason), status, "text/plain; charset=utf-8");
  response.headers.set("retry-after", "1");
  OutputBuffer out;
  h1::write_head(out, response, frame);
  out.append(response.body);
  static_cast<void>(::send(descriptor, out.data(), out.size(), MSG_NOSIGNAL | MSG_DONTWAIT));
  ::shutdown(descriptor, SHUT_WR);
  // Closing with unread octets would reset the connection, and the client might never see the answer.
  std::array<char, 4096> sink{};
  static_cast<void>(::recv(descriptor, sink.data(), sink.size(), MSG_DONTWAIT));
}

std::span<char> Worker::receive_block() {
  if (!receive_block_) receive_block_ = std::make_unique_for_overwrite<char[]>(receive_block_size);
  return {receive_block_.get(), receive_block_size};
}

std::unique_ptr<Exchange> Worker::take_exchange() {
  if (free_exchanges_.empty()) return std::make_unique<Exchange>(limits());
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
  shared_.open_connections.fetch_sub(1, std::memory_order_relaxed);
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
    try {
      member->sweep(now_);
    } catch (const std::bad_alloc&) {
      member->cut();
    }
    member = following;
  }
  if (members_ != nullptr) sweep_timer_.set(loop_, now_ + tick_);
}

void Worker::stop(async::TimePoint deadline, async::Duration idle) {
  if (stopping_) {
    // Asked again with less patience.
    if (stop_timer_.is_set()) stop_timer_.set(loop_, deadline);
    return;
  }
  refresh_time();
  stop_idle_ = idle;
  stopping_ = true;
  reload_timer_.cancel();
  // Idle connections are looked at more often than their usual time-outs ask for.
  tick_ = std::clamp<async::Duration>(idle / 4, std::chrono::milliseconds{10}, tick_);
  if (sweep_timer_.is_set()) sweep_timer_.set(loop_, now_ + tick_);
  // Whoever got through to the system before the listener closes has been promised an answer.
  for (const auto& acceptor : acceptors_) acceptor->stop();
  for (Member* member = members_; member != nullptr;) {
    Member* const following = member->next;
    member->finish_soon();
    member = following;
  }
  stop_timer_.set(loop_, deadline);
  check_done();
}

void Worker::cut() {
  was_cut_ = true;
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
  if (!stopping_ || members_ != nullptr || detached_ != nullptr) return;
  for (const auto& acceptor : acceptors_) {
    if (!acceptor->is_over()) return;
  }
  stop_timer_.cancel();
  sweep_timer_.cancel();
  loop_.post([](void* self) { static_cast<Worker*>(self)->done_ = true; }, this);
}

}  // namespace talaria::server
