// Decompression of request bodies, for clients that send them compressed.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>

#include <talaria/http/next.hpp>

namespace talaria {

/// Unpacks bodies with a `content-encoding` of gzip, deflate, br or zstd before anybody reads them. Without this
/// middleware they stay as they came.
///
/// What a body unpacks to counts against the limit of the body, and a body that unpacks to far more than it was is
/// refused long before: both with 413. A coding that is none of these, or more than one, is answered with 415 and
/// `accept-encoding` (RFC 9110 section 15.5.16), a body that is not what its coding says with 400. The header fields
/// stay as they came.
///
/// Give it to a router whose routes need it: it reads the body before dependencies run. An app's does so before the
/// route is known, and so before the route's `max_body_size`.
class DecompressionMiddleware {
 public:
  struct Options {
    /// Octets that a body may unpack to; without it, what the body itself may have: the route's `max_body_size` or the
    /// server's `Limits::content`.
    std::optional<std::uint64_t> max_body_size = {};
    /// How many times its size a body may unpack to, once that is more than 64 KiB.
    std::size_t max_ratio = 100;
  };

  /// Throws std::invalid_argument for a limit of zero.
  explicit DecompressionMiddleware(const Options& options);

  Task<Response> dispatch(Request& request, Next next) const;

 private:
  Options options_;
};

}  // namespace talaria
