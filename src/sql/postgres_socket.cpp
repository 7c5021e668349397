#include "sql/postgres_socket.hpp"

#include "async/epoll_loop.hpp"

#include <poll.h>
#include <utility>

#include <talaria/async/blocking.hpp>

namespace talaria::sql {

namespace {

constexpr int poll_milliseconds = 100;  // after which a cancelled wait is noticed on a loop without sockets

struct PollCall {
  int descriptor;
  bool or_writable;
  bool ready = false;
  static void run(void* self) {
    auto& call = *static_cast<PollCall*>(self);
    pollfd entry{call.descriptor, static_cast<short>(call.or_writable ? POLLIN | POLLOUT : POLLIN), 0};
    call.ready = ::poll(&entry, 1, poll_milliseconds) != 0;
  }
};

}  // namespace

class PostgresSocket::Ready {
 public:
  Ready(PostgresSocket& socket, bool or_writable) noexcept : socket_(socket), or_writable_(or_writable) {}

  bool await_ready() const noexcept { return false; }
  template <class P>
  bool await_suspend(std::coroutine_handle<P> handle) {
    return start(handle, async::detail::context_of(handle));
  }
  void await_resume() {
    on_cancel_.remove();
    if (cancelled_) throw Cancelled{};
  }

 private:
  bool start(std::coroutine_handle<> handle, async::Context* context) {
    if (context != nullptr && context->cancelled()) {
      cancelled_ = true;
      return false;
    }
    if (!std::exchange(socket_.waits_to_read_, true)) socket_.watch_.wait_readable(&PostgresSocket::readable, &socket_);
    if (or_writable_ && !std::exchange(socket_.waits_to_write_, true)) {
      socket_.watch_.wait_writable(&PostgresSocket::writable, &socket_);
    }
    socket_.waiter_ = handle;
    on_cancel_.set(context, &Ready::cancelled, this);
    return true;
  }
  static void cancelled(void* self) {
    auto& ready = *static_cast<Ready*>(self);
    ready.cancelled_ = true;
    // Not on this stack: whoever cancels is in the middle of something.
    if (const auto waiter = std::exchange(ready.socket_.waiter_, {})) async::Loop::current().post(waiter);
  }

  PostgresSocket& socket_;
  bool or_writable_;
  bool cancelled_ = false;
  async::CancelCallback on_cancel_;
};

Task<void> PostgresSocket::wait(int descriptor, bool or_writable) {
  if (!watch_.is_open() || descriptor != descriptor_) {
    park();
    if (auto* const loop = dynamic_cast<async::EpollLoop*>(&async::Loop::current())) {
      watch_ = async::DescriptorWatch(*loop, descriptor);
      descriptor_ = descriptor;
    }
  }
  if (watch_.is_open()) {
    Ready ready(*this, or_writable);
    co_await ready;
    co_return;
  }
  async::Context* const context = co_await async::current_context();
  PollCall call{descriptor, or_writable};
  while (!call.ready) {
    if (context != nullptr) context->throw_if_cancelled();
    co_await async::run_on_pool(&PollCall::run, &call);
  }
}

void PostgresSocket::park() noexcept {
  watch_ = async::DescriptorWatch();
  waits_to_read_ = waits_to_write_ = false;
  descriptor_ = -1;
}

void PostgresSocket::readable(void* self, bool) {
  auto& socket = *static_cast<PostgresSocket*>(self);
  socket.waits_to_read_ = false;
  socket.resume();
}

void PostgresSocket::writable(void* self, bool) {
  auto& socket = *static_cast<PostgresSocket*>(self);
  socket.waits_to_write_ = false;
  socket.resume();
}

void PostgresSocket::resume() {
  // As a job, so that whoever runs the loop until something is done looks at that afterwards.
  if (const auto waiter = std::exchange(waiter_, {})) async::Loop::current().post(waiter);
}

}  // namespace talaria::sql
