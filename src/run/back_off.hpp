// BackOff: how long to wait before the next attempt.
#pragma once
#include <algorithm>
#include <chrono>

namespace talaria::run_detail {

/// Nothing at first, then 100 ms, twice as much each time, 5 s at most. What went well for 10 s forgives everything.
class BackOff {
 public:
  using Clock = std::chrono::steady_clock;

  static constexpr std::chrono::seconds forgiving{10};

  /// It ended at `now` after `lived`, which is forgiven when it was `enough`.
  void failed(Clock::time_point now, Clock::duration lived, Clock::duration enough = forgiving) {
    if (lived >= enough) failures_ = 0;
    until_ =
        failures_ == 0 ? now : now + std::min<Clock::duration>(first * (1u << std::min(failures_ - 1, 16u)), longest);
    ++failures_;
  }
  void reset() {
    failures_ = 0;
    until_ = {};
  }
  /// When the next attempt may be made.
  [[nodiscard]] Clock::time_point until() const { return until_; }

 private:
  static constexpr std::chrono::milliseconds first{100};
  static constexpr std::chrono::seconds longest{5};

  Clock::time_point until_{};
  unsigned failures_ = 0;
};

}  // namespace talaria::run_detail
