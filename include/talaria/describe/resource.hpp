// Resource<T>: a dependency that yields its value and cleans up afterwards (FastAPI's "dependency with yield").
#pragma once
#include <coroutine>
#include <exception>
#include <optional>
#include <type_traits>
#include <utility>

#include <talaria/async/task.hpp>

namespace talaria {

namespace describe::detail {

struct ResourcePromiseBase : async::detail::PromiseBase {
  std::exception_ptr thrown_in;  ///< what the awaited co_yield throws
  bool yielded = false;

  // Suspends at the yield and gives control back to whoever waits for the value.
  struct Yield {
    ResourcePromiseBase* base = nullptr;
    bool await_ready() const noexcept { return false; }
    template <class P>
    std::coroutine_handle<> await_suspend(std::coroutine_handle<P> self) noexcept {
      ResourcePromiseBase& promise = self.promise();
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

}  // namespace describe::detail

namespace describe {

/// A Resource whose type is forgotten. Owns the coroutine; clean up with close() before it goes.
class AnyResource {
 public:
  AnyResource() = default;
  AnyResource(std::coroutine_handle<> frame, detail::ResourcePromiseBase& promise) noexcept
      : frame_(frame), promise_(&promise) {}
  AnyResource(AnyResource&& other) noexcept
      : frame_(std::exchange(other.frame_, {})), promise_(std::exchange(other.promise_, nullptr)) {}
  AnyResource& operator=(AnyResource&& other) noexcept {
    std::swap(frame_, other.frame_);
    std::swap(promise_, other.promise_);
    return *this;
  }
  ~AnyResource() {
    if (frame_) frame_.destroy();
  }

  explicit operator bool() const noexcept { return static_cast<bool>(frame_); }
  /// The address of the yielded value; valid after open() was awaited, until close().
  [[nodiscard]] void* value() const noexcept { return promise_->result; }
  /// Whether it stands at its yield.
  [[nodiscard]] bool yielded() const noexcept { return promise_->yielded && !frame_.done(); }
  /// Whether it ran to its end.
  [[nodiscard]] bool done() const noexcept { return frame_.done(); }

  /// Runs to the next yield or to the end and throws what the coroutine threw.
  struct Awaiter {
    std::coroutine_handle<> frame;
    detail::ResourcePromiseBase* promise;
    async::Context* context;  ///< null: that of the awaiting task
    bool await_ready() const noexcept { return frame.done(); }
    template <class P>
    bool await_suspend(std::coroutine_handle<P> parent) {
      promise->parent = parent;
      promise->context = context != nullptr ? context : async::detail::context_of(parent);
      promise->yielded = false;
      frame.resume();
      if (frame.done() || promise->yielded) return false;
      return promise->parent_waits = true;
    }
    void await_resume() const {
      if (promise->error) std::rethrow_exception(promise->error);
    }
  };
  /// Starts it; afterwards value() is there.
  [[nodiscard]] Awaiter open() const noexcept { return Awaiter{frame_, promise_, nullptr}; }
  /// The same without a coroutine that awaits it: the promise when it neither yielded nor ended, see start_alone().
  [[nodiscard]] async::detail::PromiseBase* start(async::Context* context) const {
    return async::detail::start_alone(frame_, *promise_, context) == nullptr || promise_->yielded ? nullptr : promise_;
  }
  /// Throws what it threw, if it did.
  void rethrow_error() const {
    if (promise_->error) std::rethrow_exception(promise_->error);
  }
  /// Goes on behind the yield, where `error` is thrown if there is one. Runs under `context`, because the clean-up of a
  /// cancelled request must be able to wait.
  [[nodiscard]] Awaiter close(std::exception_ptr error, async::Context& context) const noexcept {
    promise_->thrown_in = std::move(error);
    return Awaiter{frame_, promise_, &context};
  }

 private:
  std::coroutine_handle<> frame_;
  detail::ResourcePromiseBase* promise_ = nullptr;
};

}  // namespace describe

/// The type of a dependency that yields: what stands before its one `co_yield` opens, what stands behind it cleans up.
///
/// If the request fails, the exception is thrown out of the `co_yield`; catch it to react, throw it or another one
/// on. Yield a named local, which stays alive until the clean-up.
template <class T = void>
class [[nodiscard]] Resource {
 public:
  using value_type = T;

  struct promise_type : describe::detail::ResourcePromiseBase {
    std::optional<T> held;
    Resource get_return_object() noexcept { return Resource{std::coroutine_handle<promise_type>::from_promise(*this)}; }
    Yield yield_value(T& value) noexcept {
      result = &value;
      return {};
    }
    Yield yield_value(T&& value) noexcept(std::is_nothrow_move_constructible_v<T>) {
      result = &held.emplace(std::move(value));
      return {};
    }
  };

  explicit Resource(std::coroutine_handle<promise_type> handle) noexcept : resource_(handle, handle.promise()) {}

  /// Gives the coroutine away without its type.
  [[nodiscard]] describe::AnyResource release() && noexcept { return std::move(resource_); }

 private:
  describe::AnyResource resource_;
};

/// A Resource without a value, `co_yield {};`: a lifespan, or a dependency that only guards.
template <>
class [[nodiscard]] Resource<void> {
 public:
  using value_type = void;
  struct Nothing {};

  struct promise_type : describe::detail::ResourcePromiseBase {
    Resource get_return_object() noexcept { return Resource{std::coroutine_handle<promise_type>::from_promise(*this)}; }
    Yield yield_value(Nothing) noexcept { return {}; }
  };

  explicit Resource(std::coroutine_handle<promise_type> handle) noexcept : resource_(handle, handle.promise()) {}

  /// Gives the coroutine away without its type.
  [[nodiscard]] describe::AnyResource release() && noexcept { return std::move(resource_); }

 private:
  describe::AnyResource resource_;
};

}  // namespace talaria
