// Compression of responses: GZipMiddleware as Starlette has it, CompressionMiddleware with Brotli and Zstandard, too.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <talaria/http/next.hpp>

namespace talaria {

/// A content coding (RFC 9110 section 8.4.1; RFC 7932, RFC 8878).
enum class ContentCoding : std::uint8_t { zstd, br, gzip };

/// Compresses responses for clients that say they understand it (`accept-encoding`, with its weights), whole bodies and
/// streams alike; each piece of a stream can be read by the client as soon as it was given.
///
/// Left as they are: small bodies, types that are compressed already or are events, partial content, responses with a
/// `content-encoding` or with `cache-control: no-transform`. The others say `vary: accept-encoding`, and a strong
/// `etag` becomes a weak one. A secret beside text that a client chooses can be guessed from compressed sizes (BREACH):
/// keep such responses out with a `content-encoding: identity` of their own.
class CompressionMiddleware {
 public:
  struct Options {
    /// The codings that are offered; of those that a client likes equally well the first one is taken.
    std::vector<ContentCoding> codings = {ContentCoding::zstd, ContentCoding::br, ContentCoding::gzip};
    std::size_t minimum_size = 500;  ///< octets
    int gzip_level = 6;              ///< 1 to 9
    int br_level = 4;                ///< 0 to 11
    int zstd_level = 3;              ///< 1 to 19
    /// Bodies from here on, in octets, are compressed on the thread pool.
    std::size_t thread_minimum_size = 128 * 1024;
    /// Media types that are not compressed; `video/*` stands for all of a kind.
    std::vector<std::string> exclude_content_types = {
        "application/grpc", "application/gzip", "application/x-gzip", "application/zip", "audio/*",
        "font/woff",        "font/woff2",       "image/avif",         "image/gif",       "image/jpeg",
        "image/png",        "image/webp",       "text/event-stream",  "video/*"};
  };

  /// Throws std::invalid_argument for a level that is none.
  explicit CompressionMiddleware(const Options& options);

  Task<Response> dispatch(Request& request, Next next) const;

 private:
  [[nodiscard]] bool excludes(const Response& response) const;
  Task<Response> compress(Response response, ContentCoding coding) const;

  Options options_;
};

/// The same with gzip alone.
class GZipMiddleware : public CompressionMiddleware {
 public:
  struct Options {
    std::size_t minimum_size = 500;  ///< octets
    int compresslevel = 9;           ///< 1 to 9
  };
  explicit GZipMiddleware(const Options& options);
};

}  // namespace talaria
