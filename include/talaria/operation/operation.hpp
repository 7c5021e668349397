// Operation: what a frozen app knows of one route, and how a request runs through it.
#pragma once
#include <exception>
#include <optional>
#include <vector>

#include <talaria/async/task.hpp>
#include <talaria/describe/declared_error.hpp>
#include <talaria/describe/http_exception.hpp>
#include <talaria/describe/operation_info.hpp>
#include <talaria/http/next.hpp>
#include <talaria/http/request.hpp>
#include <talaria/http/response.hpp>
#include <talaria/operation/plan.hpp>
#include <talaria/routing/route_table.hpp>

namespace talaria::operation {

/// Makes responses of failures; the app's table of exception handlers.
class ErrorResponder {
 public:
  virtual ~ErrorResponder() = default;
  /// The response to an exception that left a handler or a dependency; rethrows what nobody handles.
  virtual Task<Response> respond(Request& request, std::exception_ptr error) const = 0;
  /// The response to a request that does not fit, without a throw on the way.
  virtual Task<Response> respond(Request& request, const RequestValidationError& error) const = 0;
  /// The response to a declared error that a handler or a dependency gave.
  virtual Task<Response> respond(Request& request, const describe::Failure& failure) const = 0;
  /// Tells whoever runs the program of an exception that came too late for a response.
  virtual void report(const Request& request, const std::exception_ptr& error) const = 0;
};

/// One route of a frozen app.
struct Operation {
  describe::OperationInfo info;
  Plan plan;
  /// Middleware around it, the outermost first; what it refers to is kept by the app.
  std::vector<http::Layer> layers = {};
};

/// Runs the request through the operation as far as nothing has to be waited for, under `context`. Then the response is
/// in `response`, or the task that is returned gives it; it is to be started under the same context at once. Nothing is
/// thrown. Everything borrowed but `captures` must outlive the response.
[[nodiscard]] std::optional<Task<Response>> start_operation(const Operation& operation, Request& request,
                                                            const routing::Captures& captures,
                                                            const ErrorResponder& errors, async::Context* context,
                                                            std::optional<Response>& response);

/// Runs the request through the operation: dependencies that need only the head, then the body, the other
/// dependencies, the handler, the response. Resources of scope `function` are closed before it returns; those of scope
/// `request` by the response's after_send. Everything borrowed must outlive the response.
Task<Response> run_operation(const Operation& operation, Request& request, const routing::Captures& captures,
                             const ErrorResponder& errors);

/// Runs a WebSocket's dependencies and handler; resources are closed before it ends. Throws what they threw, and
/// WebSocketRequestValidationError when the handshake does not fit. Everything borrowed must outlive it.
Task<void> run_websocket(const Operation& operation, WebSocket& socket, Request& request, routing::Captures captures);

}  // namespace talaria::operation
