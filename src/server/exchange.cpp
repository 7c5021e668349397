#include "server/exchange.hpp"

#include <algorithm>
#include <cstdio>
#include <cstring>

#include <talaria/async/loop.hpp>

namespace talaria::server {

namespace {

constexpr std::size_t least_body_space = 4 * 1024;
constexpr std::size_t most_body_space = 64 * 1024;

}  // namespace

/// Waits until the connection calls wake(), or for cancellation.
class Exchange::MoreBody {
 public:
  explicit MoreBody(Exchange& exchange) : exchange_(exchange) {}

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
  bool start(std::coroutine_handle<> handle, async::Context* waiting_under) {
    if (exchange_.feed == nullptr || (waiting_under != nullptr && waiting_under->cancelled())) {
      exchange_.cancelled_ = true;
      return false;
    }
    exchange_.waiter_ = handle;
    exchange_.on_cancel_.set(waiting_under, &MoreBody::cancelled, &exchange_);
    exchange_.feed->want_body();
    return true;
  }
  static void cancelled(void* self) {
    auto& exchange = *static_cast<Exchange*>(self);
    if (!exchange.waiter_) return;
    exchange.cancelled_ = true;
    async::Loop::current().post(std::exchange(exchange.waiter_, {}));
  }

  Exchange& exchange_;
};

void Exchange::reserve_body_space() {
  // So much at once is worth a bigger block; a handler that reads piece by piece needs no more than this.
  const std::uint64_t expected = std::max<std::uint64_t>(decoder.expected(), 4 * least_body_space);
  const std::size_t space = static_cast<std::size_t>(std::min<std::uint64_t>(expected, most_body_space));
  if (buffer.room() >= parser.length() + space) return;
  buffer.reallocate(parser.length() + std::max(space, buffer.size() - parser.length()) + least_body_space,
                    [this](const char* from, const char* to) { parser.rebase(from, to); });
}

bool Exchange::begin_request(const Transport& transport, const Forwarding& forwarding, const RootPath& root_path) {
  head_size_ = body_at_ = parser.length();
  failure_ = {};
  cancelled_ = false;
  piece_ = {};
  decoder.start(parser.framing());
  bool whole = decoder.done();
  if (!whole) {
    if (buffer.size() - head_size_ < decoder.expected() || parser.framing().chunked) reserve_body_space();
    decode_more();
    if (decoder.error()) return false;
    whole = decoder.done();
  }
  http::RequestHead& head = parser.head();
  head.scheme = transport.scheme();
  head.host = {};
  head.client_host = transport.peer_host();
  head.client_port = transport.peer_port();
  if (transport.peer().trusted) forwarding.apply(head);
  if (!root_path.empty()) root_path.complete(head, target_);
  request.emplace(head, whole ? nullptr : this);
  if (!root_path.empty()) root_path.tell(*request);
  request->set_body_limit(limits_.content);
  if (whole) request->set_body(std::exchange(piece_, {}));
  return true;
}

void Exchange::end_request() {
  response = nullptr;
  after_send.reset();
  own_response.reset();
  task.reset();
  request.reset();
  piece_ = {};
  buffer.consume(body_at_);
  head_size_ = body_at_ = 0;
  parser.reset();
  context.reset();
}

void Exchange::end_after_send() {
  const std::exception_ptr error = after_send->operator co_await().handle.promise().error;
  after_send.reset();
  if (!error) return;
  try {
    std::rethrow_exception(error);
  } catch (const Cancelled&) {
    // An ordinary end: the server stops.
  } catch (const std::exception& exception) {
    std::fprintf(stderr, "talaria: exception after a response was sent: %s\n", exception.what());
  } catch (...) {
    std::fputs("talaria: exception after a response was sent\n", stderr);
  }
}

void Exchange::take_over(Exchange& other) {
  const std::size_t size = other.buffer.size() - other.body_at_;
  if (size == 0) return;
  buffer.reallocate(std::max(other.buffer.capacity(), size), [](const char*, const char*) {});
  std::memcpy(buffer.space(), other.buffer.data() + other.body_at_, size);
  buffer.commit(size);
}

bool Exchange::decode_more() {
  const std::size_t size = buffer.size() - body_at_;
  if (size == 0 || decoder.done() || decoder.error()) return false;
  char* const data = buffer.data() + body_at_;
  const auto [consumed, produced] = decoder.decode(data, size);
  body_at_ += consumed;
  piece_ = {data, produced};
  return true;
}

bool Exchange::make_body_space() {
  if (buffer.space_size() >= least_body_space) return true;
  // Everything has been decoded and given out when the handler asks for more: the place of the content is free again.
  if (body_at_ == buffer.size() && !decoder.done() && piece_.empty()) {
    buffer.truncate(head_size_);
    body_at_ = head_size_;
  }
  return buffer.space_size() > 0;
}

std::size_t Exchange::skip_body() {
  const std::size_t before = body_at_;
  decode_more();
  piece_ = {};
  return body_at_ - before;
}

std::string_view Exchange::take_rest() {
  const std::string_view rest(buffer.data() + body_at_, buffer.size() - body_at_);
  body_at_ = buffer.size();
  return rest;
}

void Exchange::wake() {
  if (!waiter_) return;
  on_cancel_.remove();
  std::exchange(waiter_, {}).resume();
}

Task<std::string_view> Exchange::next() {
  while (true) {
    if (!piece_.empty()) co_return std::exchange(piece_, {});
    if (failure_) throw http::BodyError(failure_.status, std::string(failure_.reason));
    if (decoder.error()) throw http::BodyError(decoder.error().status, std::string(decoder.error().reason));
    if (decoder.done()) co_return std::string_view{};
    // A chunk that says it is too large is not waited for.
    if (decoder.announced() > request->body_limit()) throw http::BodyError(413, "the content is too large");
    if (!decode_more()) co_await MoreBody{*this};
  }
}

}  // namespace talaria::server
