#include "app/router_data.hpp"

#include <talaria/app/router.hpp>

namespace talaria {

Routes::Routes(const RouterOptions* options) : data_(std::make_shared<app::RouterData>()) {
  if (options != nullptr) data_->options = *options;
}
Routes::~Routes() = default;
Routes::Routes(const Routes&) = default;
Routes& Routes::operator=(const Routes&) = default;

void Routes::add_route(http::Method method, std::string_view path, const describe::CallableInfo& handler,
                       const RouteOptions* options, Location at) {
  add_kept(method, path, handler, nullptr, options != nullptr ? *options : RouteOptions{}, at);
}

void Routes::add_kept(http::Method method, std::string_view path, const describe::CallableInfo& handler,
                      std::shared_ptr<const void> object, const RouteOptions& options, Location at) {
  data_->entries.emplace_back(
      app::RouteEntry{method, std::string(path), &handler, std::move(object), options, at, false});
}

void Routes::add_websocket(std::string_view path, const describe::CallableInfo& handler, const RouteOptions* options,
                           Location at) {
  data_->entries.emplace_back(app::RouteEntry{http::Method::get, std::string(path), &handler, nullptr,
                                              options != nullptr ? *options : RouteOptions{}, at, true});
}

namespace {

// Whether `inner` is `outer` or stands somewhere inside it.
bool holds(const app::RouterData& outer, const app::RouterData& inner) {
  if (&outer == &inner) return true;
  for (const auto& entry : outer.entries) {
    const auto* include = std::get_if<app::IncludeEntry>(&entry);
    if (include != nullptr && include->router && holds(*include->router, inner)) return true;
  }
  return false;
}

}  // namespace

void Routes::include_router(const Router& router, const RouterOptions& options, Location at) {
  // A circle would own itself; it is kept as a fault that the start reports.
  const bool circle = holds(*router.data(), *data_);
  data_->entries.emplace_back(app::IncludeEntry{circle ? nullptr : router.data(), options, at});
}

void Routes::include_router(const Router& router, Location at) {
  include_router(router, RouterOptions{}, at);
}

}  // namespace talaria
