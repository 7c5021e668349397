#include "base/holds.hpp"

#include <talaria/async/context.hpp>
#include <talaria/http/background.hpp>

namespace talaria {

BackgroundTasks::~BackgroundTasks() = default;

Task<void> BackgroundTasks::run(void (*report)(void* argument, std::exception_ptr error), void* argument) {
  for (std::size_t i = 0; i < jobs_.size(); ++i) {
    std::exception_ptr error;
    try {
      Task<void> task = jobs_[i]->run();
      co_await std::move(task);
    } catch (...) {
      error = std::current_exception();
    }
    if (!error) continue;
    if (base::holds<Cancelled>(error)) std::rethrow_exception(error);
    report(argument, std::move(error));
  }
}

}  // namespace talaria
