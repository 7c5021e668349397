// PostgresSocket: waits for the socket of a libpq connection on whatever loop the task runs.
#pragma once
#include "async/descriptor_watch.hpp"

#include <coroutine>

#include <talaria/async/context.hpp>
#include <talaria/async/task.hpp>

namespace talaria::sql {

/// One task waits at a time. On a loop without sockets (a virtual clock) a thread of the blocking pool waits.
class PostgresSocket {
 public:
  PostgresSocket() = default;
  PostgresSocket(const PostgresSocket&) = delete;
  PostgresSocket& operator=(const PostgresSocket&) = delete;

  /// Waits until `descriptor` can be read, or, if that is asked for, written. Throws Cancelled.
  Task<void> wait(int descriptor, bool or_writable);
  /// Leaves the loop.
  void park() noexcept;

 private:
  class Ready;
  static void readable(void* self, bool cancelled);
  static void writable(void* self, bool cancelled);
  void resume();

  async::DescriptorWatch watch_;
  int descriptor_ = -1;
  // A wait that was not the one that ended stays with the loop; it wakes whoever waits next, who looks again.
  bool waits_to_read_ = false;
  bool waits_to_write_ = false;
  std::coroutine_handle<> waiter_;
};

}  // namespace talaria::sql
