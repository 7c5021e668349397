// Connection: handed over to another protocol, such as WebSocket.
#include "server/connection_upgrade.hpp"

#include "async/root.hpp"
#include "server/worker.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <utility>

namespace talaria::server {

namespace {

constexpr std::size_t block_size = 16 * 1024;
// A client that sends without a pause must not keep the loop from the others.
constexpr int most_at_once = 16;

}  // namespace

/// One task that waits for the socket.
class Connection::Upgraded::Wait {
 public:
  explicit Wait(std::vector<Wait*>& list) noexcept : list_(list) {}
  Wait(const Wait&) = delete;
  Wait& operator=(const Wait&) = delete;

  bool await_ready() const noexcept { return false; }
  template <class P>
  bool await_suspend(std::coroutine_handle<P> handle) {
    return start(handle, async::detail::context_of(handle));
  }
  void await_resume() {
    on_cancel_.remove();
    if (cancelled_) throw Cancelled{};
    if (closed_) throw http::StreamClosed{};
  }

  // Out of its list already; whatever it waited on may be gone when the task goes on.
  void wake(bool closed) {
    on_cancel_.remove();
    closed_ = closed;
    async::Loop::current().post(handle_);
  }
  static void wake_all(std::vector<Wait*>& list, bool closed) {
    for (Wait* const wait : std::exchange(list, {})) wait->wake(closed);
  }

 private:
  bool start(std::coroutine_handle<> handle, async::Context* context) {
    cancelled_ = context != nullptr && context->cancelled();
    if (cancelled_) return false;
    handle_ = handle;
    list_.push_back(this);
    on_cancel_.set(context, &Wait::cancel, this);
    return true;
  }
  static void cancel(void* self) {
    auto& wait = *static_cast<Wait*>(self);
    std::erase(wait.list_, &wait);
    wait.cancelled_ = true;
    async::Loop::current().post(wait.handle_);
  }

  std::vector<Wait*>& list_;
  std::coroutine_handle<> handle_;
  async::CancelCallback on_cancel_;
  bool cancelled_ = false;
  bool closed_ = false;
};

Connection::Upgraded::Upgraded(Connection& connection) : connection_(connection) {
  connection_.upgraded_ = this;
}

Connection::Upgraded::~Upgraded() {
  connection_.upgraded_ = nullptr;
  Wait::wake_all(writers_, true);
}

void Connection::Upgraded::on_input() {
  Wait::wake_all(readers_, false);
}

void Connection::Upgraded::on_output() {
  Wait::wake_all(writers_, connection_.peer_gone_);
}

// How many octets came into the block; 0 when there are none now, or no more.
std::size_t Connection::Upgraded::receive() {
  if (!block_) block_ = std::make_unique_for_overwrite<char[]>(block_size);
  ssize_t size = 0;
  do {
    size = connection_.transport_.receive(block_.get(), block_size);
  } while (size < 0 && errno == EINTR);
  if (size > 0) return static_cast<std::size_t>(size);
  if (size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return 0;
  connection_.input_ended_ = true;
  if (size < 0) connection_.peer_gone_ = true;
  return 0;
}

Task<std::string_view> Connection::Upgraded::read() {
  while (true) {
    const std::string_view rest = connection_.exchange_->take_rest();
    if (!rest.empty()) co_return rest;
    if (connection_.input_ended_ || connection_.peer_gone_) co_return std::string_view{};
    if (!connection_.read_pending_) {
      const std::size_t size = at_once_ < most_at_once ? receive() : 0;
      ++at_once_;
      if (size > 0) co_return std::string_view(block_.get(), size);
      if (connection_.input_ended_) continue;
      block_.reset();
      connection_.begin_input_wait();
    }
    at_once_ = 0;
    co_await Wait{readers_};
  }
}

Task<void> Connection::Upgraded::write(std::string_view octets) {
  if (connection_.peer_gone_) throw http::StreamClosed{};
  connection_.pending_.append(octets);
  connection_.send_pending();
  if (connection_.peer_gone_) throw http::StreamClosed{};
  if (connection_.blocked()) co_await Wait{writers_};
}

// Whether the response ends HTTP on this connection. Content that nobody read would be taken for the other protocol.
bool Connection::switches_protocol() const {
  const Response& response = *exchange_->response;
  return response.upgrade != nullptr && response.status_code == 101 && exchange_->decoder.done() &&
         exchange_->parser.head().minor_version >= 1;
}

void Connection::switch_protocol() {
  keep_alive_ = false;
  phase_ = Phase::upgraded;
  task_running_ = true;
  if (!peer_gone_) {
    h1::ResponseFrame frame;
    frame.date = worker_.date();
    frame.switches_protocol = true;
    h1::write_head(out(), *exchange_->response, frame);
    flush();
  }
  if (last_request_) exchange_->context.cancel();
  async::detail::observe_owned(upgrade().release(), &Connection::on_upgrade_ended, this).start(&exchange_->context);
}

Task<void> Connection::upgrade() {
  Upgraded stream(*this);
  co_await exchange_->response->upgrade->run(stream);
}

void Connection::on_upgrade_ended(void* self, std::exception_ptr error) noexcept {
  if (error) {
    try {
      std::rethrow_exception(error);
    } catch (const Cancelled&) {
      // The server stops.
    } catch (const std::exception& exception) {
      std::fprintf(stderr, "talaria: exception in an upgraded connection: %s\n", exception.what());
    } catch (...) {
      std::fputs("talaria: exception in an upgraded connection\n", stderr);
    }
  }
  async::Loop::current().post(
      [](void* one) {
        auto& connection = *static_cast<Connection*>(one);
        connection.task_running_ = false;
        connection.on_sent();
        connection.proceed();
        connection.leave_if_over();
      },
      self);
}

void Connection::begin_input_wait() {
  read_pending_ = true;
  transport_.async_wait_readable([this](const boost::system::error_code&) { on_input(); });
}

void Connection::on_input() {
  read_pending_ = false;
  if (upgraded_ != nullptr) {
    upgraded_->on_input();
  } else if (phase_ != Phase::upgraded) {
    begin_read();
  }
  leave_if_over();
}

}  // namespace talaria::server
