// `co_await sleep(100ms)`.
#pragma once
#include <coroutine>

#include <talaria/async/context.hpp>
#include <talaria/async/loop.hpp>

namespace talaria {

namespace async::detail {

class SleepAwaiter {
 public:
  explicit SleepAwaiter(Duration duration) noexcept : duration_(duration), timer_(&SleepAwaiter::expired, this) {}

  bool await_ready() const noexcept { return false; }
  template <class P>
  bool await_suspend(std::coroutine_handle<P> handle) {
    return start(handle, context_of(handle));
  }
  void await_resume() const {
    if (cancelled_) throw Cancelled{};
  }

 private:
  bool start(std::coroutine_handle<> handle, Context* context);
  static void expired(void* self);
  static void cancelled(void* self);

  Duration duration_;
  Timer timer_;
  CancelCallback on_cancel_;
  std::coroutine_handle<> handle_;
  bool cancelled_ = false;
};

}  // namespace async::detail

/// Waits that long by the loop's clock without blocking a thread; zero or less waits for the next turn of the loop.
/// Throws Cancelled when the task is cancelled meanwhile.
[[nodiscard]] inline async::detail::SleepAwaiter sleep(async::Duration duration) noexcept {
  return async::detail::SleepAwaiter{duration};
}

}  // namespace talaria
