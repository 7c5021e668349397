// The thread pool for what may block: plain handlers, files, libraries that know no loop.
#pragma once
#include <cstddef>
#include <optional>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include <talaria/async/task.hpp>
#include <talaria/base/owned.hpp>

namespace talaria {

/// All threads of the blocking pool are busy and its queue is full. The application answers 503 with `Retry-After`.
class BlockingPoolFull : public std::runtime_error {
 public:
  BlockingPoolFull() : std::runtime_error("All threads for blocking calls are busy and too many calls wait") {}
};

namespace async {

/// How big the blocking pool may grow.
struct BlockingPoolLimits {
  std::size_t threads = 40;    ///< started when needed; the same number as in FastAPI's pool
  std::size_t waiting = 1000;  ///< calls that wait for a thread; one more throws BlockingPoolFull
};

/// Sets the limits of the one pool of the process; calls that wait already stay. Throws std::invalid_argument for no
/// threads. From any thread.
void set_blocking_pool_limits(BlockingPoolLimits limits);
[[nodiscard]] BlockingPoolLimits blocking_pool_limits();

/// Threads of its own for one kind of work, so that it can neither take all of the common ones nor be more at a time
/// than it should: password hashes, say. Started when needed; the destructor waits for calls that run.
class BlockingPool {
 public:
  /// Throws std::invalid_argument for no threads.
  explicit BlockingPool(BlockingPoolLimits limits);
  BlockingPool(const BlockingPool&) = delete;
  BlockingPool& operator=(const BlockingPool&) = delete;
  ~BlockingPool();

  /// Calls `function(argument)` on a thread of this pool; else as run_on_pool().
  Task<void> run(void (*function)(void*), void* argument);
  /// Calls that wait already stay. From any thread. Throws std::invalid_argument for no threads.
  void set_limits(BlockingPoolLimits limits);
  [[nodiscard]] BlockingPoolLimits limits() const;

 private:
  struct State;
  Owned<State> state_;
};

/// Calls `function(argument)` on a thread of the pool and goes on, on the caller's loop, when it has returned; throws
/// what it threw. Cancelling takes back a call that has no thread yet, and otherwise waits for its end.
/// Throws BlockingPoolFull.
Task<void> run_on_pool(void (*function)(void*), void* argument);

namespace detail {

template <class Call, class R>
struct BlockingCall {
  Call& call;
  std::optional<R> result = {};
  static void run(void* self) {
    auto& blocking = *static_cast<BlockingCall*>(self);
    blocking.result.emplace(blocking.call());
  }
};

template <class Call>
struct BlockingCall<Call, void> {
  Call& call;
  static void run(void* self) { static_cast<BlockingCall*>(self)->call(); }
};

}  // namespace detail

}  // namespace async

/// `co_await run_blocking(f, args...)`: calls `f(args...)` on a thread of the blocking pool and gives its result or its
/// exception on the caller's loop. Arguments are taken by value. Throws BlockingPoolFull.
template <class F, class... A>
auto run_blocking(F function, A... arguments) -> Task<std::decay_t<std::invoke_result_t<F, A...>>> {
  using R = std::decay_t<std::invoke_result_t<F, A...>>;
  auto call = [&]() -> R { return std::move(function)(std::move(arguments)...); };
  async::detail::BlockingCall<decltype(call), R> blocking{call};
  co_await async::run_on_pool(&decltype(blocking)::run, &blocking);
  if constexpr (!std::is_void_v<R>) co_return std::move(*blocking.result);
}

}  // namespace talaria
