// Stream<T> and Generator<T>: coroutines that give one value after another, as Python's async and plain generators do.
#pragma once
#include <coroutine>
#include <utility>

#include <talaria/async/yielding.hpp>

namespace talaria {

namespace async::detail {

/// `yield_value` keeps where the value is: it stays there until the coroutine goes on.
template <class T, class Made>
struct ValuesPromise : YieldingPromise {
  Made get_return_object() noexcept {
    using Promise = typename Made::promise_type;
    return Made{std::coroutine_handle<Promise>::from_promise(static_cast<Promise&>(*this))};
  }
  Yield yield_value(const T& value) noexcept {
    result = const_cast<T*>(&value);
    return {};
  }
};

template <class T>
struct NextValue {
  Yielding::Awaiter inner;
  const Yielding* source;
  bool await_ready() const noexcept { return inner.await_ready(); }
  template <class P>
  bool await_suspend(std::coroutine_handle<P> parent) {
    return inner.await_suspend(parent);
  }
  const T* await_resume() const {
    inner.await_resume();
    return source->yielded() ? static_cast<const T*>(source->value()) : nullptr;
  }
};

}  // namespace async::detail

/// Values that are made one by one on the loop, with `co_yield`; in between it may `co_await`. As the result of a
/// handler it is what the client receives, piece by piece: JSON Lines, events, or whatever its response class says.
///
/// It starts when the first value is asked for and stands still until the next one is. When nobody wants more, the
/// co_yield that it stands at, or whatever it waits for, throws Cancelled: what is open gets closed, as after any
/// exception. A value is not copied: yield a local, or a temporary.
template <class T>
class [[nodiscard]] Stream {
 public:
  using value_type = T;
  struct promise_type : async::detail::ValuesPromise<T, Stream> {};

  explicit Stream(std::coroutine_handle<promise_type> handle) noexcept : source_(handle, handle.promise()) {}

  /// `while (const T* value = co_await stream.next())`: the next value, null at the end. Valid until the next call.
  /// Throws what the coroutine threw.
  [[nodiscard]] async::detail::NextValue<T> next() const noexcept {
    return async::detail::NextValue<T>{source_.open(), &source_};
  }
  /// Gives the coroutine away without its type.
  [[nodiscard]] async::Yielding release() && noexcept { return std::move(source_); }

 private:
  async::Yielding source_;
};

/// Values that are made one by one, with `co_yield`, by code that may block: as the result of a handler it runs on the
/// thread pool, a call for each value. It cannot `co_await`; what waits without blocking is a Stream. Otherwise as
/// that.
template <class T>
class [[nodiscard]] Generator {
 public:
  using value_type = T;
  struct promise_type : async::detail::ValuesPromise<T, Generator> {
    template <class A>
    std::suspend_never await_transform(A&&) const {
      static_assert(sizeof(A) == 0,
                    "talaria[T122]: a Generator runs on the thread pool and cannot co_await; make it a Stream");
      return {};
    }
  };

  explicit Generator(std::coroutine_handle<promise_type> handle) noexcept : source_(handle, handle.promise()) {}

  /// `while (const T* value = generator.next())`: the next value, null at the end. Valid until the next call. Blocks as
  /// the coroutine does, and throws what it threw.
  [[nodiscard]] const T* next() const {
    if (source_.done()) return nullptr;
    static_cast<void>(source_.start(nullptr));
    source_.rethrow_error();
    return source_.yielded() ? static_cast<const T*>(source_.value()) : nullptr;
  }
  /// Gives the coroutine away without its type.
  [[nodiscard]] async::Yielding release() && noexcept { return std::move(source_); }

 private:
  async::Yielding source_;
};

}  // namespace talaria
