// TrustedProxies: whose word about the client is believed.
#pragma once
#include "server/ip_address.hpp"

#include <string_view>
#include <vector>

namespace talaria::server {

/// The list of ServerOptions::forwarded_allow_ips.
class TrustedProxies {
 public:
  /// Addresses, networks, `unix:` and `*`, separated by commas. Throws std::invalid_argument, which names what is none.
  explicit TrustedProxies(std::string_view list);

  [[nodiscard]] bool trusts(const IpAddress& address) const;
  /// Whether whoever comes through a unix socket is trusted.
  [[nodiscard]] bool trusts_unix() const { return everyone_ || unix_; }

 private:
  std::vector<IpNetwork> networks_;
  bool unix_ = false;
  bool everyone_ = false;
};

}  // namespace talaria::server
