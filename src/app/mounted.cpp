// What stands beside the routes of an app: services that are mounted, and frontends.
#include "app/frontend_handler.hpp"
#include "app/frozen.hpp"
#include "app/layered.hpp"

#include <algorithm>

#include <talaria/app/app.hpp>
#include <talaria/async/context.hpp>

namespace talaria {

// What a service throws, a 404 of StaticFiles among it, is handled like what handlers throw.
Task<Response> App::with_error_responses(Request& request, Task<Response> task) {
  std::exception_ptr error;
  try {
    Response response = co_await std::move(task);
    co_await http::complete(request, response);
    co_return std::move(response);
  } catch (const Cancelled&) {
    throw;
  } catch (...) {
    error = std::current_exception();
  }
  Task<Response> handled = exception_handlers_.respond(request, error);
  Response response = co_await std::move(handled);
  co_return std::move(response);
}

Task<Response> App::handle_mounted(Request& request, const app::Mounted& mounted, const routing::Captures& captures) {
  // The last capture is the rest behind the slash.
  const std::string_view rest = captures.values[captures.count - 1];
  request.enter_mount(request.route_path().size() - rest.size() - 1);
  const auto run = [this, &mounted](Request& inner) {
    return with_error_responses(inner, mounted.service->handle(inner));
  };
  return mounted.layers.empty() ? run(request) : app::run_layered(std::span(mounted.layers), request, run);
}

std::optional<Task<Response>> App::handle_frontend(Request& request, const Frozen& tables) {
  for (const auto& [path, frontend, operation] : tables.frontends) {
    const auto below = app::below_frontend(path, request.route_path());
    if (!below) continue;
    // As in FastAPI, the dependencies are only asked for what may be answered with a file.
    if (request.method() != http::Method::get && request.method() != http::Method::head) {
      return with_error_responses(request, frontend->respond(request, *below));
    }
    routing::Captures captures;
    captures.push(*below);
    return run_route(request, operation, captures, tables);
  }
  return std::nullopt;
}

Task<void> App::start_mounts() {
  for (const app::Mounted& mounted : frozen_->mounts) {
    http::Service* const service = mounted.service;
    // One that is mounted twice starts once.
    if (std::find(started_.begin(), started_.end(), service) != started_.end()) continue;
    started_.push_back(service);
    co_await service->startup();
  }
}

// All of them, the last started first; the first failure is thrown when all have stopped.
Task<void> App::stop_mounts() {
  std::exception_ptr failure;
  while (!started_.empty()) {
    http::Service* const service = started_.back();
    started_.pop_back();
    try {
      co_await service->shutdown();
    } catch (...) {
      if (!failure) failure = std::current_exception();
    }
  }
  if (failure) std::rethrow_exception(failure);
}

}  // namespace talaria
