// The one call between the wire and the application.
#pragma once
#include <talaria/async/task.hpp>
#include <talaria/http/request.hpp>
#include <talaria/http/response.hpp>

namespace talaria::http {

/// What answers requests: an application, a middleware chain, a test double. The server and the test client call it.
class Service {
 public:
  virtual ~Service() = default;
  /// Answers one request; called on any loop, for many requests at once. Whatever it throws becomes a plain 500.
  /// `request` lives until the response's after_send has run.
  virtual Task<Response> handle(Request& request) = 0;
  /// Runs once before the first request; what it throws keeps the server from starting.
  virtual Task<void> startup() { co_return; }
  /// Runs once after the last response, also when startup failed half-way.
  virtual Task<void> shutdown() { co_return; }
};

}  // namespace talaria::http
