// Waiters: tasks of one loop that wait until somebody says that something has changed.
#pragma once
#include <coroutine>

#include <talaria/async/context.hpp>

namespace talaria::async {

/// A list of waiting tasks, the one that came first at its front. Whoever is woken goes on in a later turn of the loop,
/// and looks for itself whether what it waits for has come. It must outlive the waits; used on one loop.
class Waiters {
 public:
  class Wait;

  Waiters() = default;
  Waiters(const Waiters&) = delete;
  Waiters& operator=(const Waiters&) = delete;

  /// `co_await waiters.wait()`: until the task is woken. Throws Cancelled.
  [[nodiscard]] Wait wait() noexcept;
  /// The same for a task that nothing else may wake, not even its cancellation.
  [[nodiscard]] Wait wait_undisturbed() noexcept;

  /// Wakes the task that waits the longest.
  void wake_one();
  /// Wakes all that wait now.
  void wake_all();
  [[nodiscard]] bool empty() const noexcept { return first_ == nullptr; }

 private:
  void append(Wait& wait) noexcept;
  void remove(Wait& wait) noexcept;

  Wait* first_ = nullptr;
  Wait* last_ = nullptr;
};

class Waiters::Wait {
 public:
  Wait(Waiters& all, bool cancellable) noexcept : all_(all), cancellable_(cancellable) {}
  Wait(const Wait&) = delete;
  Wait& operator=(const Wait&) = delete;

  bool await_ready() const noexcept { return false; }
  template <class P>
  bool await_suspend(std::coroutine_handle<P> handle) {
    return start(handle, cancellable_ ? detail::context_of(handle) : nullptr);
  }
  void await_resume() const {
    if (cancelled_) throw Cancelled{};
  }

 private:
  friend class Waiters;
  bool start(std::coroutine_handle<> handle, Context* context);
  void leave();
  static void on_cancelled(void* self);

  Waiters& all_;
  Wait* previous_ = nullptr;
  Wait* next_ = nullptr;
  std::coroutine_handle<> handle_;
  CancelCallback on_cancel_;
  bool cancellable_;
  bool cancelled_ = false;
};

inline Waiters::Wait Waiters::wait() noexcept {
  return Wait{*this, true};
}
inline Waiters::Wait Waiters::wait_undisturbed() noexcept {
  return Wait{*this, false};
}

}  // namespace talaria::async
