// The host of a request, for those who judge or change it.
#pragma once
#include <string>
#include <string_view>

#include <talaria/http/next.hpp>

namespace talaria::middleware {

/// The name in a `host` field, without the port; an IPv6 address keeps its brackets.
[[nodiscard]] std::string_view host_name(std::string_view host);
/// The port in a `host` field, or empty.
[[nodiscard]] std::string_view host_port(std::string_view host);

/// 400 for a host that nobody knows.
Task<Response> refuse_host();
/// Sends the client to the same path and query elsewhere, with 307.
Task<Response> redirect_to(std::string scheme, std::string host, Request& request);

}  // namespace talaria::middleware
