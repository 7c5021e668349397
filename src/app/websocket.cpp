// From a WebSocket handshake to the conversation that a route's handler leads.
#include "app/frozen.hpp"
#include "app/layered.hpp"
#include "base/holds.hpp"
#include "websocket/session.hpp"

#include <memory>

#include <talaria/app/app.hpp>
#include <talaria/async/context.hpp>
#include <talaria/websocket/handshake.hpp>

namespace talaria {

namespace {

// What ends a conversation in good order; everything else is a fault of the program.
bool is_ordinary_end(const std::exception_ptr& error) {
  return base::holds<Cancelled>(error) || base::holds<WebSocketDisconnect>(error) ||
         base::holds<WebSocketException>(error);
}

// As in Starlette: what refuses a WebSocket is 403, and has no other way to say why.
bool is_refusal(const std::exception_ptr& error) {
  return base::holds<WebSocketDisconnect>(error) || base::holds<WebSocketException>(error);
}

// Tells whoever runs the program why an open WebSocket was closed with 1011.
Task<void> report_failure(Task<void> handler, websocket::Session& session, Request& request,
                          const operation::ErrorResponder& errors) {
  std::exception_ptr error;
  try {
    co_await handler;
  } catch (...) {
    error = std::current_exception();
  }
  if (!error) co_return;
  if (session.accepted() && !is_ordinary_end(error)) errors.report(request, error);
  std::rethrow_exception(error);
}

}  // namespace

Task<Response> App::handle_websocket(Request& request, const Frozen& tables) {
  auto handshake = websocket::check_handshake(request);
  if (!handshake) co_return std::move(handshake).error();
  const routing::Match match = tables.websockets.match(http::Method::get, request.route_path());
  if (match.kind != routing::Match::Kind::found) co_return PlainTextResponse("Forbidden", 403);
  const app::Endpoint& endpoint = tables.websocket_endpoints[match.route];
  if (endpoint.mounted != nullptr) {
    Task<Response> task = handle_mounted(request, *endpoint.mounted, match.captures);
    Response response = co_await std::move(task);
    co_return std::move(response);
  }
  const operation::Operation& operation = *endpoint.operation;
  const auto start = [this, &operation, &match, &handshake](Request& inner) {
    return start_websocket(inner, operation, match.captures, *handshake);
  };
  Task<Response> task =
      operation.layers.empty() ? start(request) : app::run_layered(std::span(operation.layers), request, start);
  Response response = co_await std::move(task);
  co_return std::move(response);
}

Task<Response> App::start_websocket(Request& request, const operation::Operation& operation,
                                    const routing::Captures& captures, const std::string& accept_value) {
  const operation::ErrorResponder& errors = frozen_->responder;
  auto session = std::make_unique<websocket::Session>(request, accept_value, options_.websocket_limits);
  Task<void> handler = operation::run_websocket(operation, session->socket(), request, captures);
  Task<void> reported = report_failure(std::move(handler), *session, request, errors);
  const bool accepted = co_await session->start(std::move(reported));
  if (accepted) co_return websocket::Session::make_response(std::move(session));
  const std::exception_ptr error = session->error();
  if (!error || is_refusal(error)) co_return PlainTextResponse("Forbidden", 403);
  Task<Response> task = exception_handlers_.respond(request, error);
  Response response = co_await std::move(task);
  co_return std::move(response);
}

}  // namespace talaria
