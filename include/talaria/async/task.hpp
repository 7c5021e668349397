// Task<T>: the coroutine that a handler, a dependency and everything that waits is written as.
// Start of every flow: the server awaits the service, the service the handler, the handler what it needs.
#pragma once
#include <concepts>
#include <coroutine>
#include <cstddef>
#include <exception>
#include <optional>
#include <type_traits>
#include <utility>

namespace talaria {

template <class T>
class Task;

namespace async {

class Context;

namespace detail {

/// Memory for coroutine frames, recycled per thread. A frame may be released on another thread than its own.
void* allocate_frame(std::size_t bytes);
void release_frame(void* frame, std::size_t bytes) noexcept;

/// What every Task promise has, whatever its type: who waits, what went wrong, where the result is.
struct PromiseBase {
  std::coroutine_handle<> parent;
  Context* context = nullptr;  ///< cancellation of the whole chain; inherited from whoever awaits
  void* result = nullptr;      ///< address of the value once there is one
  std::exception_ptr error;
  bool parent_waits = false;

  // Ends without growing the stack: a parent that was never suspended goes on by itself (compilers.md 1.10).
  struct Final {
    bool await_ready() const noexcept { return false; }
    template <class P>
    std::coroutine_handle<> await_suspend(std::coroutine_handle<P> self) const noexcept {
      const PromiseBase& promise = self.promise();
      return promise.parent_waits ? promise.parent : std::noop_coroutine();
    }
    void await_resume() const noexcept {}
  };

  static void* operator new(std::size_t bytes) { return allocate_frame(bytes); }
  static void operator delete(void* frame, std::size_t bytes) noexcept { release_frame(frame, bytes); }

  std::suspend_always initial_suspend() const noexcept { return {}; }
  Final final_suspend() const noexcept { return {}; }
  void unhandled_exception() noexcept { error = std::current_exception(); }
};

template <class T>
struct Promise : PromiseBase {
  std::optional<T> value;
  Task<T> get_return_object() noexcept;
  template <class U = T>
    requires std::constructible_from<T, U&&>
  void return_value(U&& from) {
    result = &value.emplace(std::forward<U>(from));
  }
};

template <>
struct Promise<void> : PromiseBase {
  Task<void> get_return_object() noexcept;
  void return_void() noexcept {}
};

/// Starts `frame` and tells whether `parent` has to wait for it.
inline bool start_and_wait(std::coroutine_handle<> frame, PromiseBase& promise, std::coroutine_handle<> parent,
                           Context* context) {
  promise.parent = parent;
  promise.context = context;
  frame.resume();
  if (frame.done()) return false;
  return promise.parent_waits = true;
}

/// Starts `frame` under `context` with nobody who waits for it; the promise if it has not ended. Then what continues
/// has to await it with Rejoin before the loop goes on.
inline PromiseBase* start_alone(std::coroutine_handle<> frame, PromiseBase& promise, Context* context) {
  promise.context = context;
  frame.resume();
  return frame.done() ? nullptr : &promise;
}

template <class P>
Context* context_of(std::coroutine_handle<P> handle) noexcept {
  if constexpr (std::is_base_of_v<PromiseBase, P>) {
    return handle.promise().context;
  } else {
    return nullptr;
  }
}

}  // namespace detail

/// A Task whose result type is forgotten, for code that handles all handlers alike. Owns the frame.
class AnyTask {
 public:
  AnyTask() = default;
  AnyTask(std::coroutine_handle<> frame, detail::PromiseBase& promise) noexcept : frame_(frame), promise_(&promise) {}
  AnyTask(AnyTask&& other) noexcept
      : frame_(std::exchange(other.frame_, {})), promise_(std::exchange(other.promise_, nullptr)) {}
  AnyTask& operator=(AnyTask&& other) noexcept {
    std::swap(frame_, other.frame_);
    std::swap(promise_, other.promise_);
    return *this;
  }
  ~AnyTask() {
    if (frame_) frame_.destroy();
  }

  /// Whether there is a coroutine at all.
  explicit operator bool() const noexcept { return static_cast<bool>(frame_); }
  /// The address of the result (nullptr for Task<void>); valid after it was awaited, until this object goes.
  [[nodiscard]] void* result() const noexcept { return promise_->result; }
  /// Starts it without a coroutine that awaits it, see start_alone().
  [[nodiscard]] detail::PromiseBase* start(Context* context) const {
    return detail::start_alone(frame_, *promise_, context);
  }
  /// Throws what it threw, if it did.
  void rethrow_error() const {
    if (promise_->error) std::rethrow_exception(promise_->error);
  }

  struct Awaiter {
    std::coroutine_handle<> frame;
    detail::PromiseBase* promise;
    bool await_ready() const noexcept { return frame.done(); }
    template <class P>
    bool await_suspend(std::coroutine_handle<P> parent) {
      return detail::start_and_wait(frame, *promise, parent, detail::context_of(parent));
    }
    void await_resume() const {
      if (promise->error) std::rethrow_exception(promise->error);
    }
  };
  Awaiter operator co_await() const noexcept { return Awaiter{frame_, promise_}; }

 private:
  std::coroutine_handle<> frame_;
  detail::PromiseBase* promise_ = nullptr;
};

}  // namespace async

/// A lazy coroutine that gives one T: it starts when it is awaited and lives on the loop of whoever awaits it.
///
/// Move-only; destroying it destroys the coroutine, which must not be waiting for anything then. An exception that
/// leaves the coroutine is thrown again where it is awaited.
template <class T = void>
class [[nodiscard]] Task {
 public:
  using promise_type = async::detail::Promise<T>;
  using value_type = T;
  using Handle = std::coroutine_handle<promise_type>;

  explicit Task(Handle handle) noexcept : handle_(handle) {}
  Task(Task&& other) noexcept : handle_(std::exchange(other.handle_, {})) {}
  Task& operator=(Task&& other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
  }
  ~Task() {
    if (handle_) handle_.destroy();
  }

  struct Awaiter {
    Handle handle;
    bool await_ready() const noexcept { return handle.done(); }
    template <class P>
    bool await_suspend(std::coroutine_handle<P> parent) {
      return async::detail::start_and_wait(handle, handle.promise(), parent, async::detail::context_of(parent));
    }
    T await_resume() const {
      auto& promise = handle.promise();
      if (promise.error) std::rethrow_exception(promise.error);
      if constexpr (!std::is_void_v<T>) return std::move(*promise.value);
    }
  };
  Awaiter operator co_await() const noexcept { return Awaiter{handle_}; }

  /// Gives the coroutine away without its type.
  [[nodiscard]] async::AnyTask release() && noexcept {
    const Handle handle = std::exchange(handle_, {});
    return async::AnyTask{handle, handle.promise()};
  }

 private:
  Handle handle_;
};

namespace async::detail {
template <class T>
Task<T> Promise<T>::get_return_object() noexcept {
  return Task<T>{std::coroutine_handle<Promise>::from_promise(*this)};
}
inline Task<void> Promise<void>::get_return_object() noexcept {
  return Task<void>{std::coroutine_handle<Promise>::from_promise(*this)};
}
}  // namespace async::detail

}  // namespace talaria
