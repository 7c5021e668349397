// BackgroundTasks: what is done after the response was sent (Starlette's and FastAPI's BackgroundTasks).
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <talaria/async/blocking.hpp>
#include <talaria/async/task.hpp>
#include <talaria/base/owned.hpp>

namespace talaria {

namespace http::detail {

/// A call that waits for its turn.
class BackgroundJob {
 public:
  virtual ~BackgroundJob() = default;
  virtual Task<void> run() = 0;
};

template <class T>
inline constexpr bool is_task = false;
template <class T>
inline constexpr bool is_task<Task<T>> = true;

template <class Call>
class BackgroundCall final : public BackgroundJob {
 public:
  explicit BackgroundCall(Call call) : call_(std::move(call)) {}
  Task<void> run() override {
    if constexpr (is_task<std::invoke_result_t<Call&>>) {
      auto task = call_();
      co_await std::move(task);
    } else {
      co_await async::run_on_pool(&call, this);
    }
  }

 private:
  static void call(void* self) { static_cast<void>(static_cast<BackgroundCall*>(self)->call_()); }

  Call call_;
};

// What is kept of an argument: a copy; of a text in C's form a string, as the text itself may be gone by then.
template <class A>
using Kept =
    std::conditional_t<std::is_convertible_v<A, const char*> || std::is_same_v<std::decay_t<A>, std::string_view>,
                       std::string, std::decay_t<A>>;

}  // namespace http::detail

/// Work for after the response. A handler or a dependency takes `BackgroundTasks& tasks` and adds to it; all that one
/// request adds runs one after the other when the last octet was handed over, before dependencies of scope `request`
/// clean up. A client that goes away changes nothing, and the server's graceful stop waits for it. What a task throws
/// is reported like an exception that nobody handles, and the next one runs.
class BackgroundTasks {
 public:
  BackgroundTasks() = default;
  BackgroundTasks(BackgroundTasks&&) = default;
  BackgroundTasks& operator=(BackgroundTasks&&) = default;
  ~BackgroundTasks();

  /// Adds the call `function(arguments...)`. The arguments are copied or moved, never referred to. A plain function
  /// runs on the thread pool, one that gives a Task on the loop.
  template <class F, class... A>
  void add_task(F function, A&&... arguments) {
    constexpr bool fits = std::is_invocable_v<F&, http::detail::Kept<A>...>;
    static_assert(fits,
                  "talaria[T117]: add_task(f, arguments...) needs a function that takes these arguments by value or by "
                  "const reference");
    if constexpr (fits) {
      auto call = [kept_function = std::move(function),
                   ... kept = http::detail::Kept<A>(std::forward<A>(arguments))]() mutable {
        return kept_function(std::move(kept)...);
      };
      jobs_.push_back(
          make_owned<http::detail::BackgroundJob, http::detail::BackgroundCall<decltype(call)>>(std::move(call)));
    }
  }

  [[nodiscard]] bool empty() const { return jobs_.empty(); }
  [[nodiscard]] std::size_t size() const { return jobs_.size(); }

  /// Runs the tasks in the order in which they were added, those that they add, too. `report(argument, error)` hears of
  /// what they throw, but for Cancelled, which ends the running. Must outlive the task that it gives.
  Task<void> run(void (*report)(void* argument, std::exception_ptr error), void* argument);

 private:
  std::vector<Owned<http::detail::BackgroundJob>> jobs_;
};

}  // namespace talaria
