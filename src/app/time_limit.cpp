#include "app/time_limit.hpp"

#include <memory>
#include <utility>

#include <talaria/async/timeout.hpp>

namespace talaria::app {

namespace {

Response too_late() {
  http::Headers headers;
  headers.set("retry-after", "1");
  return Response(R"({"detail":"The request took too long"})", 503, "application/json", std::move(headers));
}

Task<Response> within_time(const void* limit, Request& request, Next next) {
  async::Context* const parent = co_await async::current_context();
  async::detail::Deadline deadline(parent, *static_cast<const std::chrono::milliseconds*>(limit));
  const Task<Response> rest = next(request);
  try {
    Response response = co_await async::detail::under(deadline.context(), rest);
    co_return std::move(response);
  } catch (const Cancelled&) {
    // The client is gone, or the server stops.
    if (!deadline.passed()) throw;
  }
  co_return too_late();
}

}  // namespace

LayerEntry time_limit_layer(std::chrono::milliseconds limit) {
  return {&within_time, std::make_shared<const std::chrono::milliseconds>(limit)};
}

}  // namespace talaria::app
