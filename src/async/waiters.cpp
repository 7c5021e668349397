#include "async/waiters.hpp"

#include <talaria/async/loop.hpp>

namespace talaria::async {

bool Waiters::Wait::start(std::coroutine_handle<> handle, Context* context) {
  cancelled_ = context != nullptr && context->cancelled();
  if (cancelled_) return false;
  handle_ = handle;
  all_.append(*this);
  on_cancel_.set(context, &Wait::on_cancelled, this);
  return true;
}

// Out of the list and deaf to its cancellation: it is resumed once.
void Waiters::Wait::leave() {
  all_.remove(*this);
  on_cancel_.remove();
  Loop::current().post(handle_);
}

void Waiters::Wait::on_cancelled(void* self) {
  auto& wait = *static_cast<Wait*>(self);
  wait.cancelled_ = true;
  wait.leave();
}

void Waiters::append(Wait& wait) noexcept {
  wait.previous_ = last_;
  (last_ != nullptr ? last_->next_ : first_) = &wait;
  last_ = &wait;
}

void Waiters::remove(Wait& wait) noexcept {
  (wait.previous_ != nullptr ? wait.previous_->next_ : first_) = wait.next_;
  (wait.next_ != nullptr ? wait.next_->previous_ : last_) = wait.previous_;
}

void Waiters::wake_one() {
  if (first_ != nullptr) first_->leave();
}

void Waiters::wake_all() {
  while (first_ != nullptr) first_->leave();
}

}  // namespace talaria::async
