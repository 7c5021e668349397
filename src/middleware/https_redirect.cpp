#include "middleware/host.hpp"

#include <talaria/base/strings.hpp>
#include <talaria/middleware/https_redirect.hpp>

namespace talaria {

Task<Response> HTTPSRedirectMiddleware::dispatch(Request& request, Next next) const {
  if (request.scheme() != "http") return next(request);
  const std::string_view host = request.host();
  if (host.empty()) return middleware::refuse_host();
  const std::string_view port = middleware::host_port(host);
  const std::string_view target = port == "80" || port == "443" ? middleware::host_name(host) : host;
  const bool websocket = base::iequals(request.headers().get("upgrade").value_or(""), "websocket");
  return middleware::redirect_to(websocket ? "wss" : "https", std::string(target), request);
}

}  // namespace talaria
