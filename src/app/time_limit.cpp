#include "app/time_limit.hpp"

#include <memory>
#include <utility>

#include <talaria/async/timeout.hpp>

namespace talaria::app {

namespace {

struct TimeLimit {
  std::chrono::milliseconds limit;
  const describe::ErrorPolicy* errors;
};

Task<Response> within_time(const void* object, Request& request, Next next) {
  const auto& time = *static_cast<const TimeLimit*>(object);
  async::Context* const parent = co_await async::current_context();
  async::detail::Deadline deadline(parent, time.limit);
  const Task<Response> rest = next(request);
  try {
    Response response = co_await async::detail::under(deadline.context(), rest);
    co_return std::move(response);
  } catch (const Cancelled&) {
    // The client is gone, or the server stops.
    if (!deadline.passed()) throw;
  }
  const HTTPException too_late(503, "The request took too long", {{"retry-after", "1"}});
  co_return time.errors->http_response(request, too_late);
}

}  // namespace

LayerEntry time_limit_layer(std::chrono::milliseconds limit, const describe::ErrorPolicy& errors) {
  return {&within_time, std::make_shared<const TimeLimit>(TimeLimit{limit, &errors})};
}

}  // namespace talaria::app
