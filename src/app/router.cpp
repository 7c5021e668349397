#include "app/frontend_handler.hpp"
#include "app/router_data.hpp"

#include <memory>

#include <talaria/app/router.hpp>

namespace talaria {

Routes::Routes(const RouterOptions* options)
    : handle_(make_owned<app::RouterHandle>(std::make_shared<app::RouterData>())) {
  if (options != nullptr) handle_->data->options = *options;
}
Routes::~Routes() = default;
Routes::Routes(const Routes& other) : handle_(make_owned<app::RouterHandle>(other.registered())) {}
Routes& Routes::operator=(const Routes& other) {
  *handle_ = other.registered();
  return *this;
}

namespace {

std::shared_ptr<const void> share(Owned<const void> object) {
  if (const auto destroy = object.destroy()) return {object.release(), destroy};
  return nullptr;
}

}  // namespace

void Routes::add_layer(http::LayerFunction call, Owned<const void> object) {
  handle_->data->layers.push_back({call, share(std::move(object))});
}

void Routes::add_mount(std::string_view path, Owned<http::Service> service, std::string_view name, Location at) {
  const auto destroy = service.destroy();
  handle_->data->entries.emplace_back(app::MountEntry{
      std::string(path), std::shared_ptr<http::Service>(service.release(), destroy), std::string(name), at});
}

void Routes::frontend(std::string_view path, const FrontendOptions& options, Location at) {
  RouteOptions route;
  route.name = "frontend";
  route.include_in_schema = false;
  route.is_public = true;  // as the pages of the documentation are
  auto handler = std::make_shared<const app::FrontendHandler>(app::FrontendHandler{Frontend(options)});
  handle_->data->entries.emplace_back(
      app::FrontendEntry{{http::Method::get, std::string(path), &operation::kept_handler_info<app::FrontendHandler>,
                          std::move(handler), route, at, false}});
}

void Routes::add_route(http::Method method, std::string_view path, const describe::CallableInfo& handler,
                       const RouteOptions* options, Location at) {
  add_kept(method, path, handler, nullptr, options != nullptr ? *options : RouteOptions{}, at);
}

void Routes::add_kept(http::Method method, std::string_view path, const describe::CallableInfo& handler,
                      Owned<const void> object, const RouteOptions& options, Location at) {
  handle_->data->entries.emplace_back(
      app::RouteEntry{method, std::string(path), &handler, share(std::move(object)), options, at, false});
}

void Routes::add_websocket(std::string_view path, const describe::CallableInfo& handler, const RouteOptions* options,
                           Location at) {
  handle_->data->entries.emplace_back(app::RouteEntry{http::Method::get, std::string(path), &handler, nullptr,
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
  const auto& data = router.registered().data;
  const bool circle = holds(*data, *handle_->data);
  handle_->data->entries.emplace_back(app::IncludeEntry{circle ? nullptr : data, options, at});
}

void Routes::include_router(const Router& router, Location at) {
  include_router(router, RouterOptions{}, at);
}

}  // namespace talaria
