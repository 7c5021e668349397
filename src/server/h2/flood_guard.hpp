// Counts what a client may do now and then, but not without end.
#pragma once
#include <cstddef>

#include <talaria/async/loop.hpp>

namespace talaria::server::h2 {

/// So many in so long, in windows that follow each other: at the seam of two there may be twice as many.
class FloodGuard {
 public:
  /// Whether this one is too many.
  bool exceeds(std::size_t allowed, async::Duration time, async::TimePoint now) {
    if (now - began_ > time) {
      began_ = now;
      count_ = 0;
    }
    return ++count_ > allowed;
  }

 private:
  async::TimePoint began_{};
  std::size_t count_ = 0;
};

}  // namespace talaria::server::h2
