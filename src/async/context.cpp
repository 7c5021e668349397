#include <utility>

#include <talaria/async/context.hpp>

namespace talaria::async {

void CancelCallback::set(Context* context, Function function, void* argument) noexcept {
  remove();
  if (context == nullptr) return;
  context_ = context;
  function_ = function;
  argument_ = argument;
  previous_ = nullptr;
  next_ = context->first_;
  if (next_ != nullptr) next_->previous_ = this;
  context->first_ = this;
}

void CancelCallback::remove() noexcept {
  if (context_ == nullptr) return;
  if (previous_ != nullptr) {
    previous_->next_ = next_;
  } else {
    context_->first_ = next_;
  }
  if (next_ != nullptr) next_->previous_ = previous_;
  context_ = nullptr;
}

Context::Context(Context* parent) noexcept {
  if (parent == nullptr) return;
  cancelled_ = parent->cancelled_;
  if (!cancelled_) {
    parent_link_.set(parent, [](void* self) { static_cast<Context*>(self)->cancel(); }, this);
  }
}

Context::~Context() {
  while (first_ != nullptr) first_->remove();
}

void Context::cancel() noexcept {
  if (std::exchange(cancelled_, true)) return;
  // A callback may take back others, so the list is read anew each time.
  while (first_ != nullptr) {
    CancelCallback* const callback = first_;
    callback->remove();
    callback->function_(callback->argument_);
  }
}

}  // namespace talaria::async
