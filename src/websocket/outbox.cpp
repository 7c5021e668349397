#include "websocket/outbox.hpp"

#include <utility>

namespace talaria::websocket {

bool Outbox::push(SharedFrame frame, std::size_t limit, SlowClientPolicy policy) {
  const std::lock_guard lock(mutex_);
  if (closed_ || too_slow_) return false;
  const std::size_t size = frame->size();
  // One frame has room whatever its size.
  while (!frames_.empty() && octets_ + size > limit) {
    if (policy == SlowClientPolicy::drop_newest) return false;
    if (policy == SlowClientPolicy::close) {
      too_slow_ = true;
      schedule();
      return false;
    }
    drop_first();
  }
  octets_ += size;
  ++left_;
  frames_.push_back(std::move(frame));
  schedule();
  return true;
}

void Outbox::drop_first() {
  octets_ -= frames_.front()->size();
  frames_.pop_front();
  ++gone_;
}

// Under the lock: a session that has closed its outbox hears of no new job.
void Outbox::schedule() {
  if (std::exchange(scheduled_, true)) return;
  loop_.post(function_, session_);
}

bool Outbox::add_holder(std::weak_ptr<OutboxHolder> holder) {
  const std::lock_guard lock(mutex_);
  if (closed_) return false;
  holders_.push_back(std::move(holder));
  return true;
}

bool Outbox::begin_taking() {
  const std::lock_guard lock(mutex_);
  scheduled_ = false;
  return too_slow_;
}

SharedFrame Outbox::pop() {
  const std::lock_guard lock(mutex_);
  if (frames_.empty()) return nullptr;
  SharedFrame frame = frames_.front();
  drop_first();
  return frame;
}

void Outbox::close() {
  std::vector<std::weak_ptr<OutboxHolder>> holders;
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    holders.swap(holders_);
  }
  // Not under the lock: holders leave frames under theirs.
  for (const auto& one : holders) {
    if (const auto holder = one.lock()) holder->forget(*this);
  }
}

void Outbox::clear() {
  const std::lock_guard lock(mutex_);
  while (!frames_.empty()) drop_first();
}

bool Outbox::is_scheduled() const {
  const std::lock_guard lock(mutex_);
  return scheduled_;
}

std::uint64_t Outbox::left() const {
  const std::lock_guard lock(mutex_);
  return left_;
}

std::uint64_t Outbox::gone() const {
  const std::lock_guard lock(mutex_);
  return gone_;
}

}  // namespace talaria::websocket
