// Root: the coroutine at the beginning of a chain of tasks that nobody awaits. Frees itself when it ends.
#pragma once
#include <coroutine>
#include <exception>

#include <talaria/async/context.hpp>
#include <talaria/async/task.hpp>

namespace talaria::async::detail {

struct Root {
  struct promise_type : PromiseBase {
    Root get_return_object() noexcept { return Root{std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_never final_suspend() const noexcept { return {}; }
    void return_void() const noexcept {}
    [[noreturn]] void unhandled_exception() const noexcept { std::terminate(); }
  };

  std::coroutine_handle<promise_type> handle;

  /// Runs it until it first waits; it is its own from here on.
  void start(Context* context) const {
    handle.promise().context = context;
    handle.resume();
  }
};

using Ended = void (*)(void* argument, std::exception_ptr error) noexcept;

/// Awaits `task`, which stays the caller's, and tells how it ended.
inline Root observe(const AnyTask& task, Ended ended, void* argument) {
  std::exception_ptr error;
  try {
    co_await task;
  } catch (...) {
    error = std::current_exception();
  }
  ended(argument, std::move(error));
}

/// The same for a task that nobody else owns; it is destroyed before `ended` is called.
inline Root observe_owned(AnyTask task, Ended ended, void* argument) {
  std::exception_ptr error;
  try {
    co_await task;
  } catch (...) {
    error = std::current_exception();
  }
  task = AnyTask{};
  ended(argument, std::move(error));
}

/// Starts `task` and tells whether it has ended already.
template <class T>
bool start_task(const Task<T>& task, Context* context) {
  const auto handle = task.operator co_await().handle;
  handle.promise().context = context;
  handle.resume();
  return handle.done();
}

/// Awaits a task that has been started and has not ended.
struct Rejoin {
  PromiseBase* promise;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> parent) const noexcept {
    promise->parent = parent;
    promise->parent_waits = true;
  }
  void await_resume() const noexcept {}
};

/// Calls `function(argument)` when the task of `promise`, which has been started and has not ended, ends. The call is
/// on whatever stack the task ended.
inline Root watch(PromiseBase* promise, void (*function)(void*), void* argument) {
  co_await Rejoin{promise};
  function(argument);
}

template <class T>
void watch_task(const Task<T>& task, void (*function)(void*), void* argument) {
  watch(&task.operator co_await().handle.promise(), function, argument).start(nullptr);
}

}  // namespace talaria::async::detail
