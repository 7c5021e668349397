#include <talaria/async/sleep.hpp>

namespace talaria::async::detail {

bool SleepAwaiter::start(std::coroutine_handle<> handle, Context* context) {
  if (context != nullptr && context->cancelled()) {
    cancelled_ = true;
    return false;
  }
  handle_ = handle;
  Loop& loop = Loop::current();
  timer_.set(loop, loop.now() + duration_);
  on_cancel_.set(context, &SleepAwaiter::cancelled, this);
  return true;
}

void SleepAwaiter::expired(void* self) {
  auto& awaiter = *static_cast<SleepAwaiter*>(self);
  awaiter.on_cancel_.remove();
  awaiter.handle_.resume();
}

void SleepAwaiter::cancelled(void* self) {
  auto& awaiter = *static_cast<SleepAwaiter*>(self);
  awaiter.cancelled_ = true;
  awaiter.timer_.cancel();
  // Not on this stack: whoever cancels is in the middle of something.
  Loop::current().post(awaiter.handle_);
}

}  // namespace talaria::async::detail
