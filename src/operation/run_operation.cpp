// The way of a request through its operation. An exception never crosses it: it ends as a response or in respond().
#include "async/root.hpp"
#include "base/holds.hpp"
#include "http/stream_body.hpp"
#include "operation/invocation.hpp"
#include "operation/make_response.hpp"

#include <stdexcept>
#include <utility>

#include <talaria/async/context.hpp>
#include <talaria/http/next.hpp>
#include <talaria/operation/operation.hpp>

namespace talaria::operation {

namespace {

using describe::Scope;

// Where background tasks tell of their failures.
struct Reporter {
  const ErrorResponder& errors;
  const Request& request;

  static void report(void* self, std::exception_ptr error) {
    const auto& reporter = *static_cast<const Reporter*>(self);
    reporter.errors.report(reporter.request, error);
  }
};

Task<void> run_background(Owned<BackgroundTasks> tasks, Request& request, std::optional<Task<void>> own_work,
                          const ErrorResponder& errors) {
  std::exception_ptr cut;  // a stream whose client went away
  if (own_work) {
    try {
      co_await *own_work;
    } catch (const http::StreamFailure& failure) {
      if (!base::holds<Cancelled>(failure.error())) throw;
      cut = std::current_exception();
    } catch (const Cancelled&) {
      cut = std::current_exception();
    }
  }
  Reporter reporter{errors, request};
  Task<void> task = tasks->run(&Reporter::report, &reporter);
  co_await std::move(task);
  if (cut) std::rethrow_exception(cut);
}

// The tasks that handlers and dependencies added run behind the response's own work.
void add_background(Invocation& invocation, Request& request, const ErrorResponder& errors, Response& response) {
  Owned<BackgroundTasks> tasks = invocation.take_background();
  if (tasks == nullptr || tasks->empty()) return;
  std::optional<Task<void>> own_work = std::move(response.after_send);
  response.after_send.emplace(run_background(std::move(tasks), request, std::move(own_work), errors));
}

// What comes after the last octet: first the response's own work, then the clean-up, which hears of its failure. No
// client is left to tell of an error.
Task<void> close_after_send(Invocation::Pointer invocation, Request& request, std::optional<Task<void>> own_work,
                            const ErrorResponder& errors) {
  std::exception_ptr error;
  std::exception_ptr known;  // of a stream, whose reader has told of it
  if (own_work) {
    try {
      co_await *own_work;
    } catch (const http::StreamFailure& failure) {
      error = known = failure.error();
    } catch (...) {
      error = std::current_exception();
    }
  }
  error = co_await invocation->close(Scope::request, std::move(error));
  if (!error || error == known) co_return;
  if (base::holds<Cancelled>(error)) throw Cancelled{};
  errors.report(request, error);
}

// `declared`: `error` says what invocation.failure() does, for the resources.
Task<Response> fail(Invocation& invocation, Request& request, std::exception_ptr error, const ErrorResponder& errors,
                    bool declared = false) {
  const bool cancelled = base::holds<Cancelled>(error);
  const std::exception_ptr known = declared ? error : nullptr;
  error = co_await invocation.close(Scope::function, std::move(error));
  error = co_await invocation.close(Scope::request, std::move(error));
  // Nobody waits for the response, and no exception handler (one for std::exception, say) is to make one.
  if (cancelled) throw Cancelled{};
  if (!error) {
    error = std::make_exception_ptr(
        std::logic_error("a dependency that yields swallowed the exception of the request; throw it on"));
  }
  if (error == known) co_return co_await errors.respond(request, invocation.failure());
  co_return co_await errors.respond(request, std::move(error));
}

// The 422 to come.
RequestValidationError validation_error(Invocation& invocation) {
  return RequestValidationError(invocation.take_errors(), invocation.received_body());
}

// What stands behind the `next` of a route class.
class Inner final : public http::Service {
 public:
  Inner(const Operation& operation, Invocation& invocation) : operation_(operation), invocation_(invocation) {}

  Task<Response> handle(Request&) override {
    if (ran_) throw std::logic_error("next was called twice; the handler of a request runs once");
    ran_ = true;
    Task<void> task = run(invocation_);
    co_await std::move(task);
    if (invocation_.failure()) throw describe::make_exception(invocation_.failure());
    if (!invocation_.has_result()) throw validation_error(invocation_);
    std::optional<Response> response;
    make_response(operation_.info, invocation_.result(), invocation_.injected(), response);
    co_return std::move(*response);
  }

