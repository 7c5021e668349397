// Shared: what all loops of a server have in common.
#pragma once
#include "server/address_counts.hpp"
#include "server/forwarded.hpp"

#include <atomic>
#include <cstddef>

#include <talaria/http/service.hpp>
#include <talaria/server/limits.hpp>

namespace talaria::server {

struct Shared {
  /// `service` and `limits` are borrowed.
  Shared(http::Service& the_service, const Limits& the_limits, const ProxyOptions& proxies)
      : service(the_service), limits(the_limits), forwarding(proxies), addresses(the_limits.connections_per_address) {}

  http::Service& service;
  const Limits& limits;
  const Forwarding forwarding;
  AddressCounts addresses;
  std::atomic<std::size_t> open_connections{0};
};

}  // namespace talaria::server
