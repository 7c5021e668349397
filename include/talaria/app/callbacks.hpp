// Callbacks and webhooks: requests that the application sends to others, for the document.
#pragma once
#include <string_view>

#include <talaria/describe/route_options.hpp>
#include <talaria/operation/handler_info.hpp>

namespace talaria {

/// What an application sends to its clients, described by handlers that are never called: for
/// `RouteOptions::callbacks`, `callbacks.post<invoice_notification>("{$callback_url}/invoices/{$request.body.id}")`,
/// and as the webhooks of an app, `app.webhooks.post<new_subscription>("new-subscription")`.
class Callbacks : public DocumentedRoutes {
 public:
  // clang-format off
  template <auto F> void get(std::string_view path, const RouteOptions& options = {}) { add(http::Method::get, path, operation::handler_info<F>, options); }
  template <auto F> void post(std::string_view path, const RouteOptions& options = {}) { add(http::Method::post, path, operation::handler_info<F>, options); }
  template <auto F> void put(std::string_view path, const RouteOptions& options = {}) { add(http::Method::put, path, operation::handler_info<F>, options); }
  template <auto F> void patch(std::string_view path, const RouteOptions& options = {}) { add(http::Method::patch, path, operation::handler_info<F>, options); }
  template <auto F> void delete_(std::string_view path, const RouteOptions& options = {}) { add(http::Method::delete_, path, operation::handler_info<F>, options); }
  // clang-format on
};

}  // namespace talaria
