// A loop for tests whose time stands still while there is work and then jumps to the next timer.
#pragma once

#include <talaria/async/loop.hpp>
#include <talaria/base/owned.hpp>

namespace talaria::async {

/// Hours of sleeping pass in no time, in the order in which they would. It has no sockets.
class VirtualLoop final : public Loop {
 public:
  VirtualLoop();
  ~VirtualLoop() override;

  [[nodiscard]] TimePoint now() const override { return now_; }
  /// The system's when the loop was made, and what has passed here since.
  [[nodiscard]] WallTime wall_now() const override {
    return started_ + std::chrono::duration_cast<WallTime::duration>(now_.time_since_epoch());
  }

 protected:
  /// Waits in real time while another thread holds the loop, else jumps. Throws std::logic_error when there is nothing
  /// to wait for: the test would hang.
  void wait(const TimePoint* deadline) override;
  void wake() noexcept override;

 private:
  struct Signal;
  Owned<Signal> signal_;
  TimePoint now_{};
  WallTime started_ = std::chrono::system_clock::now();
};

}  // namespace talaria::async
