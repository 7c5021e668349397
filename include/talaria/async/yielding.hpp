// Yielding: a coroutine that yields, whose type is forgotten. Stream and Generator yield values, Resource its one
// value.
#pragma once
#include <coroutine>
#include <exception>
#include <utility>

#include <talaria/async/task.hpp>

namespace talaria::async {

namespace detail {

struct YieldingPromise : PromiseBase {
  std::exception_ptr thrown_in;  ///< what the awaited co_yield throws
  bool yielded = false;

  // Suspends at the yield and gives control back to whoever waits for the value.
  struct Yield {
    YieldingPromise* base = nullptr;
    bool await_ready() const noexcept { return false; }
    template <class P>
    std::coroutine_handle<> await_suspend(std::coroutine_handle<P> self) noexcept {
      YieldingPromise& promise = self.promise();
      promise.yielded = true;
      base = &promise;
      if (!promise.parent_waits) return std::noop_coroutine();
      promise.parent_waits = false;
      return promise.parent;
    }
    void await_resume() const {
      if (base->thrown_in) std::rethrow_exception(base->thrown_in);
    }
  };

  void return_void() noexcept {}
};

}  // namespace detail

/// A Stream, a Generator or a Resource whose type is forgotten. Owns the coroutine, which must not be waiting for
/// anything when it goes.
class Yielding {
 public:
  Yielding() = default;
  Yielding(std::coroutine_handle<> frame, detail::YieldingPromise& promise) noexcept
      : frame_(frame), promise_(&promise) {}
  Yielding(Yielding&& other) noexcept
      : frame_(std::exchange(other.frame_, {})), promise_(std::exchange(other.promise_, nullptr)) {}
  Yielding& operator=(Yielding&& other) noexcept {
    std::swap(frame_, other.frame_);
    std::swap(promise_, other.promise_);
    return *this;
  }
  ~Yielding() {
    if (frame_) frame_.destroy();
  }

  explicit operator bool() const noexcept { return static_cast<bool>(frame_); }
  /// The address of the yielded value; valid while it stands at its yield.
  [[nodiscard]] void* value() const noexcept { return promise_->result; }
  /// Whether it stands at a yield.
  [[nodiscard]] bool yielded() const noexcept { return promise_->yielded && !frame_.done(); }
  /// Whether it ran to its end.
  [[nodiscard]] bool done() const noexcept { return frame_.done(); }
  /// Throws what it threw, if it did.
  void rethrow_error() const {
    if (promise_->error) std::rethrow_exception(promise_->error);
  }

  /// Runs to the next yield or to the end and throws what the coroutine threw.
  struct Awaiter {
    std::coroutine_handle<> frame;
    detail::YieldingPromise* promise;
    Context* context;  ///< null: that of the awaiting task
    bool await_ready() const noexcept { return frame.done(); }
    template <class P>
    bool await_suspend(std::coroutine_handle<P> parent) {
      promise->parent = parent;
      promise->context = context != nullptr ? context : detail::context_of(parent);
      promise->yielded = false;
      frame.resume();
      if (frame.done() || promise->yielded) return false;
      return promise->parent_waits = true;
    }
    void await_resume() const {
      if (promise->error) std::rethrow_exception(promise->error);
    }
  };
  /// Runs to the next yield; afterwards value() is there, or it has ended.
  [[nodiscard]] Awaiter open() const noexcept { return Awaiter{frame_, promise_, nullptr}; }
  /// The same without a coroutine that awaits it: the promise when it neither yielded nor ended, see start_alone().
  [[nodiscard]] detail::PromiseBase* start(Context* context) const {
    promise_->yielded = false;
    return detail::start_alone(frame_, *promise_, context) == nullptr || promise_->yielded ? nullptr : promise_;
  }
  /// Goes on behind the yield, where `error` is thrown if there is one. Runs under `context`, because the clean-up of a
  /// cancelled request must be able to wait.
  [[nodiscard]] Awaiter close(std::exception_ptr error, Context& context) const noexcept {
    throw_in(std::move(error));
    return Awaiter{frame_, promise_, &context};
  }
  /// Lets the yield that it stands at throw `error` when it goes on.
  void throw_in(std::exception_ptr error) const noexcept { promise_->thrown_in = std::move(error); }

 private:
  std::coroutine_handle<> frame_;
  detail::YieldingPromise* promise_ = nullptr;
};

}  // namespace talaria::async
