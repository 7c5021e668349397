// How long a transfer has been waiting for the client, and whether it is too slow.
#pragma once
#include <cstddef>
#include <cstdint>

#include <talaria/async/loop.hpp>
#include <talaria/server/limits.hpp>

namespace talaria::server {

/// Counts only the time in which we wait for the client: a handler that takes its time costs the client nothing.
class TransferWatch {
 public:
  void reset() { *this = TransferWatch{}; }

  /// From now on we wait for the client.
  void begin_wait(async::TimePoint now) {
    if (waiting_) return;
    waiting_ = true;
    wait_began_ = last_progress_ = now;
  }
  void end_wait(async::TimePoint now) {
    if (!waiting_) return;
    waiting_ = false;
    waited_ += now - wait_began_;
  }
  /// The client sent or took `octets`.
  void progress(std::size_t octets, async::TimePoint now) {
    moved_ += octets;
    last_progress_ = now;
  }
  [[nodiscard]] bool waiting() const { return waiting_; }

  /// Whether the client has paused for longer than `pause`, made us wait for longer than `total`, or moves fewer octets
  /// a second than it must.
  [[nodiscard]] bool too_slow(async::TimePoint now, async::Duration pause, async::Duration total,
                              const Limits& limits) const {
    if (!waiting_) return false;
    if (now - last_progress_ > pause) return true;
    const async::Duration waited = waited_ + (now - wait_began_);
    if (waited > total) return true;
    if (waited <= limits.rate_grace || limits.lowest_rate == Limits::unlimited) return false;
    const double seconds = std::chrono::duration<double>(waited).count();
    return static_cast<double>(moved_) < seconds * static_cast<double>(limits.lowest_rate);
  }

 private:
  async::Duration waited_{};
  async::TimePoint wait_began_{};
  async::TimePoint last_progress_{};
  std::uint64_t moved_ = 0;
  bool waiting_ = false;
};

}  // namespace talaria::server
