// The way of a WebSocket through its operation: dependencies and handler, as for a request, but no body and no
// response.
#include "operation/invocation.hpp"

#include <talaria/async/context.hpp>
#include <talaria/operation/operation.hpp>
#include <talaria/websocket/websocket.hpp>

namespace talaria::operation {

namespace {

// Runs dependencies and handler; false when something did not fit.
Task<bool> converse(const Plan& plan, Invocation& invocation) {
  const std::size_t handler = plan.nodes.size() - 1;
  for (std::size_t i = 0; i < handler; ++i) {
    if (invocation.bind(i, nullptr)) co_await invocation.call(i);
  }
  if (!invocation.bind(handler, nullptr) || !invocation.valid()) co_return false;
  async::AnyTask& task = invocation.start_handler();
  co_await task;
  co_return true;
}

}  // namespace

Task<void> run_websocket(const Operation& operation, WebSocket& socket, Request& request, routing::Captures captures) {
  Invocation::Pointer invocation = Invocation::make(operation.plan, request, captures);
  invocation->set_websocket(socket);
  std::exception_ptr error;
  bool fits = true;
  try {
    fits = co_await converse(operation.plan, *invocation);
  } catch (...) {
    error = std::current_exception();
  }
  if (!fits) error = std::make_exception_ptr(RequestValidationError(invocation->take_errors(), Json()));
  error = co_await invocation->close(describe::Scope::function, std::move(error));
  error = co_await invocation->close(describe::Scope::request, std::move(error));
  if (error) std::rethrow_exception(error);
}

}  // namespace talaria::operation
