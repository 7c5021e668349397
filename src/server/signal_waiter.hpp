// SignalWaiter: signals as events that a thread waits for.
#pragma once
#include <csignal>
#include <initializer_list>
#include <utility>
#include <vector>

namespace talaria::server {

/// Catches signals while it lives; one at a time in a process. A second SIGINT or SIGTERM ends the process at once,
/// whoever waits for what, if told so.
class SignalWaiter {
 public:
  enum class Second { ends_at_once, is_an_event };

  /// Throws std::system_error when there is no pipe to be had.
  explicit SignalWaiter(std::initializer_list<int> signals, Second second = Second::ends_at_once);
  SignalWaiter(const SignalWaiter&) = delete;
  SignalWaiter& operator=(const SignalWaiter&) = delete;
  ~SignalWaiter();

  /// The next signal; 0 after wake(). Waits for it.
  [[nodiscard]] int wait() const;
  /// Whether wait() would come back at once.
  [[nodiscard]] bool has_one() const;
  /// Lets wait() come back, from any thread.
  void wake() const;
  /// What is readable when wait() has something to give.
  [[nodiscard]] int descriptor() const { return pipe_[0]; }

 private:
  int pipe_[2] = {-1, -1};
  std::vector<std::pair<int, struct sigaction>> before_;
};

}  // namespace talaria::server
