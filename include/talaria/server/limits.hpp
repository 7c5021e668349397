// Every limit and time-out of the server in one place. Each has a default that is safe on the open internet.
#pragma once
#include <cstddef>
#include <cstdint>
#include <limits>

#include <talaria/base/chrono.hpp>

namespace talaria::server {

/// What only HTTP/2 has. The other limits count for it, too, for each request as for one of HTTP/1.
struct Http2Limits {
  std::size_t concurrent_streams = 100;         ///< requests of a connection at a time; REFUSED_STREAM
  std::size_t header_list = 64 * 1024;          ///< octets of a header section and 32 for each field; 431
  std::size_t continuations = 8;                ///< CONTINUATION frames of a header section; the connection closes
  std::size_t stream_window = 256 * 1024;       ///< octets of a request's content that wait in memory
  std::size_t connection_window = 1024 * 1024;  ///< the same for all requests of a connection together

  // --- floods: how many of them in a time; beyond, the connection closes with ENHANCE_YOUR_CALM
  std::chrono::milliseconds flood_time{10'000};
  std::size_t resets = 500;          ///< requests that the client takes back, or makes the server refuse
  std::size_t control_frames = 500;  ///< SETTINGS and PING, which want an answer
  std::size_t idle_frames = 1000;    ///< frames that carry next to nothing

  // --- a connection with requests on it from which nothing is heard
  std::chrono::milliseconds ping_after{20'000};  ///< sends a PING after so long
  std::chrono::milliseconds ping_time{20'000};   ///< which has so long to be answered; then the connection is cut
};

/// What a client may send, how long it may take, and how many there may be.
///
/// Zero is refused by the server: that there is no limit must be said, with `unlimited`.
struct Limits {
  static constexpr std::size_t unlimited = std::numeric_limits<std::size_t>::max();
  /// More than a century, and far from overflowing a clock.
  static constexpr std::chrono::milliseconds unlimited_time = std::chrono::hours{1'000'000};

  // --- the head of a request
  std::size_t head_line = 16 * 1024;            ///< octets of the request line, or of one field line; 414 or 431
  std::size_t head_total = 64 * 1024;           ///< octets of the whole head; 431
  std::size_t field_lines = 100;                ///< 431
  std::chrono::milliseconds head_time{10'000};  ///< from the first octet, or the connection's start, to the last; 408

  // --- its content
  std::size_t content = 1024 * 1024;  ///< octets, without the chunks' framing, unless a route says otherwise; 413
  std::size_t chunk_extensions = 16 * 1024;          ///< octets of all chunk extensions of a request; 400
  std::size_t trailers = 16 * 1024;                  ///< octets of the trailer section; 400
  std::size_t trailer_fields = 100;                  ///< 400
  std::chrono::milliseconds content_pause{30'000};   ///< nothing came for so long; 408
  std::chrono::milliseconds content_total{300'000};  ///< for the whole content; 408
  std::size_t drain =
      64 * 1024;  ///< octets of content that nobody read which are skipped; beyond, the connection closes

  // --- rates
  std::size_t lowest_rate = 240;                ///< octets a second, for content and for answers
  std::chrono::milliseconds rate_grace{5'000};  ///< how long a transfer may last before its rate counts

  // --- the answer
  std::chrono::milliseconds write_pause{60'000};  ///< the client takes nothing for so long; the connection closes
  std::chrono::milliseconds linger{2'000};  ///< how long to read on after a refusal, so that the client sees the answer

  // --- the connection
  std::chrono::milliseconds idle{75'000};  ///< between two requests; longer than the 60 s of load balancers
  std::size_t requests_per_connection = 10'000;
  std::size_t pipelined =
      64 * 1024;  ///< octets of further requests, or of answers, that wait in memory; then reading stops
  std::size_t connections = 10'000;  ///< or the process's limit of open files less 128; beyond: 503 and close
  /// Of one client address, or network of 64 bits of IPv6; beyond: 429 and close. Trusted proxies are not counted.
  std::size_t connections_per_address = unlimited;
  int backlog = 4096;                                ///< connections that the system keeps for us to accept
  std::chrono::milliseconds handshake_time{10'000};  ///< for TLS, from the connection's start

  Http2Limits http2 = {};
};

}  // namespace talaria::server
