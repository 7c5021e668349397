// HTTPSRedirectMiddleware: what came without TLS is sent to the same place with it.
#pragma once
#include <talaria/http/next.hpp>

namespace talaria {

/// Answers requests whose scheme is `http` with 307 to `https` (WebSockets: to `wss`), as Starlette does. Behind a
/// proxy that speaks TLS the scheme is what the proxy says, if it is trusted.
class HTTPSRedirectMiddleware {
 public:
  Task<Response> dispatch(Request& request, Next next) const;
};

}  // namespace talaria
