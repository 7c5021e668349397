// Loop: what runs tasks, timers and jobs of one thread. The network stands on the same loop, behind this interface.
#pragma once
#include <cstddef>

#include <talaria/async/context.hpp>
#include <talaria/async/task.hpp>
#include <talaria/base/chrono.hpp>
#include <talaria/base/owned.hpp>

namespace talaria::async {

using Duration = std::chrono::steady_clock::duration;
using TimePoint = std::chrono::steady_clock::time_point;
/// A time of day, which others know too: when a token expires, when something was made.
using WallTime = std::chrono::system_clock::time_point;

/// A function to be called at a time. It belongs to whoever waits, must stay in place while it is set, and is used on
/// the thread of its loop only.
class Timer {
 public:
  using Function = void (*)(void* argument);

  Timer(Function function, void* argument) noexcept : function_(function), argument_(argument) {}
  Timer(const Timer&) = delete;
  Timer& operator=(const Timer&) = delete;
  ~Timer() { cancel(); }

  /// Lets `loop` call the function at `deadline`; an earlier setting is forgotten.
  void set(class Loop& loop, TimePoint deadline);
  /// Takes it back; does nothing when it is not set.
  void cancel() noexcept;
  [[nodiscard]] bool is_set() const noexcept { return loop_ != nullptr; }

 private:
  friend class Loop;
  Function function_;
  void* argument_;
  Loop* loop_ = nullptr;
  TimePoint deadline_{};
  std::size_t position_ = 0;  // in the loop's heap
};

/// Runs jobs, timers and spawned tasks on the thread that calls run_until. Everything but post, hold and release is
/// used on that thread only.
class Loop {
 public:
  using Function = void (*)(void* argument);

  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;
  virtual ~Loop();

  /// The loop that this thread runs. Throws std::logic_error when it runs none.
  [[nodiscard]] static Loop& current();
  /// The same, or null.
  [[nodiscard]] static Loop* current_or_null() noexcept;

  /// The time that this loop's timers go by.
  [[nodiscard]] virtual TimePoint now() const = 0;
  /// The time of day; that of a virtual clock moves with its timers.
  [[nodiscard]] virtual WallTime wall_now() const { return std::chrono::system_clock::now(); }

  /// Calls `function(argument)` on a later turn of the loop. From any thread.
  void post(Function function, void* argument);
  /// Resumes `handle` on a later turn. From any thread.
  void post(std::coroutine_handle<> handle);

  /// Says that another thread is going to post here: a virtual clock waits for it instead of jumping. From any thread.
  void hold() noexcept;
  /// Ends a hold.
  void release() noexcept;

  /// Runs until `done` is true. `done` is read after every job and timer, on this thread.
  void run_until(const bool& done);
  /// Cancels all spawned tasks and runs until they have ended.
  void cancel_spawned();

  /// Starts `task` and owns it until it ends. Its exceptions go to the handler of set_unhandled, but Cancelled, which
  /// is an ordinary end.
  void spawn(Task<void> task);

  using UnhandledFunction = void (*)(std::exception_ptr error) noexcept;
  /// What hears of exceptions that leave spawned tasks, in all loops; the default writes them to standard error.
  static void set_unhandled(UnhandledFunction function) noexcept;

 protected:
  Loop();
  /// Waits for a job of another thread, for the network, or until `deadline` (null: no timer is set).
  virtual void wait(const TimePoint* deadline) = 0;
  /// Makes wait() return; called from other threads.
  virtual void wake() noexcept = 0;
  /// Makes wait() return soon; called on this thread from what wait() itself runs, when there is a new job or timer.
  virtual void interrupt() noexcept {}
  /// Whether somebody holds the loop.
  [[nodiscard]] bool is_held() const noexcept;

 private:
  friend class Timer;
  struct State;
  void interrupt_wait() noexcept;
  void add_timer(Timer& timer);
  void remove_timer(Timer& timer) noexcept;
  bool run_jobs(const bool& done);
  void fire_timers(const bool& done);

  Owned<State> state_;
};

/// A loop with sockets and real time.
[[nodiscard]] Owned<Loop> make_loop();

/// The time of day of the loop that this thread runs, or of the system where it runs none.
[[nodiscard]] inline WallTime wall_now() {
  const Loop* const loop = Loop::current_or_null();
  return loop != nullptr ? loop->wall_now() : std::chrono::system_clock::now();
}

/// `spawn(task)` on the loop of this thread.
inline void spawn(Task<void> task) {
  Loop::current().spawn(std::move(task));
}

}  // namespace talaria::async
