// Shared: what all loops of a server have in common.
#pragma once
#include "server/address_counts.hpp"
#include "server/forwarded.hpp"
#include "server/h2/open.hpp"
#include "server/root_path.hpp"
#include "server/tls/context.hpp"

#include <atomic>
#include <cstddef>
#include <memory>

#include <talaria/http/service.hpp>
#include <talaria/server/server.hpp>

namespace talaria::server {

struct Shared {
  /// `service` and `options` are borrowed.
  Shared(http::Service& the_service, const ServerOptions& options)
      : service(the_service),
        limits(options.limits),
        http2(options.http2 && h2::is_available()),
        forwarding(options.proxies),
        root_path(options.root_path),
        addresses(options.limits.connections_per_address) {}

  http::Service& service;
  const Limits& limits;
  const bool http2;
  std::unique_ptr<TlsContext> tls;  // null for plain connections; made before the loops run
  const Forwarding forwarding;
  const RootPath root_path;
  AddressCounts addresses;
  std::atomic<std::size_t> open_connections{0};
};

}  // namespace talaria::server
