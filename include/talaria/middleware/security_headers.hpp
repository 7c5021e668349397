// SecurityHeadersMiddleware: the fields that tell browsers to be careful (OWASP's secure headers), on by one call.
#pragma once
#include <string>

#include <talaria/http/next.hpp>

namespace talaria {

/// Adds the fields to every response that does not have them already. An empty text leaves a field out.
///
/// The defaults suit an API with its documentation pages; `SecurityHeadersMiddleware::api_only()` suits one that serves
/// no pages at all.
class SecurityHeadersMiddleware {
 public:
  struct Options {
    /// Sent over https only, where browsers heed it (RFC 6797 section 7.2).
    std::string strict_transport_security = "max-age=63072000; includeSubDomains";
    std::string content_type_options = "nosniff";
    std::string frame_options = "DENY";
    std::string referrer_policy = "no-referrer";
    std::string content_security_policy = "object-src 'none'; base-uri 'none'; frame-ancestors 'none'";
    std::string cross_origin_opener_policy = "same-origin";
    std::string permissions_policy = "camera=(), geolocation=(), microphone=()";
  };

  /// Nothing that a response holds may be run or loaded.
  [[nodiscard]] static Options api_only();

  explicit SecurityHeadersMiddleware(const Options& options) : options_(options) {}

  Task<Response> dispatch(Request& request, Next next) const;

 private:
  Options options_;
};

}  // namespace talaria
