// Member: one client of a worker, whatever protocol it speaks.
#pragma once
#include <talaria/async/loop.hpp>

namespace talaria::server {

/// Lives on one loop. Its worker owns it; it tells the worker when it is over and nothing is pending any more.
/// Each of the later calls may be the last one.
class Member {
 public:
  Member() = default;
  Member(const Member&) = delete;
  Member& operator=(const Member&) = delete;
  virtual ~Member() = default;

  /// Once, when it is in the worker's list.
  virtual void start() = 0;
  /// Looks at the time-outs.
  virtual void sweep(async::TimePoint now) = 0;
  /// The server stops: no request after those that are there.
  virtual void finish_soon() = 0;
  /// The server stops now: cancels what runs and closes.
  virtual void cut() = 0;

  // The worker's list.
  Member* next = nullptr;
  Member* previous = nullptr;
};

}  // namespace talaria::server
