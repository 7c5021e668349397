// Dates as HTTP writes them (RFC 9110 section 5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace talaria::http {

/// The length of every IMF-fixdate.
inline constexpr std::size_t http_date_length = 29;

/// Writes the date of `unix_seconds` (since 1970-01-01 00:00 UTC) to the 29 characters at `out`, without an end mark.
/// Years before 0 or after 9999 do not exist in this format and come out as the nearest that do.
void write_http_date(std::int64_t unix_seconds, char* out);
/// The same as a string.
[[nodiscard]] std::string format_http_date(std::int64_t unix_seconds);
/// Reads an IMF-fixdate; nothing for any other text. The two older forms of RFC 9110 are not read.
[[nodiscard]] std::optional<std::int64_t> parse_http_date(std::string_view text);

}  // namespace talaria::http
