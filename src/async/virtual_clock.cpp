#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <stdexcept>

#include <talaria/async/virtual_clock.hpp>

namespace talaria::async {

struct VirtualLoop::Signal {
  std::mutex mutex;
  std::condition_variable condition;
  bool woken = false;  // guarded by mutex
};

VirtualLoop::VirtualLoop() : signal_(make_owned<Signal>()) {}

VirtualLoop::~VirtualLoop() = default;

void VirtualLoop::wait(const TimePoint* deadline) {
  std::unique_lock lock(signal_->mutex);
  if (is_held()) signal_->condition.wait(lock, [this] { return signal_->woken; });
  if (std::exchange(signal_->woken, false)) return;
  if (deadline == nullptr) {
    throw std::logic_error("the loop has no job, no timer and no other thread to wait for");
  }
  now_ = std::max(now_, *deadline);
}

void VirtualLoop::wake() noexcept {
  const std::lock_guard lock(signal_->mutex);
  signal_->woken = true;
  signal_->condition.notify_one();
}

}  // namespace talaria::async
