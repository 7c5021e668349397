// The way of a request through its operation. An exception never crosses it: it ends as a response or in respond().
#include "base/holds.hpp"
#include "operation/invocation.hpp"
#include "operation/make_response.hpp"

#include <stdexcept>

#include <talaria/async/context.hpp>
#include <talaria/http/form_data.hpp>
#include <talaria/http/next.hpp>
#include <talaria/operation/operation.hpp>

namespace talaria::operation {

namespace {

using describe::Scope;

// What comes after the last octet: first the response's own work, then the clean-up, which hears of its failure. No
// client is left to tell of an error.
Task<void> close_after_send(Invocation::Pointer invocation, Request& request, std::optional<Task<void>> own_work,
                            const ErrorResponder& errors) {
  std::exception_ptr error;
  if (own_work) {
    try {
      co_await *own_work;
    } catch (...) {
      error = std::current_exception();
    }
  }
  error = co_await invocation->close(Scope::request, std::move(error));
  if (!error) co_return;
  if (base::holds<Cancelled>(error)) throw Cancelled{};
  errors.report(request, error);
}

Task<Response> fail(Invocation& invocation, Request& request, std::exception_ptr error, const ErrorResponder& errors) {
  const bool cancelled = base::holds<Cancelled>(error);
  error = co_await invocation.close(Scope::function, std::move(error));
  error = co_await invocation.close(Scope::request, std::move(error));
  // Nobody waits for the response, and no exception handler (one for std::exception, say) is to make one.
  if (cancelled) throw Cancelled{};
  if (!error) {
    error = std::make_exception_ptr(
        std::logic_error("a dependency that yields swallowed the exception of the request; throw it on"));
  }
  co_return co_await errors.respond(request, std::move(error));
}

// FastAPI answers a form that cannot be read through the exception handlers of HTTPException.
Task<http::FormData*> read_form(const Plan& plan, Request& request) {
  http::FormData* form = nullptr;
  try {
    form = co_await request.form();
  } catch (const http::BodyError& error) {
    throw HTTPException(error.status_code(), error.what());
  }
  for (const std::string& name : plan.loaded_files) co_await form->load(name);
  co_return form;
}

// The body as exception handlers see it; it is parsed for them even where the fast path failed on it.
Json received_body(const Invocation& invocation, std::optional<params::JsonBody>& body) {
  if (const http::FormData* form = invocation.form()) return params::form_to_json(*form);
  if (!body) return {};
  model::Errors ignored;
  body->parse(ignored);
  return body->value();
}

// Dependencies, body, handler, response. Empty when something did not fit; then the errors are in the invocation.
Task<std::optional<Response>> run(const Operation& operation, Invocation& invocation, Request& request,
                                  std::optional<params::JsonBody>& body) {
  const Plan& plan = operation.plan;
  const std::size_t handler = plan.nodes.size() - 1;
  for (std::size_t i = 0; i < handler; ++i) {
    if (plan.nodes[i].needs_body || !invocation.bind(i, nullptr)) continue;
    co_await invocation.call(i);
  }
  if (plan.has_body) {
    if (plan.body_kind != describe::BodyKind::json) {
      invocation.set_form(*co_await read_form(plan, request));
    } else {
      auto octets = request.body_if_ready();
      if (!octets) octets = co_await request.body();
      body.emplace(*octets, request.headers().get("content-type"),
                   operation.info.options.strict_content_type.value_or(true));
    }
    const bool fast = plan.whole_body && invocation.bind_whole_body(*body);
    if (body && !fast) {
      model::Errors malformed;
      if (!body->parse(malformed)) {
        // FastAPI reports a malformed body alone.
        for (std::size_t i = 0; i <= handler; ++i) invocation.node(i).errors.clear();
        invocation.node(handler).errors = std::move(malformed);
        co_return std::nullopt;
      }
    }
    for (std::size_t i = 0; i < handler; ++i) {
      if (!plan.nodes[i].needs_body || !invocation.bind(i, body ? &*body : nullptr)) continue;
      co_await invocation.call(i);
    }
  }
  if (!invocation.bind(handler, body ? &*body : nullptr) || !invocation.valid()) co_return std::nullopt;
  NodeState& state = invocation.node(handler);
  if (operation.info.handler->execution == describe::Execution::coroutine) {
    async::AnyTask& task = invocation.start_handler();
    co_await task;
    state.result = task.result();
  } else {
    co_await invocation.call_blocking(handler);
  }
  co_return make_response(operation.info, state.result, invocation.injected());
}

// The 422 to come.
RequestValidationError validation_error(Invocation& invocation, std::optional<params::JsonBody>& body) {
  return RequestValidationError(invocation.take_errors(), received_body(invocation, body));
}

// What stands behind the `next` of a route class.
class Inner final : public http::Service {
 public:
  Inner(const Operation& operation, Invocation& invocation) : operation_(operation), invocation_(invocation) {}

  Task<Response> handle(Request& request) override {
    if (ran_) throw std::logic_error("next was called twice; the handler of a request runs once");
    ran_ = true;
    std::optional<params::JsonBody> body;
    std::optional<Response> response = co_await run(operation_, invocation_, request, body);
    if (!response) throw validation_error(invocation_, body);
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

}  // namespace

Task<Response> run_operation(const Operation& operation, Request& request, const routing::Captures& captures,
                             const ErrorResponder& errors) {
  if (operation.info.options.max_body_size) request.set_body_limit(*operation.info.options.max_body_size);
  Invocation::Pointer invocation = Invocation::make(operation.plan, request, captures);
  std::optional<params::JsonBody> body;
  std::optional<Response> response;
  std::exception_ptr error;
  try {
    if (operation.info.options.route_class != nullptr) {
      response = co_await run_in_route_class(operation, *invocation, request);
    } else {
      response = co_await run(operation, *invocation, request, body);
    }
  } catch (...) {
    error = std::current_exception();
  }
  if (!response && !error) {
    const RequestValidationError invalid = validation_error(*invocation, body);
    const bool open = invocation->has_open(Scope::function) || invocation->has_open(Scope::request);
    if (!open) co_return co_await errors.respond(request, invalid);
    error = std::make_exception_ptr(invalid);
  }
  if (!error && invocation->has_open(Scope::function)) error = co_await invocation->close(Scope::function, nullptr);
  if (error) co_return co_await fail(*invocation, request, std::move(error), errors);
  if (invocation->has_open(Scope::request)) {
    std::optional<Task<void>> own_work = std::move(response->after_send);
    response->after_send.emplace(close_after_send(std::move(invocation), request, std::move(own_work), errors));
  }
  co_return std::move(*response);
}

}  // namespace talaria::operation
