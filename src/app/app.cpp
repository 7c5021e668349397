#include "app/frozen.hpp"
#include "app/layered.hpp"

#include <cstdio>

#include <talaria/app/app.hpp>
#include <talaria/async/context.hpp>
#include <talaria/middleware/request_id.hpp>
#include <talaria/websocket/handshake.hpp>

namespace talaria {

AppOptions::~AppOptions() = default;

App::App() : Routes(nullptr) {}
App::App(const AppOptions& options)
    : Routes(nullptr),
      options_(options),
      exception_handlers_(*options.error_policy, options.languages, options.default_language) {
  // The app is the outermost router; what it says of its routes stands where a router says it.
  RouterOptions& router = registered().data->options;
  router.dependencies = options.dependencies;
  router.responses = options.responses;
  router.deprecated = options.deprecated;
  router.include_in_schema = options.include_in_schema;
  router.default_response_class = options.default_response_class;
  router.strict_content_type = options.strict_content_type;
  router.generate_unique_id_function = options.generate_unique_id_function;
  router.route_class = options.route_class;
}
App::~App() = default;

Task<Response> HandlerTableResponder::respond(Request& request, std::exception_ptr error) const {
  return handlers_.respond(request, std::move(error));
}
Task<Response> HandlerTableResponder::respond(Request& request, const RequestValidationError& error) const {
  return handlers_.respond(request, error);
}
Task<Response> HandlerTableResponder::respond(Request& request, const describe::Failure& failure) const {
  return handlers_.respond(request, failure);
}

// Nobody handles the exception, so whoever runs the program has to hear of it; the client does not.
void HandlerTableResponder::report(const Request& request, const std::exception_ptr& error) const {
  std::string what = "an exception that is no std::exception";
  try {
    std::rethrow_exception(error);
  } catch (const std::exception& exception) {
    what = exception.what();
  } catch (...) {
  }
  // Control octets of a target are not written to a terminal (CVE-2020-7694 in uvicorn).
  std::string target(request.target());
  for (char& c : target) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = '?';
  }
  const auto* const id = request.state().find<RequestID>();
  std::fprintf(stderr, "ERROR: unhandled exception in %.*s %s%s%s: %s\n", int(request.method_name().size()),
               request.method_name().data(), target.c_str(), id != nullptr ? " request " : "",
               id != nullptr ? id->value.c_str() : "", what.c_str());
}

namespace {

// Starlette's rule: the same path with the last slash taken away, or with one at the end.
std::optional<Response> redirect_slashes(const routing::RouteTable& table, const Request& request) {
  std::string path(request.route_path());
  std::string raw_path(request.raw_path());
  if (path == "/") return std::nullopt;
  if (path.ends_with('/')) {
    while (path.ends_with('/')) path.pop_back();
    while (raw_path.ends_with('/')) raw_path.pop_back();
  } else {
    path += '/';
    raw_path += '/';
  }
  if (!table.fits(path)) return std::nullopt;
  return RedirectResponse(request.url_with_path(raw_path));
}

}  // namespace

Task<Response> App::handle(Request& request) {
  async::Context* const current = co_await async::current_context();
  async::Context none;
  std::optional<Response> response;
  std::optional<Task<Response>> rest = answer(request, current != nullptr ? *current : none, response);
  if (!rest) co_return std::move(*response);
  Task<Response> task = std::move(*rest);
  Response late = co_await std::move(task);
  co_return std::move(late);
}

// A route and its operation is what most requests need. Everything else waits, or need not be fast.
std::optional<Task<Response>> App::answer(Request& request, async::Context& context,
                                          std::optional<Response>& response) {
  const Frozen& tables = frozen();
  if (!options_.root_path.empty()) request.set_root_path(options_.root_path);
  request.set_route_names(*this);
  if (!tables.layers.empty()) return handle_in_layers(request, tables);
  if (websocket::is_handshake(request)) return guard(request, handle_websocket(request, tables), tables);
  const routing::Match match = tables.table.match(request.method(), request.route_path());
  const operation::Operation* const operation = tables.operation_of(match);
  if (operation == nullptr) return guard(request, answer_itself(request, match, tables), tables);
  if (!operation->layers.empty()) return guard(request, run_route(request, *operation, match.captures, tables), tables);
  auto task = operation::start_operation(*operation, request, match.captures, tables.responder, &context, response);
  if (!task) return std::nullopt;
  return guard(request, std::move(*task), tables);
}

