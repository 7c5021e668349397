#include "middleware/host.hpp"

namespace talaria::middleware {

namespace {

// Where the name ends; behind it stands the port, if there is one.
std::size_t end_of_name(std::string_view host) {
  const std::size_t bracket = host.starts_with('[') ? host.find(']') : 0;
  return host.find(':', bracket == std::string_view::npos ? 0 : bracket);
}

}  // namespace

std::string_view host_name(std::string_view host) {
  return host.substr(0, end_of_name(host));
}

std::string_view host_port(std::string_view host) {
  const std::size_t end = end_of_name(host);
  return end == std::string_view::npos ? std::string_view{} : host.substr(end + 1);
}

Task<Response> refuse_host() {
  co_return PlainTextResponse("Invalid host header", 400);
}

Task<Response> redirect_to(std::string scheme, std::string host, Request& request) {
  std::string url = std::move(scheme) + "://" + std::move(host) + std::string(request.raw_path());
  if (!request.query_string().empty()) url += '?' + std::string(request.query_string());
  co_return RedirectResponse(url);
}

}  // namespace talaria::middleware
