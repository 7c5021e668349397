// The limits of a server as a list: what checks them, prints them and documents them reads this.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <talaria/base/chrono.hpp>
#include <talaria/server/limits.hpp>

namespace talaria::server {

/// One limit: its name, its value, what that counts, and what happens beyond it.
struct LimitEntry {
  std::string_view name;
  std::string value;  // `64 KiB`, `10 s`, `unlimited`
  std::string_view counts;
  std::string_view answer;
};

/// Calls `visit(name, value, counts, answer)` for each limit, with its own type of value.
template <class Visit>
void visit_limits(const Limits& limits, Visit&& visit) {
  visit("head_line", limits.head_line, "octets", "414 for the request line, 431 for a field");
  visit("head_total", limits.head_total, "octets", "431");
  visit("field_lines", limits.field_lines, "fields", "431");
  visit("head_time", limits.head_time, "", "408");
  visit("content", limits.content, "octets", "413");
  visit("chunk_extensions", limits.chunk_extensions, "octets", "400");
  visit("trailers", limits.trailers, "octets", "400");
  visit("trailer_fields", limits.trailer_fields, "fields", "400");
  visit("content_pause", limits.content_pause, "", "408");
  visit("content_total", limits.content_total, "", "408");
  visit("drain", limits.drain, "octets", "the connection closes");
  visit("lowest_rate", limits.lowest_rate, "octets a second", "408, or the connection closes");
  visit("rate_grace", limits.rate_grace, "", "lowest_rate counts from then on");
  visit("write_pause", limits.write_pause, "", "the connection closes");
  visit("linger", limits.linger, "", "the connection closes");
  visit("idle", limits.idle, "", "the connection closes");
  visit("requests_per_connection", limits.requests_per_connection, "requests", "the connection closes");
  visit("pipelined", limits.pipelined, "octets", "reading waits");
  visit("connections", limits.connections, "connections", "503 and close");
  visit("connections_per_address", limits.connections_per_address, "connections", "429 and close");
  visit("backlog", static_cast<std::size_t>(limits.backlog < 0 ? 0 : limits.backlog), "connections",
        "the client tries again");
  visit("handshake_time", limits.handshake_time, "", "the connection closes");
  const Http2Limits& http2 = limits.http2;
  visit("http2.concurrent_streams", http2.concurrent_streams, "requests", "REFUSED_STREAM");
  visit("http2.header_list", http2.header_list, "octets", "431");
  visit("http2.continuations", http2.continuations, "frames", "the connection closes");
  visit("http2.stream_window", http2.stream_window, "octets", "the client waits");
  visit("http2.connection_window", http2.connection_window, "octets", "the client waits");
  visit("http2.flood_time", http2.flood_time, "", "the counts below begin again");
  visit("http2.resets", http2.resets, "requests", "ENHANCE_YOUR_CALM");
  visit("http2.control_frames", http2.control_frames, "frames", "ENHANCE_YOUR_CALM");
  visit("http2.idle_frames", http2.idle_frames, "frames", "ENHANCE_YOUR_CALM");
  visit("http2.ping_after", http2.ping_after, "", "a PING is sent");
  visit("http2.ping_time", http2.ping_time, "", "the connection closes");
}

/// All of them as texts.
[[nodiscard]] std::vector<LimitEntry> list_limits(const Limits& limits);

/// Throws std::invalid_argument, which names the limit, when one is zero or a time is not positive or too long.
void ensure_limits(const Limits& limits);

/// `wanted` connections, or what the process's limit of open files leaves for them.
[[nodiscard]] std::size_t connections_allowed(std::size_t wanted);

/// `1 MiB` for whole units, `1000` otherwise, `unlimited`.
[[nodiscard]] std::string written_size(std::size_t value);
/// `75 s`, `500 ms`, `unlimited`.
[[nodiscard]] std::string written_time(std::chrono::milliseconds value);

}  // namespace talaria::server
