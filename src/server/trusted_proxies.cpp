#include "server/trusted_proxies.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

#include <talaria/base/strings.hpp>

namespace talaria::server {

TrustedProxies::TrustedProxies(std::string_view list) {
  while (!list.empty()) {
    const auto comma = std::min(list.find(','), list.size());
    const std::string_view entry = base::trim(list.substr(0, comma));
    list.remove_prefix(std::min(comma + 1, list.size()));
    if (entry.empty()) continue;
    if (entry == "*") {
      everyone_ = true;
    } else if (entry == "unix:") {
      unix_ = true;
    } else if (const auto network = IpNetwork::parse(entry)) {
      networks_.push_back(*network);
    } else {
      throw std::invalid_argument("forwarded_allow_ips: '" + std::string(entry) +
                                  "' is neither an address nor a network such as 10.0.0.0/8, nor 'unix:', nor '*'");
    }
  }
}

bool TrustedProxies::trusts(const IpAddress& address) const {
  return everyone_ || std::any_of(networks_.begin(), networks_.end(),
                                  [&address](const IpNetwork& network) { return network.contains(address); });
}

}  // namespace talaria::server
