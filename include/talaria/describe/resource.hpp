// Resource<T>: a dependency that yields its value and cleans up afterwards (FastAPI's "dependency with yield").
#pragma once
#include <coroutine>
#include <optional>
#include <type_traits>
#include <utility>

#include <talaria/async/yielding.hpp>

namespace talaria {

namespace describe {

/// A Resource whose type is forgotten. Clean up with close() before it goes.
using AnyResource = async::Yielding;

}  // namespace describe

/// The type of a dependency that yields: what stands before its one `co_yield` opens, what stands behind it cleans up.
///
/// If the request fails, the exception is thrown out of the `co_yield`; catch it to react, throw it or another one
/// on. Yield a named local, which stays alive until the clean-up.
template <class T = void>
class [[nodiscard]] Resource {
 public:
  using value_type = T;

  struct promise_type : async::detail::YieldingPromise {
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

  struct promise_type : async::detail::YieldingPromise {
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
