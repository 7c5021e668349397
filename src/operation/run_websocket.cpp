// The way of a WebSocket through its operation: dependencies and handler, as for a request, but no body and no
// response.
#include "operation/invocation.hpp"

#include <talaria/async/context.hpp>
#include <talaria/operation/operation.hpp>
#include <talaria/websocket/websocket.hpp>

namespace talaria::operation {

Task<void> run_websocket(const Operation& operation, WebSocket& socket, Request& request, routing::Captures captures) {
  Invocation::Pointer invocation = Invocation::make(operation, request, captures);
  invocation->set_websocket(socket);
  std::exception_ptr error;
  try {
    Task<void> task = run(*invocation);
    co_await std::move(task);
  } catch (...) {
    error = std::current_exception();
  }
  if (!error && invocation->failure()) error = std::make_exception_ptr(describe::make_exception(invocation->failure()));
  if (!error && !invocation->has_result())
    error = std::make_exception_ptr(WebSocketRequestValidationError(invocation->take_errors()));
  error = co_await invocation->close(describe::Scope::function, std::move(error));
  error = co_await invocation->close(describe::Scope::request, std::move(error));
  if (error) std::rethrow_exception(error);
}

}  // namespace talaria::operation
