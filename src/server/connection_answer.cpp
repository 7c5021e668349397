// Connection: from the service's answer to the next request.
#include "async/root.hpp"
#include "base/holds.hpp"
#include "server/connection.hpp"
#include "server/report.hpp"
#include "server/worker.hpp"

#include <memory>
#include <stdexcept>
#include <utility>

namespace talaria::server {

namespace {

// Contents up to this are copied behind their head and leave in one send with the answers before them.
constexpr std::size_t largest_copied = 32 * 1024;

}  // namespace

// Waits until the client has taken what was written. Throws Cancelled when it never will.
class Connection::Drained {
 public:
  explicit Drained(Connection& connection) noexcept : connection_(connection) {}
  bool await_ready() const noexcept { return connection_.peer_gone_ || !connection_.blocked(); }
  void await_suspend(std::coroutine_handle<> handle) const noexcept { connection_.drained_waiter_ = handle; }
  void await_resume() const {
    if (connection_.peer_gone_) throw Cancelled{};
  }

 private:
  Connection& connection_;
};

void Connection::call_service() {
  Exchange& exchange = *exchange_;
  try {
    std::optional<Task<Response>> rest =
        worker_.service().answer(*exchange.request, exchange.context, exchange.own_response);
    if (rest) {
      exchange.task.emplace(std::move(*rest));
    } else {
      exchange.response = &*exchange.own_response;
    }
  } catch (...) {
    fail_service(std::current_exception());
  }
  if (!exchange.task) return answer();
  if (async::detail::start_task(*exchange.task, &exchange.context)) return answer();
  task_running_ = true;
  watch_task();
}

// A task that runs and whose end nobody hears of could never be destroyed: there is no way on without memory for this.
void Connection::watch_task() noexcept {
  // As a job of its own: the task may end on the stack of another connection, whose answers are in the common buffer.
  async::detail::watch_task(
      *exchange_->task,
      [](void* self) {
        async::Loop::current().post([](void* one) { static_cast<Connection*>(one)->on_answered(); }, self);
      },
      this);
}

void Connection::fail_service(std::exception_ptr error) {
  if (!base::holds<Cancelled>(error)) report("a request", error);
  exchange_->own_response.emplace("Internal Server Error", 500, "text/plain; charset=utf-8");
  exchange_->response = &*exchange_->own_response;
}

void Connection::on_answered() {
  task_running_ = false;
  enter<&Connection::answer_late>();
}

void Connection::answer_late() {
  in_process_ = true;
  answer();
  in_process_ = false;
  proceed();
}

// Goes on after something that may have ended the exchange.
void Connection::proceed() {
  if (phase_ == Phase::head) {
    process();
  } else {
    flush();
    rest();
  }
}

void Connection::answer() {
  Exchange& exchange = *exchange_;
  if (exchange.response == nullptr) {
    auto& promise = exchange.task->operator co_await().handle.promise();
    if (promise.error) {
      fail_service(promise.error);
    } else {
      exchange.response = &*promise.value;
    }
  }
  if (switches_protocol()) return switch_protocol();
  if (peer_gone_) return on_sent();
  // What cannot be told from content that nobody has read, or nobody may send, cannot be a request.
  const bool unread = !exchange.decoder.done();
  if (unread && (exchange.body_failed() || continue_is_due_ || exchange.decoder.expected() > worker_.limits().drain)) {
    keep_alive_ = false;
  }
  h1::ResponseFrame frame;
  frame.date = worker_.date();
  frame.minor_version = exchange.parser.head().minor_version;
  frame.is_head = exchange.parser.head().method == http::Method::head;
  frame.keep_alive = keep_alive_;
  Response& response = *exchange.response;
  const h1::ContentFrame content = h1::write_head(out(), response, frame);
  keep_alive_ = frame.keep_alive;
  if (response.stream && content.has_content) return start_stream(content);
  if (content.has_content) write_content(response, content);
  if (response.after_send) {
    flush();
    if (blocked()) {
      phase_ = Phase::sending;
      return;
    }
  }
  on_sent();
}

void Connection::write_content(Response& response, const h1::ContentFrame&) {
  if (response.body.size() <= largest_copied) {
    out().append(response.body);
    return;
  }
  if (!large_.empty()) {
    pending_.append(response.body);
    return;
  }
  large_ = std::move(response.body);
  large_at_ = 0;
  flush();
}

void Connection::start_stream(h1::ContentFrame content) {
  phase_ = Phase::streaming;
  flush();
  const auto root = async::detail::observe_owned(stream(content).release(), &Connection::on_stream_ended, this);
  task_running_ = true;
  root.start(&exchange_->context);
}

Task<void> Connection::stream(h1::ContentFrame content) {
  http::BodyStream& source = *exchange_->response->stream;
  std::size_t written = 0;
  while (true) {
    std::string_view piece;
    try {
      piece = co_await source.next();
    } catch (const Cancelled&) {
      if (peer_gone_ || !last_request_ || !source.resumable()) throw;
    }
    if (peer_gone_) throw Cancelled{};
    if (piece.empty()) break;
    send_piece(content, piece, written);
    co_await Drained{*this};
  }
  if (content.chunked) {
    h1::write_last_chunk(pending_);
    send_pending();
    co_await Drained{*this};
  } else if (!content.ends_with_close && written != content.length) {
    throw std::length_error("the stream gave fewer octets than its content-length");
  }
}

void Connection::send_piece(const h1::ContentFrame& content, std::string_view piece, std::size_t& written) {
  if (content.chunked) {
    h1::write_chunk(pending_, piece);
  } else {
    // More than declared would be read as the next answer.
    if (!content.ends_with_close && piece.size() > content.length - written) {
      throw std::length_error("the stream gave more octets than its content-length");
    }
    written += piece.size();
    pending_.append(piece);
  }
  send_pending();
}

void Connection::on_stream_ended(void* self, std::exception_ptr error) noexcept {
  auto& connection = *static_cast<Connection*>(self);
  if (error) {
    // The status has been sent; all that is left is to end before the end.
    connection.keep_alive_ = false;
    if (!base::holds<Cancelled>(error)) report("a response stream", error);
  }
  async::Loop::current().post(
      [](void* one) {
        auto& stream_end = *static_cast<Connection*>(one);
        stream_end.task_running_ = false;
        stream_end.enter<&Connection::end_stream>();
      },
      self);
}

void Connection::end_stream() {
  on_sent();
  proceed();
}

// The last octet was handed to the socket, or cannot be.
void Connection::on_sent() {
  run_after_send();
  advance();
}

void Connection::run_after_send() {
  Exchange& exchange = *exchange_;
  if (exchange.response == nullptr || !exchange.response->after_send) return;
  exchange.after_send = std::exchange(exchange.response->after_send, std::nullopt);
  // What has to be done after an answer is done for a client that went away, too.
  exchange.context.reset();
  if (async::detail::start_task(*exchange.after_send, &exchange.context)) exchange.end_after_send();
}

void Connection::advance() {
  if (phase_ == Phase::closed) return;
  Exchange& exchange = *exchange_;
  if (exchange.after_send && exchange.after_send_ended()) exchange.end_after_send();
  const bool stays = exchange.after_send.has_value();
  const bool unread = !exchange.decoder.done();
  if (peer_gone_) return close();
  if (stays) {
    keep_alive_ = keep_alive_ && !unread;
    detach_exchange();
  }
  phase_ = Phase::head;
  if (!keep_alive_) {
    if (!stays) exchange_->end_request();
    close_when_sent_ = true;
  } else if (unread && !stays) {
    drained_ = 0;
    drain_body();
  } else if (!stays) {
    exchange_->end_request();
  }
}

// Something of the answer goes on: it keeps the exchange, and the connection gets another for the next request.
void Connection::detach_exchange() {
  std::unique_ptr<Exchange> next_one = worker_.take_exchange();
  next_one->feed = this;
  next_one->take_over(*exchange_);
  exchange_->feed = nullptr;
  std::swap(exchange_, next_one);
  worker_.adopt(std::move(next_one));
}

}  // namespace talaria::server
