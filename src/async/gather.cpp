#include "async/root.hpp"

#include <talaria/async/gather.hpp>

namespace talaria::async::detail {

void Gathering::start(const AnyTask& task) {
  ++running_;
  observe(task, &Gathering::ended, this).start(&context_);
}

void Gathering::ended(void* self, std::exception_ptr error) noexcept {
  auto& all = *static_cast<Gathering*>(self);
  --all.running_;
  if (error && !all.error_) {
    all.error_ = std::move(error);
    all.context_.cancel();
  }
  // While tasks are still being started nobody has waited yet.
  if (all.running_ == 0 && all.parent_) all.parent_.resume();
}

}  // namespace talaria::async::detail
