// Cancellation: one Context for a chain of tasks. The server cancels it when the client is gone; what waits wakes up.
#pragma once
#include <coroutine>
#include <exception>

#include <talaria/async/task.hpp>

namespace talaria {

/// Thrown out of whatever a task waits for when the task's Context is cancelled. Let it pass: it ends the task.
class Cancelled : public std::exception {
 public:
  [[nodiscard]] const char* what() const noexcept override { return "The task was cancelled"; }
};

namespace async {

class Context;

/// A function that is called once when a Context is cancelled. It belongs to whoever waits and must stay in place;
/// destroying it takes it back. Used on the loop of the Context only.
class CancelCallback {
 public:
  using Function = void (*)(void* argument);

  CancelCallback() = default;
  CancelCallback(const CancelCallback&) = delete;
  CancelCallback& operator=(const CancelCallback&) = delete;
  ~CancelCallback() { remove(); }

  /// Registers `function`; `context` may be null, then nothing ever calls it. The Context must not be cancelled yet.
  void set(Context* context, Function function, void* argument) noexcept;
  /// Takes it back; does nothing when it is not registered.
  void remove() noexcept;

 private:
  friend class Context;
  Context* context_ = nullptr;
  CancelCallback* previous_ = nullptr;
  CancelCallback* next_ = nullptr;
  Function function_ = nullptr;
  void* argument_ = nullptr;
};

/// Whether a chain of tasks has been told to stop, and who has to hear of it. Used on one loop only.
///
/// A Context with a parent is cancelled with it. It must outlive the tasks that run under it.
class Context {
 public:
  explicit Context(Context* parent = nullptr) noexcept;
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;
  ~Context();

  [[nodiscard]] bool cancelled() const noexcept { return cancelled_; }
  /// Cancels: whatever waits under this Context is woken, on the next turn of the loop, with Cancelled.
  void cancel() noexcept;
  /// Throws Cancelled if it is cancelled.
  void throw_if_cancelled() const {
    if (cancelled_) throw Cancelled{};
  }
  /// Makes it as good as new for the next chain of tasks. Nothing may be registered.
  void reset() noexcept { cancelled_ = false; }

 private:
  friend class CancelCallback;
  CancelCallback* first_ = nullptr;
  CancelCallback parent_link_;
  bool cancelled_ = false;
};

namespace detail {

struct CurrentContext {
  Context* context = nullptr;
  bool await_ready() const noexcept { return false; }
  template <class P>
  bool await_suspend(std::coroutine_handle<P> handle) noexcept {
    context = context_of(handle);
    return false;
  }
  Context* await_resume() const noexcept { return context; }
};

/// Awaits a task under another Context than that of the awaiting coroutine.
template <class T>
struct Under {
  typename Task<T>::Awaiter inner;
  Context* context;
  bool await_ready() const noexcept { return inner.await_ready(); }
  bool await_suspend(std::coroutine_handle<> parent) {
    return start_and_wait(inner.handle, inner.handle.promise(), parent, context);
  }
  T await_resume() const { return inner.await_resume(); }
};

template <class T>
Under<T> under(Context& context, const Task<T>& task) noexcept {
  return Under<T>{task.operator co_await(), &context};
}

}  // namespace detail

/// `co_await current_context()`: the Context of the awaiting task, null when it has none.
[[nodiscard]] inline detail::CurrentContext current_context() noexcept {
  return {};
}

}  // namespace async

}  // namespace talaria