 private:
  const Operation& operation_;
  Invocation& invocation_;
  bool ran_ = false;
};

Task<Response> call_route_class(const void* function, Request& request, Next next) {
  return (*static_cast<const RouteClass*>(function))(request, next);
}

Task<Response> run_in_route_class(const Operation& operation, Invocation& invocation, Request& request) {
  const http::Layer layer{&call_route_class, &operation.info.options.route_class};
  Inner inner(operation, invocation);
  const Next next(&layer, &layer + 1, inner);
  Task<Response> task = next(request);
  Response response = co_await std::move(task);
  co_return std::move(response);
}

// The rest of the way where something has to be waited for, went wrong, or has to be cleaned up. `response` is there if
// the handler has ended.
Task<Response> finish(const Operation& operation, Invocation::Pointer invocation, Request& request,
                      const ErrorResponder& errors, std::exception_ptr error, std::optional<Response> response) {
  try {
    if (error || response) {
      // It stays what it is.
    } else if (operation.info.options.route_class != nullptr) {
      Task<Response> task = run_in_route_class(operation, *invocation, request);
      response = co_await std::move(task);
    } else {
      async::Context* const context = co_await async::current_context();
      while (async::detail::PromiseBase* const waiting = invocation->waiting()) {
        co_await async::detail::Rejoin{waiting};
        invocation->advance(context);
      }
      if (invocation->has_result()) {
        make_response(operation.info, invocation->result(), invocation->injected(), response);
      }
    }
  } catch (...) {
    error = std::current_exception();
  }
  bool declared = false;
  if (!response && !error) {
    const bool open = invocation->has_open(Scope::function) || invocation->has_open(Scope::request);
    declared = static_cast<bool>(invocation->failure());
    if (declared) {
      if (!open) co_return co_await errors.respond(request, invocation->failure());
      error = std::make_exception_ptr(describe::make_exception(invocation->failure()));
    } else {
      const RequestValidationError invalid = validation_error(*invocation);
      if (!open) co_return co_await errors.respond(request, invalid);
      error = std::make_exception_ptr(invalid);
    }
  }
  if (!error && invocation->has_open(Scope::function)) error = co_await invocation->close(Scope::function, nullptr);
  if (!error && response->completion) {
    try {
      co_await http::complete(request, *response);
    } catch (...) {
      error = std::current_exception();
    }
  }
  if (error) co_return co_await fail(*invocation, request, std::move(error), errors, declared);
  add_background(*invocation, request, errors, *response);
  // A stream may use what the handler was called with.
  if (response->stream || invocation->has_open(Scope::request)) {
    std::optional<Task<void>> own_work = std::move(response->after_send);
    response->after_send.emplace(close_after_send(std::move(invocation), request, std::move(own_work), errors));
  }
  co_return std::move(*response);
}

}  // namespace

std::optional<Task<Response>> start_operation(const Operation& operation, Request& request,
                                              const routing::Captures& captures, const ErrorResponder& errors,
                                              async::Context* context, std::optional<Response>& response) {
  if (operation.info.options.max_body_size) request.set_body_limit(*operation.info.options.max_body_size);
  Invocation::Pointer invocation = Invocation::make(operation, request, captures);
  std::exception_ptr error;
  if (operation.info.options.route_class == nullptr) {
    try {
      invocation->advance(context);
      if (invocation->has_result() && !operation.plan.has_resources) {
        make_response(operation.info, invocation->result(), invocation->injected(), response);
        if (!response->stream && !response->completion) {
          add_background(*invocation, request, errors, *response);
          return std::nullopt;
        }
      }
    } catch (...) {
      response.reset();
      error = std::current_exception();
    }
  }
  std::optional<Response> made = std::exchange(response, std::nullopt);
  return finish(operation, std::move(invocation), request, errors, std::move(error), std::move(made));
}

Task<Response> run_operation(const Operation& operation, Request& request, const routing::Captures& captures,
                             const ErrorResponder& errors) {
  async::Context* const context = co_await async::current_context();
  std::optional<Response> response;
  std::optional<Task<Response>> rest = start_operation(operation, request, captures, errors, context, response);
  if (!rest) co_return std::move(*response);
  Task<Response> task = std::move(*rest);
  Response late = co_await std::move(task);
  co_return std::move(late);
}

}  // namespace talaria::operation
