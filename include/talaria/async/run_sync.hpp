// From ordinary code into tasks: runs a loop until one task has ended. Tests, the test client and main() use it.
#pragma once
#include <type_traits>
#include <utility>

#include <talaria/async/loop.hpp>

namespace talaria {

namespace async::detail {

/// Runs `loop` until `task` has ended; throws what the task threw.
void run_to_end(Loop& loop, const AnyTask& task);

/// Lets what a private loop still runs end before the loop goes.
class PrivateLoop {
 public:
  PrivateLoop() : loop_(make_loop()) {}
  PrivateLoop(const PrivateLoop&) = delete;
  PrivateLoop& operator=(const PrivateLoop&) = delete;
  ~PrivateLoop() { loop_->cancel_spawned(); }
  Loop& operator*() const { return *loop_; }

 private:
  Owned<Loop> loop_;
};

}  // namespace async::detail

/// Runs `task` on `loop`, which no thread runs at the moment, and gives its result or throws its exception.
template <class T>
T run_until_complete(async::Loop& loop, Task<T> task) {
  const async::AnyTask erased = std::move(task).release();
  async::detail::run_to_end(loop, erased);
  if constexpr (!std::is_void_v<T>) return std::move(*static_cast<T*>(erased.result()));
}

/// The same on a loop of its own. Tasks that it spawned are cancelled at the end.
template <class T>
T run_until_complete(Task<T> task) {
  const async::detail::PrivateLoop loop;
  return run_until_complete(*loop, std::move(task));
}

}  // namespace talaria
