// A task that may not take longer than so long: `co_await with_timeout(2s, fetch(url))`.
#pragma once
#include <exception>
#include <utility>

#include <talaria/async/context.hpp>
#include <talaria/async/loop.hpp>

namespace talaria {

/// Thrown by with_timeout when the time was over first.
class TimeoutError : public std::exception {
 public:
  [[nodiscard]] const char* what() const noexcept override { return "The time is over"; }
};

namespace async::detail {

/// A Context that is cancelled at a time.
class Deadline {
 public:
  Deadline(Context* parent, Duration limit);
  [[nodiscard]] Context& context() noexcept { return context_; }
  /// Whether it was the time that cancelled, and not the parent.
  [[nodiscard]] bool passed() const noexcept { return passed_ && (parent_ == nullptr || !parent_->cancelled()); }

 private:
  Context* parent_;
  Context context_;
  Timer timer_;
  bool passed_ = false;
};

}  // namespace async::detail

/// Gives the result of `task`. When it takes longer than `limit` the task is cancelled, and once it has ended
/// TimeoutError is thrown.
template <class T>
Task<T> with_timeout(async::Duration limit, Task<T> task) {
  async::Context* const parent = co_await async::current_context();
  async::detail::Deadline deadline(parent, limit);
  try {
    co_return co_await async::detail::under(deadline.context(), task);
  } catch (const Cancelled&) {
    if (!deadline.passed()) throw;
  }
  throw TimeoutError{};
}

}  // namespace talaria
