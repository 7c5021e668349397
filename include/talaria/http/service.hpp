// The one call between the wire and the application.
#pragma once
#include <optional>

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
  /// The same without a coroutine for what needs not wait, which is most of a request. Puts the response into
  /// `response` and returns nothing; or returns the task that will give it, to be started under `context` at once,
  /// because a part of it may be under way already. Services that are fast have their own; the default is handle().
  virtual std::optional<Task<Response>> answer(Request& request, async::Context& context,
                                               std::optional<Response>& response) {
    static_cast<void>(context);
    static_cast<void>(response);
    return handle(request);
  }
  /// Runs once before the first request; what it throws keeps the server from starting.
  virtual Task<void> startup() { co_return; }
  /// Runs once after the last response, also when startup failed half-way.
  virtual Task<void> shutdown() { co_return; }
};

}  // namespace talaria::http
