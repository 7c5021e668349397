// TrustedHostMiddleware: only requests for names that are ours (against forged Host fields).
#pragma once
#include <string>
#include <vector>

#include <talaria/http/next.hpp>

namespace talaria {

/// Answers a request whose `host` is not listed with 400, as Starlette does. WebSockets are checked, too.
class TrustedHostMiddleware {
 public:
  struct Options {
    /// `example.com`, or `*.example.com` for every name below it; `*` for all. Without port; the case does not matter.
    std::vector<std::string> allowed_hosts = {"*"};
    /// Whether a request for `example.com` is sent to `www.example.com` where only that is listed.
    bool www_redirect = true;
  };

  /// Throws std::invalid_argument for a `*` that stands elsewhere.
  explicit TrustedHostMiddleware(const Options& options);

  Task<Response> dispatch(Request& request, Next next) const;

 private:
  Options options_;
  bool allow_any_ = false;
};

}  // namespace talaria
