#include "async/root.hpp"

#include <utility>

#include <talaria/async/run_sync.hpp>

namespace talaria::async::detail {

void run_to_end(Loop& loop, const AnyTask& task) {
  struct Run {
    const AnyTask& task;
    Context context;
    std::exception_ptr error;
    bool done = false;
  };
  Run run{task, Context{}, nullptr};
  const auto ended = [](void* self, std::exception_ptr error) noexcept {
    static_cast<Run*>(self)->error = std::move(error);
    static_cast<Run*>(self)->done = true;
  };
  static constexpr Ended on_end = ended;
  const auto start = [](void* self) {
    auto& one = *static_cast<Run*>(self);
    observe(one.task, on_end, self).start(&one.context);
  };
  loop.post(start, &run);
  loop.run_until(run.done);
  if (run.error) std::rethrow_exception(run.error);
}

}  // namespace talaria::async::detail
