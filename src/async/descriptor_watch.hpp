// DescriptorWatch: waits until a descriptor can be read or written.
#pragma once
#include <cstdint>
#include <utility>

namespace talaria::async {

class EpollLoop;

/// What is called at the end of a wait: `cancelled` when it was not what was waited for.
using WaitFunction = void (*)(void* argument, bool cancelled);

namespace detail {

struct WatchWait {
  WaitFunction function = nullptr;
  void* argument = nullptr;
  bool cancelled = false;
};

struct WatchState {
  EpollLoop* loop = nullptr;
  int descriptor = -1;
  bool used = false;
  bool readable = false;        // octets may be there that the system does not announce again
  bool ended = false;           // the end has been announced
  bool asked_to_write = false;  // the system tells of room for writing, too
  bool job_posted = false;      // that ends cancelled waits
  WatchWait reader;
  WatchWait writer;
  WatchState* next = nullptr;  // in the loop's lists
};

}  // namespace detail

/// Registers a descriptor with the loop once and for all: a wait costs no system call of its own when whoever reads
/// says that everything was read, see drained(). The descriptor is borrowed. Used on the thread of its loop, and gone
/// before it.
class DescriptorWatch {
 public:
  DescriptorWatch() = default;
  /// Throws std::system_error.
  DescriptorWatch(EpollLoop& loop, int descriptor);
  DescriptorWatch(DescriptorWatch&& other) noexcept : state_(std::exchange(other.state_, nullptr)) {}
  DescriptorWatch& operator=(DescriptorWatch&& other) noexcept {
    std::swap(state_, other.state_);
    return *this;
  }
  /// Takes the descriptor out of the loop's set; waits are forgotten.
  ~DescriptorWatch();

  /// Calls `function` once, on a later turn, when there is something to read, the end or an error. One wait at a time.
  void wait_readable(WaitFunction function, void* argument) const;
  /// The same for room to write.
  void wait_writable(WaitFunction function, void* argument) const;
  /// A read found less than it asked for, or nothing: what comes next will be announced.
  void drained() const noexcept { state_->readable = state_->ended; }
  /// Ends the waits, on a later turn.
  void cancel() const;
  /// The descriptor is about to be closed by its only owner: ends the waits, and the loop forgets it.
  void close();
  [[nodiscard]] bool is_open() const noexcept { return state_ != nullptr; }

 private:
  static void end_cancelled(void* state);

  detail::WatchState* state_ = nullptr;
};

}  // namespace talaria::async
