// What trusted proxies say about the client: X-Forwarded-* and Forwarded. Sans-I/O.
#pragma once
#include "server/trusted_proxies.hpp"

#include <string_view>

#include <talaria/http/request.hpp>
#include <talaria/server/proxies.hpp>

namespace talaria::server {

/// Applies ProxyOptions to requests. Immutable: one for all loops.
class Forwarding {
 public:
  /// Throws std::invalid_argument for a list that is none.
  explicit Forwarding(const ProxyOptions& options);

  [[nodiscard]] const TrustedProxies& proxies() const { return proxies_; }
  /// Changes client, scheme and host of a request that came from a trusted peer. The views that it puts there point
  /// into the fields.
  void apply(http::RequestHead& head) const;

 private:
  void apply_x_forwarded(http::RequestHead& head) const;
  void apply_forwarded(http::RequestHead& head) const;

  TrustedProxies proxies_;
  ProxyHeaders headers_;
  bool trust_host_;
};

}  // namespace talaria::server
