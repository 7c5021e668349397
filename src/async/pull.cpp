#include "async/pull.hpp"

#include "base/holds.hpp"

#include <utility>

#include <talaria/async/blocking.hpp>

namespace talaria::async {

struct Pull::State {
  State(Yielding coroutine, Runs where) : source(std::move(coroutine)), runs(where) {}

  void advance() {
    started = true;
    if (runs == Runs::on_loop) {
      waits_for = source.start(&context);
      return;
    }
    job = run_on_pool([](void* self) { static_cast<void>(static_cast<Yielding*>(self)->start(nullptr)); }, &source)
              .release();
    waits_for = job.start(&context);
  }

  [[nodiscard]] bool under_way() const {
    if (waits_for == nullptr) return false;
    return runs == Runs::on_loop ? !source.yielded() && !source.done() : !job.operator co_await().await_ready();
  }

  void rethrow_error() const {
    if (job) job.rethrow_error();
    source.rethrow_error();
  }

  // Context and coroutine are on the loop that the waiting began on.
  Context context;
  Yielding source;
  Runs runs;
  AnyTask job;                               // of the pool
  detail::PromiseBase* waits_for = nullptr;  // whose end or yield is the arrival
  bool started = false;                      // and not closed
};

Pull::Pull(Yielding source, Runs runs) : state_(std::make_unique<State>(std::move(source), runs)) {}

Pull::~Pull() {
  if (!under_way()) return;
  if (Loop* const loop = Loop::current_or_null()) loop->spawn(end_alone(std::move(state_)));
}

void Pull::advance() {
  state_->advance();
}

bool Pull::under_way() const {
  return state_->under_way();
}

bool Pull::open() const {
  return state_->started && state_->source && !state_->source.done();
}

const void* Pull::value() const {
  const State& state = *state_;
  state.rethrow_error();
  return state.source.yielded() ? state.source.value() : nullptr;
}

Pull::Arrival Pull::wait(std::optional<Duration> limit) {
  return Arrival(*state_, limit);
}

Task<void> Pull::close() {
  return end(*state_);
}

Task<void> Pull::end(State& state) {
  const bool interrupted = state.under_way();
  state.context.cancel();
  if (interrupted) co_await Arrival(state, std::nullopt);
  const bool stands = state.started && state.source.yielded();
  if (stands) {
    // What it does about the end may take its time.
    state.context.reset();
    state.source.throw_in(std::make_exception_ptr(Cancelled{}));
    state.advance();
    if (state.under_way()) co_await Arrival(state, std::nullopt);
  }
  state.started = false;  // what the pool never got to has not begun
  if (!interrupted && !stands) co_return;
  try {
    state.rethrow_error();
  } catch (const Cancelled&) {
    // As it was told.
  }
}

Task<void> Pull::end_alone(std::unique_ptr<State> state) {
  co_await end(*state);
}

Pull::Arrival::Arrival(State& state, std::optional<Duration> limit) noexcept
    : state_(state), limit_(limit), timer_(&Arrival::expired, this) {}

bool Pull::Arrival::await_ready() const noexcept {
  return !state_.under_way();
}

bool Pull::Arrival::start(std::coroutine_handle<> handle, Context* waiting_under) {
  state_.waits_for->parent = handle;
  state_.waits_for->parent_waits = true;
  if (limit_) {
    Loop& loop = Loop::current();
    timer_.set(loop, loop.now() + *limit_);
  }
  if (waiting_under == nullptr) return true;
  if (waiting_under->cancelled()) {
    state_.context.cancel();
  } else {
    on_cancel_.set(waiting_under, &Arrival::cancelled, this);
  }
  return true;
}

void Pull::Arrival::expired(void* self) {
  State& state = static_cast<Arrival*>(self)->state_;
  state.waits_for->parent_waits = false;
  const std::coroutine_handle<> waiting = state.waits_for->parent;
  waiting.resume();
}

// What is under way wakes up with Cancelled, on a later turn, and that is the arrival.
void Pull::Arrival::cancelled(void* self) {
  static_cast<Arrival*>(self)->state_.context.cancel();
}

bool Pull::Arrival::await_resume() noexcept {
  timer_.cancel();
  on_cancel_.remove();
  return !state_.under_way();
}

}  // namespace talaria::async
