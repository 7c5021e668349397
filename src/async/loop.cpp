#include "async/root.hpp"
#include "base/holds.hpp"

#include <atomic>
#include <cstdio>
#include <mutex>
#include <stdexcept>
#include <utility>
#include <vector>

#include <talaria/async/loop.hpp>

namespace talaria::async {

namespace {

struct Job {
  Loop::Function function;
  void* argument;
};

constinit thread_local Loop* running_loop = nullptr;

void report_unhandled(std::exception_ptr error) noexcept {
  try {
    std::rethrow_exception(error);
  } catch (const std::exception& exception) {
    std::fprintf(stderr, "talaria: a spawned task ended with an exception: %s\n", exception.what());
  } catch (...) {
    std::fputs("talaria: a spawned task ended with an exception\n", stderr);
  }
}

std::atomic<Loop::UnhandledFunction> unhandled{report_unhandled};

}  // namespace

struct Loop::State {
  // This thread's jobs: `batch` is being run, `next` is its first that was not, `ready` comes after it.
  std::vector<Job> batch;
  std::size_t next = 0;
  std::vector<Job> ready;

  std::mutex mutex;
  std::vector<Job> remote;  // guarded by mutex
  std::atomic<bool> has_remote{false};
  std::atomic<int> holds{0};

  std::vector<Timer*> timers;  // binary heap, the earliest first
  bool waiting = false;        // within wait(), which may run handlers of the network
  Context spawned_context;
  std::size_t spawned = 0;
  bool all_ended = true;

  [[nodiscard]] bool has_jobs() const {
    return next < batch.size() || !ready.empty() || has_remote.load(std::memory_order_acquire);
  }

  void take_remote() {
    if (!has_remote.load(std::memory_order_acquire)) return;
    const std::lock_guard lock(mutex);
    ready.insert(ready.end(), remote.begin(), remote.end());
    remote.clear();
    has_remote.store(false, std::memory_order_release);
  }

  void place(Timer* timer, std::size_t position) {
    timers[position] = timer;
    timer->position_ = position;
  }

  void sift(std::size_t position) {
    Timer* const timer = timers[position];
    while (position > 0 && timer->deadline_ < timers[(position - 1) / 2]->deadline_) {
      place(timers[(position - 1) / 2], position);
      position = (position - 1) / 2;
    }
    while (true) {
      std::size_t child = position * 2 + 1;
      if (child >= timers.size()) break;
      if (child + 1 < timers.size() && timers[child + 1]->deadline_ < timers[child]->deadline_) ++child;
      if (timer->deadline_ <= timers[child]->deadline_) break;
      place(timers[child], position);
      position = child;
    }
    place(timer, position);
  }
};

Loop::Loop() : state_(make_owned<State>()) {}

Loop::~Loop() = default;

Loop& Loop::current() {
  if (running_loop == nullptr) throw std::logic_error("this thread runs no loop");
  return *running_loop;
}

Loop* Loop::current_or_null() noexcept {
  return running_loop;
}

void Loop::post(Function function, void* argument) {
  if (running_loop == this) {
    state_->ready.push_back({function, argument});
    interrupt_wait();
    return;
  }
  bool first = false;
  {
    const std::lock_guard lock(state_->mutex);
    first = state_->remote.empty();
    state_->remote.push_back({function, argument});
    state_->has_remote.store(true, std::memory_order_release);
    // Under the lock: once it is free the loop may run the job and be destroyed by what the job does.
    if (first) wake();
  }
}

void Loop::interrupt_wait() noexcept {
  if (std::exchange(state_->waiting, false)) interrupt();
}

void Loop::post(std::coroutine_handle<> handle) {
  post([](void* address) { std::coroutine_handle<>::from_address(address).resume(); }, handle.address());
}

void Loop::hold() noexcept {
  state_->holds.fetch_add(1, std::memory_order_relaxed);
}

void Loop::release() noexcept {
  state_->holds.fetch_sub(1, std::memory_order_relaxed);
}

bool Loop::is_held() const noexcept {
  return state_->holds.load(std::memory_order_relaxed) > 0;
}

void Loop::run_until(const bool& done) {
  struct Scope {
    Loop* previous;
    explicit Scope(Loop* loop) : previous(std::exchange(running_loop, loop)) {}
    ~Scope() { running_loop = previous; }
  };
  if (running_loop == this) throw std::logic_error("the loop is running already");
  const Scope scope(this);
  while (!done) {
    if (!run_jobs(done)) return;
    fire_timers(done);
    if (done || state_->has_jobs()) continue;
    state_->waiting = true;
    wait(state_->timers.empty() ? nullptr : &state_->timers.front()->deadline_);
    state_->waiting = false;
  }
}

// Runs the jobs that are there now, not those that they post. Returns false when `done` became true.
bool Loop::run_jobs(const bool& done) {
  State& state = *state_;
  if (state.next == state.batch.size()) {
    state.take_remote();
    state.batch.clear();
    state.next = 0;
    std::swap(state.batch, state.ready);
  }
  while (state.next < state.batch.size()) {
    const Job job = state.batch[state.next++];
    job.function(job.argument);
    if (done) return false;
  }
  return true;
}

void Loop::fire_timers(const bool& done) {
  State& state = *state_;
  if (state.timers.empty()) return;
  const TimePoint time = now();
  while (!done && !state.timers.empty() && state.timers.front()->deadline_ <= time) {
    Timer& timer = *state.timers.front();
    timer.cancel();
    timer.function_(timer.argument_);
  }
}

void Timer::set(Loop& loop, TimePoint deadline) {
  cancel();
  deadline_ = deadline;
  loop.add_timer(*this);
}

void Timer::cancel() noexcept {
  if (loop_ != nullptr) loop_->remove_timer(*this);
}

void Loop::add_timer(Timer& timer) {
  state_->timers.push_back(&timer);
  timer.loop_ = this;
  timer.position_ = state_->timers.size() - 1;
  state_->sift(timer.position_);
  // wait() was told of another deadline.
  if (timer.position_ == 0) interrupt_wait();
}

void Loop::remove_timer(Timer& timer) noexcept {
  std::vector<Timer*>& timers = state_->timers;
  Timer* const last = timers.back();
  timers.pop_back();
  if (last != &timer) {
    state_->place(last, timer.position_);
    state_->sift(timer.position_);
  }
  timer.loop_ = nullptr;
}

void Loop::spawn(Task<void> task) {
  ++state_->spawned;
  const auto ended = [](void* self, std::exception_ptr error) noexcept {
    State& state = *static_cast<State*>(self);
    --state.spawned;
    state.all_ended = state.spawned == 0;
    if (error && !base::holds<Cancelled>(error)) unhandled.load()(std::move(error));
  };
  detail::observe_owned(std::move(task).release(), ended, state_.get()).start(&state_->spawned_context);
}

void Loop::cancel_spawned() {
  if (state_->spawned == 0) return;
  state_->all_ended = false;
  // As a job, because what is cancelled asks for the loop of this thread.
  post([](void* context) { static_cast<Context*>(context)->cancel(); }, &state_->spawned_context);
  run_until(state_->all_ended);
  state_->spawned_context.reset();
}

void Loop::set_unhandled(UnhandledFunction function) noexcept {
  unhandled.store(function == nullptr ? report_unhandled : function);
}

}  // namespace talaria::async
