// Several tasks at once: `co_await gather(load_user(id), load_items(id))`.
#pragma once
#include <coroutine>
#include <cstddef>
#include <exception>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include <talaria/async/context.hpp>
#include <talaria/async/task.hpp>

namespace talaria {

namespace async::detail {

/// Starts tasks side by side, cancels the rest at the first error, and knows when all have ended.
class Gathering {
 public:
  explicit Gathering(Context* parent) noexcept : context_(parent) {}

  /// Runs `task` until it first waits. It must stay in place until join() is over.
  void start(const AnyTask& task);
  /// Throws the first error there was.
  void throw_first_error() const {
    if (error_) std::rethrow_exception(error_);
  }

  struct Join {
    Gathering* all;
    bool await_ready() const noexcept { return all->running_ == 0; }
    void await_suspend(std::coroutine_handle<> parent) const noexcept { all->parent_ = parent; }
    void await_resume() const noexcept {}
  };
  Join join() noexcept { return Join{this}; }

 private:
  static void ended(void* self, std::exception_ptr error) noexcept;

  Context context_;
  std::exception_ptr error_;
  std::coroutine_handle<> parent_;
  std::size_t running_ = 0;
};

template <class T>
using Gathered = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

template <class T>
Gathered<T> take_result(const AnyTask& task) {
  if constexpr (std::is_void_v<T>) {
    return {};
  } else {
    return std::move(*static_cast<T*>(task.result()));
  }
}

template <class... T, std::size_t... I>
std::tuple<Gathered<T>...> take_results(const AnyTask* tasks, std::index_sequence<I...>) {
  return std::tuple<Gathered<T>...>{take_result<T>(tasks[I])...};
}

}  // namespace async::detail

/// Runs the tasks side by side and gives their results in order, `std::monostate` for a Task<void>.
///
/// When one throws, the others are cancelled; the first exception is thrown on after all of them have ended.
template <class... T>
Task<std::tuple<async::detail::Gathered<T>...>> gather(Task<T>... tasks) {
  async::Context* const parent = co_await async::current_context();
  async::detail::Gathering all(parent);
  const async::AnyTask erased[] = {std::move(tasks).release()...};
  for (const auto& task : erased) all.start(task);
  co_await all.join();
  all.throw_first_error();
  co_return async::detail::take_results<T...>(erased, std::index_sequence_for<T...>{});
}

/// The same for any number of tasks of one type.
template <class T>
Task<std::vector<async::detail::Gathered<T>>> gather(std::vector<Task<T>> tasks) {
  async::Context* const parent = co_await async::current_context();
  async::detail::Gathering all(parent);
  std::vector<async::AnyTask> erased;
  erased.reserve(tasks.size());
  for (auto& task : tasks) erased.push_back(std::move(task).release());
  for (const auto& task : erased) all.start(task);
  co_await all.join();
  all.throw_first_error();
  std::vector<async::detail::Gathered<T>> results;
  results.reserve(erased.size());
  for (const auto& task : erased) results.push_back(async::detail::take_result<T>(task));
  co_return results;
}

}  // namespace talaria
