#include <talaria/middleware/security_headers.hpp>

namespace talaria {

SecurityHeadersMiddleware::Options SecurityHeadersMiddleware::api_only() {
  Options options;
  options.content_security_policy = "default-src 'none'; frame-ancestors 'none'";
  return options;
}

Task<Response> SecurityHeadersMiddleware::dispatch(Request& request, Next next) const {
  Task<Response> task = next(request);
  Response response = co_await std::move(task);
  if (response.upgrade) co_return std::move(response);
  const auto add = [&response](std::string_view name, const std::string& value) {
    if (!value.empty() && !response.headers.contains(name)) response.headers.add(name, value);
  };
  if (request.scheme() == "https") add("strict-transport-security", options_.strict_transport_security);
  add("x-content-type-options", options_.content_type_options);
  add("x-frame-options", options_.frame_options);
  add("referrer-policy", options_.referrer_policy);
  add("content-security-policy", options_.content_security_policy);
  add("cross-origin-opener-policy", options_.cross_origin_opener_policy);
  add("permissions-policy", options_.permissions_policy);
  co_return std::move(response);
}

}  // namespace talaria
