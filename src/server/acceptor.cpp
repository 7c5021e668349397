#include "server/acceptor.hpp"

#include "server/worker.hpp"

#include <cerrno>
#include <chrono>
#include <sys/socket.h>

namespace talaria::server {

namespace {

// So many before the loop looks at what else there is; other loops that share the socket may take the rest.
constexpr int taken_at_once = 16;
constexpr std::chrono::milliseconds pause{100};
// Enough for the last packet of a handshake to arrive.
constexpr std::chrono::milliseconds settle_time{50};

}  // namespace

Acceptor::Acceptor(Worker& worker, Descriptor socket, bool proxy_protocol)
    : worker_(worker),
      socket_(std::move(socket)),
      watch_(worker.loop(), socket_.get()),
      pause_timer_([](void* self) { static_cast<Acceptor*>(self)->wait(); }, this),
      settle_timer_([](void* self) { static_cast<Acceptor*>(self)->close(); }, this),
      proxy_protocol_(proxy_protocol) {}

Acceptor::~Acceptor() = default;

void Acceptor::start() {
  wait();
}

void Acceptor::wait() {
  if (stopping_ || waiting_) return;
  waiting_ = true;
  watch_.wait_readable([](void* self, bool) { static_cast<Acceptor*>(self)->on_ready(); }, this);
}

void Acceptor::on_ready() {
  waiting_ = false;
  if (stopping_) return worker_.on_acceptor_over();
  if (!take_some(taken_at_once)) {
    // No descriptors or no memory (EMFILE, ENFILE, ENOBUFS, ENOMEM): the connection stays in the backlog, and asking
    // for it again at once would only burn the processor.
    pause_timer_.set(worker_.loop(), worker_.loop().now() + pause);
    return;
  }
  wait();
}

// Returns false when the system has no means left for a connection.
bool Acceptor::take_some(int most) {
  for (int i = 0; i < most; ++i) {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    Descriptor connection(
        ::accept4(socket_.get(), reinterpret_cast<sockaddr*>(&address), &size, SOCK_NONBLOCK | SOCK_CLOEXEC));
    if (connection) {
      worker_.admit(std::move(connection), reinterpret_cast<const sockaddr&>(address), proxy_protocol_);
      continue;
    }
    if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINVAL) {
      watch_.drained();
      return true;
    }
    if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) return false;
    // One connection has come to nothing (accept(2) names a dozen reasons); the next one need not.
  }
  return true;
}

void Acceptor::stop() {
  if (stopping_) return;
  stopping_ = true;
  pause_timer_.cancel();
  take_some(worker_.limits().backlog);
  settle_timer_.set(worker_.loop(), worker_.loop().now() + settle_time);
}

void Acceptor::close() {
  take_some(worker_.limits().backlog);
  // Out of the loop's set first: the system forgets a closed descriptor there only when nobody else has the socket.
  watch_ = async::DescriptorWatch();
  waiting_ = false;
  socket_.close();
  worker_.on_acceptor_over();
}

}  // namespace talaria::server
