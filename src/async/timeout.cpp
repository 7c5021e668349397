#include <talaria/async/timeout.hpp>

namespace talaria::async::detail {

Deadline::Deadline(Context* parent, Duration limit)
    : parent_(parent),
      context_(parent),
      timer_(
          [](void* self) {
            auto& deadline = *static_cast<Deadline*>(self);
            deadline.passed_ = true;
            deadline.context_.cancel();
          },
          this) {
  Loop& loop = Loop::current();
  timer_.set(loop, loop.now() + limit);
}

}  // namespace talaria::async::detail