// Middleware sees what nobody handled as an exception; what it throws itself is handled like what handlers throw.
Task<Response> App::handle_in_layers(Request& request, const Frozen& tables) {
  std::exception_ptr error;
  try {
    const auto behind = [this, &tables](Request& inner) { return route(inner, tables); };
    Task<Response> task = app::run_layered(tables.layers, request, behind);
    Response response = co_await std::move(task);
    co_return std::move(response);
  } catch (const Cancelled&) {
    throw;
  } catch (...) {
    error = std::current_exception();
  }
  try {
    Task<Response> task = exception_handlers_.respond(request, error);
    Response response = co_await std::move(task);
    co_return std::move(response);
  } catch (...) {
    error = std::current_exception();
  }
  tables.responder.report(request, error);
  Response response = exception_handlers_.server_error(request);
  if (const auto* id = request.state().find<RequestID>()) response.headers.set(id->header, id->value);
  co_return std::move(response);
}

// What stands behind the app's middleware.
Task<Response> App::route(Request& request, const Frozen& tables) {
  if (websocket::is_handshake(request)) return handle_websocket(request, tables);
  const routing::Match match = tables.table.match(request.method(), request.route_path());
  const operation::Operation* const operation = tables.operation_of(match);
  return operation != nullptr ? run_route(request, *operation, match.captures, tables)
                              : answer_itself(request, match, tables);
}

Task<Response> App::run_route(Request& request, const operation::Operation& operation, routing::Captures captures,
                              const Frozen& tables) {
  // Before middleware that reads the body.
  if (operation.info.options.max_body_size) request.set_body_limit(*operation.info.options.max_body_size);
  const auto run = [&operation, &captures, &tables](Request& inner) {
    return operation::run_operation(operation, inner, captures, tables.responder);
  };
  Task<Response> task =
      operation.layers.empty() ? run(request) : app::run_layered(std::span(operation.layers), request, run);
  Response response = co_await std::move(task);
  co_return std::move(response);
}

// Whatever leaves `task` is a fault of the program.
Task<Response> App::guard(Request& request, Task<Response> task, const Frozen& tables) {
  std::exception_ptr error;
  try {
    Response response = co_await std::move(task);
    co_return std::move(response);
  } catch (const Cancelled&) {
    throw;  // the client is gone, and the server wants to know
  } catch (...) {
    error = std::current_exception();
  }
  tables.responder.report(request, error);
  co_return exception_handlers_.server_error(request);
}

// What no operation answers: the app's own pages, what is mounted, frontends, and paths and methods that are not there.
Task<Response> App::answer_itself(Request& request, routing::Match match, const Frozen& tables) {
  using Kind = routing::Match::Kind;
  const app::Endpoint* const endpoint = tables.endpoint_of(match);
  if (match.kind == Kind::found && endpoint != nullptr) {
    Task<Response> task = handle_mounted(request, *endpoint->mounted, match.captures);
    Response response = co_await std::move(task);
    co_return std::move(response);
  }
  if (match.kind == Kind::found) co_return tables.pages[match.route].make(request);
  if (match.kind == Kind::method_not_allowed) {
    http::Headers headers;
    headers.set("allow", endpoint == nullptr ? "GET, HEAD" : http::method_name(endpoint->operation->info.method));
    const HTTPException exception(405, nullptr, std::move(headers));
    Task<Response> task = exception_handlers_.respond(request, exception);
    Response response = co_await std::move(task);
    co_return std::move(response);
  }
  if (options_.redirect_slashes) {
    if (auto redirect = redirect_slashes(tables.table, request)) co_return std::move(*redirect);
  }
  if (auto frontend = handle_frontend(request, tables)) {
    Response response = co_await std::move(*frontend);
    co_return std::move(response);
  }
  const HTTPException exception(404);
  Task<Response> task = exception_handlers_.respond(request, exception);
  Response response = co_await std::move(task);
  co_return std::move(response);
}

const describe::OperationInfo* App::find_operation(const Request& request) {
  const Frozen& tables = frozen();
  const routing::Match match = tables.table.match(request.method(), request.route_path());
  const operation::Operation* const operation = tables.operation_of(match);
  return operation != nullptr ? &operation->info : nullptr;
}

Task<void> App::startup() {
  if (options_.lifespan != nullptr) {
    lifespan_ = options_.lifespan(*this).release();
    co_await lifespan_.open();
    if (!lifespan_.yielded()) throw std::logic_error("the lifespan ended without a co_yield {}");
  }
  freeze();
  // Made now, because handlers on several loops only read them.
  static_cast<void>(openapi());
  static_cast<void>(asyncapi());
  co_await start_mounts();
}

Task<void> App::shutdown() {
  co_await stop_mounts();
  if (!lifespan_ || !lifespan_.yielded()) co_return;
  async::Context cleanup;
  co_await lifespan_.close(nullptr, cleanup);
  lifespan_ = {};
}

}  // namespace talaria
