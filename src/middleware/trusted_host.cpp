#include "middleware/host.hpp"

#include <algorithm>
#include <stdexcept>

#include <talaria/base/strings.hpp>
#include <talaria/middleware/trusted_host.hpp>

namespace talaria {

namespace {

bool fits(std::string_view host, std::string_view pattern) {
  if (pattern.starts_with('*')) return host.ends_with(pattern.substr(1));
  return host == pattern;
}

}  // namespace

TrustedHostMiddleware::TrustedHostMiddleware(const Options& options) : options_(options) {
  for (std::string& pattern : options_.allowed_hosts) {
    const bool leads = pattern == "*" || pattern.starts_with("*.");
    if (pattern.find('*', leads ? 1 : 0) != std::string::npos) {
      throw std::invalid_argument(
          "TrustedHostMiddleware: domain wildcard patterns must be like '*.example.com', not '" + pattern + "'");
    }
    allow_any_ = allow_any_ || pattern == "*";
    pattern = base::to_lower(pattern);
  }
}

Task<Response> TrustedHostMiddleware::dispatch(Request& request, Next next) const {
  if (allow_any_) return next(request);
  const std::string host = base::to_lower(middleware::host_name(request.host()));
  const auto& allowed = options_.allowed_hosts;
  if (std::any_of(allowed.begin(), allowed.end(), [&](auto& pattern) { return fits(host, pattern); })) {
    return next(request);
  }
  const bool www = options_.www_redirect && !host.empty() &&
                   std::find(allowed.begin(), allowed.end(), "www." + host) != allowed.end();
  if (!www) return middleware::refuse_host();
  return middleware::redirect_to(std::string(request.scheme()), "www." + std::string(request.host()), request);
}

}  // namespace talaria
