#include "http/stream_body.hpp"

#include <chrono>
#include <utility>

#include <talaria/async/sleep.hpp>
#include <talaria/http/media_type.hpp>
#include <talaria/http/streaming_response.hpp>

namespace talaria::http {

namespace {

using Clock = std::chrono::steady_clock;

// So much is sent at once.
constexpr std::size_t full = 16 * 1024;
// How long a coroutine that never waits may have the loop for itself.
constexpr auto longest_turn = std::chrono::milliseconds(1);

}  // namespace

struct StreamBody::State {
  State(async::Yielding source, async::Runs runs) : pull(std::move(source), runs) {}

  async::Pull pull;
  std::exception_ptr failure;
  bool ended = false;
};

StreamBody::StreamBody(async::Yielding source, async::Runs runs, StreamEncoding encoding)
    : state_(std::make_shared<State>(std::move(source), runs)), encoding_(encoding), turn_began_(Clock::now()) {}

Task<std::string_view> StreamBody::next() {
  State& state = *state_;
  if (async::Context* const context = co_await async::current_context()) context->throw_if_cancelled();
  buffer_.clear();
  large_ = {};
  if (Clock::now() - turn_began_ > longest_turn) {
    co_await sleep(async::Duration::zero());
    turn_began_ = Clock::now();
  }
  while (!state.ended) {
    if (state.failure) std::rethrow_exception(state.failure);
    if (!state.pull.under_way()) state.pull.advance();
    if (state.pull.under_way()) {
      // What is there is not held back for what may take its time.
      if (!buffer_.empty()) break;
      const bool came = co_await state.pull.wait(encoding_.keep_alive_after);
      turn_began_ = Clock::now();
      if (!came) co_return encoding_.keep_alive;
    }
    if (!take_value()) break;
  }
  co_return large_.empty() ? std::string_view(buffer_) : large_;
}

// Takes the value that has come; false when it is time to send.
bool StreamBody::take_value() {
  State& state = *state_;
  const void* value = nullptr;
  try {
    value = state.pull.value();
    if (value == nullptr) {
      state.ended = true;
      return false;
    }
    if (encoding_.octets == nullptr) {
      encoding_.write(encoding_.argument, value, buffer_);
    } else if (const std::string_view octets = encoding_.octets(value); buffer_.empty() && octets.size() >= full) {
      large_ = octets;
      return false;
    } else {
      buffer_ += octets;
    }
  } catch (...) {
    // First what came before it is sent.
    state.failure = std::current_exception();
    if (buffer_.empty()) throw;
    return false;
  }
  return buffer_.size() < full && Clock::now() - turn_began_ < longest_turn;
}

Task<void> StreamBody::end() const {
  return close(state_);
}

Task<void> StreamBody::close(std::shared_ptr<State> state) {
  if (state->ended) co_return;
  const bool begun = state->pull.under_way() || state->pull.open();
  std::exception_ptr error;
  try {
    co_await state->pull.close();
  } catch (...) {
    error = std::current_exception();
  }
  state->ended = true;
  if (state->failure) throw StreamFailure(state->failure);
  if (error) std::rethrow_exception(error);
  if (begun) throw Cancelled{};
}

StreamContent make_stream_content(async::Yielding source, bool may_block, StreamEncoding encoding) {
  const async::Runs runs = may_block ? async::Runs::on_pool : async::Runs::on_loop;
  auto body = std::make_unique<StreamBody>(std::move(source), runs, encoding);
  Task<void> end = body->end();
  return {std::move(body), std::move(end)};
}

StreamContent::StreamContent(async::Yielding source, bool may_block, std::string_view (*octets)(const void* value))
    : StreamContent([&] {
        StreamEncoding encoding;
        encoding.octets = octets;
        return make_stream_content(std::move(source), may_block, encoding);
      }()) {}

void StreamContent::move_to(Response& response) {
  response.stream = std::move(stream_);
  if (after_send_) response.after_send.emplace(std::move(*after_send_));
}

}  // namespace talaria::http

namespace talaria {

StreamingResponse::StreamingResponse(http::StreamContent content, int status, std::string_view type,
                                     http::Headers fields)
    : Response({}, status, {}, std::move(fields)) {
  if (!type.empty() && !headers.contains("content-type")) headers.set("content-type", http::content_type_of(type));
  content.move_to(*this);
}

}  // namespace talaria
