#include "server/h2/exchange.hpp"

#include "async/root.hpp"
#include "base/holds.hpp"
#include "server/h2/connection.hpp"
#include "server/report.hpp"

#include <stdexcept>
#include <utility>

namespace talaria::server::h2 {

/// Waits until content has come, or its end or failure; or for cancellation.
class Exchange::MoreContent {
 public:
  explicit MoreContent(Exchange& exchange) noexcept : exchange_(exchange) {}
  bool await_ready() const noexcept { return false; }
  template <class P>
  bool await_suspend(std::coroutine_handle<P> handle) {
    return start(handle, async::detail::context_of(handle));
  }
  void await_resume() const {
    exchange_.on_cancel_.remove();
    if (exchange_.cancelled_) throw Cancelled{};
  }

 private:
  bool start(std::coroutine_handle<> handle, async::Context* context) {
    exchange_.cancelled_ = exchange_.stream_->closed || (context != nullptr && context->cancelled());
    if (exchange_.cancelled_) return false;
    exchange_.reader_ = handle;
    exchange_.on_cancel_.set(context, &MoreContent::cancel, &exchange_);
    exchange_.content_watch_.begin_wait(exchange_.connection_.now());
    if (std::exchange(exchange_.continue_is_due_, false)) exchange_.session().send_continue(*exchange_.stream_);
    exchange_.connection_.schedule();
    return true;
  }
  static void cancel(void* self) {
    auto& exchange = *static_cast<Exchange*>(self);
    if (!exchange.reader_) return;
    exchange.cancelled_ = true;
    async::Loop::current().post(std::exchange(exchange.reader_, {}));
  }

  Exchange& exchange_;
};

/// Waits until the piece given last is written, as far as the client's windows let it. Throws Cancelled when the client
/// does not want it.
class Exchange::Taken {
 public:
  explicit Taken(Exchange& exchange) noexcept : exchange_(exchange) {}
  bool await_ready() const noexcept { return exchange_.stream_->closed; }
  void await_suspend(std::coroutine_handle<> handle) const noexcept {
    exchange_.writer_ = handle;
    exchange_.connection_.schedule();
  }
  void await_resume() const {
    if (exchange_.stream_->closed) throw Cancelled{};
  }

 private:
  Exchange& exchange_;
};

Session& Exchange::session() {
  return connection_.session();
}

void Exchange::start() {
  HeadBuilder& builder = stream_->head;
  http::RequestHead& head = builder.head();
  connection_.describe_peer(head);
  const bool whole = stream_->incoming_ended;
  const RootPath& root_path = connection_.root_path();
  if (!root_path.empty()) root_path.complete(head, target_);
  request_.emplace(head, whole ? nullptr : this);
  if (!root_path.empty()) root_path.tell(*request_);
  if (builder.error()) return answer_plainly(builder.error().status, builder.error().reason);
  request_->set_body_limit(connection_.limits().content);
  seen_ = stream_->incoming.size();
  if (whole) {
    content_ = session().take_content(*stream_);
    session().consume(*stream_, content_.size());
    request_->set_body(content_);
  }
  continue_is_due_ = builder.expects_continue() && stream_->incoming.empty();
  call_service();
}

void Exchange::call_service() {
  try {
    task_.emplace(connection_.service().handle(*request_));
  } catch (...) {
    fail_service(std::current_exception());
    return answer();
  }
  if (async::detail::start_task(*task_, &context_)) {
    take_result();
    return answer();
  }
  running_ = true;
  // As a job of its own: the task may end on the stack of another connection.
  async::detail::watch_task(
      *task_,
      [](void* self) {
        async::Loop::current().post(
            [](void* one) {
              auto& exchange = *static_cast<Exchange*>(one);
              exchange.running_ = false;
              exchange.take_result();
              exchange.answer();
              exchange.connection_.on_progress(exchange);
            },
            self);
      },
      this);
}

void Exchange::take_result() {
  auto& promise = task_->operator co_await().handle.promise();
  if (promise.error) {
    fail_service(promise.error);
  } else {
    response_ = &*promise.value;
  }
}

void Exchange::fail_service(const std::exception_ptr& error) {
  if (!base::holds<Cancelled>(error)) report("a request", error);
  own_response_.emplace("Internal Server Error", 500, "text/plain; charset=utf-8");
  response_ = &*own_response_;
}

void Exchange::answer_plainly(int status, std::string_view reason) {
  own_response_.emplace(std::string(reason), status, "text/plain; charset=utf-8");
  response_ = &*own_response_;
  answer();
}

void Exchange::answer() {
  if (stream_->closed) return;
  const bool is_head = request_->head().method == http::Method::head;
  const ResponseFields fields(*response_, connection_.date(), is_head);
  session().respond(*stream_, fields.list(), fields.has_content());
  if (fields.has_content() && response_->stream) {
    running_ = true;
    return async::detail::observe_owned(
               stream(fields.length()).release(),
               [](void* self, std::exception_ptr error) noexcept { static_cast<Exchange*>(self)->end_stream(error); },
               this)
        .start(&context_);
  }
  if (fields.has_content()) session().give(*stream_, response_->body, true);
  session().discard_content(*stream_);
}

Task<void> Exchange::stream(std::optional<std::size_t> length) {
  http::BodyStream& source = *response_->stream;
  std::size_t given = 0;
  while (true) {
    std::string_view piece;
    try {
      piece = co_await source.next();
    } catch (const Cancelled&) {
      if (!ends_soon_) throw;
    }
    if (stream_->closed) throw Cancelled{};
    if (piece.empty()) break;
    given += piece.size();
    if (length && given > *length) throw std::length_error("the stream gave more octets than its content-length");
    session().give(*stream_, piece, false);
    co_await Taken{*this};
  }
  if (length && given != *length) throw std::length_error("the stream gave fewer octets than its content-length");
  session().give(*stream_, {}, true);
}

void Exchange::stop_soon() {
  if (!running_ || response_ == nullptr || !response_->stream || !response_->stream->resumable()) return;
  ends_soon_ = true;
  context_.cancel();
}

// On whatever stack the stream ended, so what follows is a job of its own.
void Exchange::end_stream(const std::exception_ptr& error) {
  if (error) {
    // The status has been sent; all that is left is to end before the end.
    session().reset(*stream_, ErrorCode::internal_error);
    if (!base::holds<Cancelled>(error)) report("a response stream", error);
  }
  async::Loop::current().post(
      [](void* one) {
        auto& exchange = *static_cast<Exchange*>(one);
        exchange.running_ = false;
        exchange.session().discard_content(*exchange.stream_);
        exchange.connection_.on_progress(exchange);
      },
      this);
}

Task<std::string_view> Exchange::next() {
  while (true) {
    if (!content_.empty()) {
      // The handler is done with it, so the client may send as much again.
      session().consume(*stream_, content_.size());
      content_.clear();
      connection_.schedule();
    }
    if (failure_) throw http::BodyError(failure_.status, std::string(failure_.reason));
    if (!stream_->incoming.empty()) {
      content_ = session().take_content(*stream_);
      co_return content_;
    }
    if (stream_->incoming_ended) co_return std::string_view{};
    co_await MoreContent{*this};
  }
}

void Exchange::wake_reader() {
  if (!reader_) return;
  content_watch_.end_wait(connection_.now());
  on_cancel_.remove();
  std::exchange(reader_, {}).resume();
}

void Exchange::wake_writer() {
  if (writer_) std::exchange(writer_, {}).resume();
}

void Exchange::on_news() {
  if (stream_->closed && !stream_->sent) context_.cancel();
  const std::size_t seen = stream_->received;
  if (seen != seen_) content_watch_.progress(seen - std::exchange(seen_, seen), connection_.now());
  if (!stream_->incoming.empty() || stream_->incoming_ended || stream_->closed) wake_reader();
  if (stream_->outgoing.empty() || stream_->closed) wake_writer();
}

void Exchange::finish() {
  if (!std::exchange(finished_, true)) run_after_send();
  if (stream_->closed && kept_ == nullptr) kept_ = session().release(*stream_);
}

bool Exchange::is_over() const {
  return finished_ && kept_ != nullptr && !after_send_;
}

void Exchange::run_after_send() {
  if (response_ == nullptr || !response_->after_send) return;
  after_send_ = std::exchange(response_->after_send, std::nullopt);
  // What has to be done after an answer is done for a client that went away, too.
  context_.reset();
  if (async::detail::start_task(*after_send_, &context_)) return end_after_send();
  async::detail::watch_task(
      *after_send_,
      [](void* self) {
        async::Loop::current().post(
            [](void* one) {
              auto& exchange = *static_cast<Exchange*>(one);
              exchange.end_after_send();
              exchange.connection_.on_progress(exchange);
            },
            self);
      },
      this);
}

void Exchange::end_after_send() {
  const std::exception_ptr error = after_send_->operator co_await().handle.promise().error;
  after_send_.reset();
  if (error && !base::holds<Cancelled>(error)) report("what runs after a response", error);
}

void Exchange::sweep(async::TimePoint now) {
  const Limits& limits = connection_.limits();
  if (reader_ && content_watch_.too_slow(now, limits.content_pause, limits.content_total, limits)) {
    failure_ = {408, "The content did not come in time"};
    wake_reader();
  }
  // The client's windows are closed: it does not read what it asked for.
  const std::size_t written = stream_->written - std::exchange(taken_, stream_->written);
  if (written > 0) write_watch_.progress(written, now);
  if (session().is_stalled(*stream_)) {
    write_watch_.begin_wait(now);
    if (write_watch_.too_slow(now, limits.write_pause, Limits::unlimited_time, limits)) {
      session().reset(*stream_, ErrorCode::enhance_your_calm);
      connection_.schedule();
    }
  } else {
    write_watch_.end_wait(now);
  }
}

}  // namespace talaria::server::h2
