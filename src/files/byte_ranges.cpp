#include "files/byte_ranges.hpp"

#include <algorithm>
#include <optional>

#include <talaria/base/strings.hpp>

namespace talaria::files {

namespace {

// Larger than any file, and small enough that ten times as much does not overflow.
constexpr std::int64_t enough = std::int64_t{1} << 59;

// What Python's int() makes of a text.
std::optional<std::int64_t> to_integer(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  std::int64_t value = 0;
  bool after_digit = false;
  for (const char c : text) {
    if (c == '_' && after_digit) {
      after_digit = false;
      continue;
    }
    if (!base::is_ascii_digit(c)) return std::nullopt;
    value = std::min(value * 10 + (c - '0'), enough);
    after_digit = true;
  }
  if (!after_digit) return std::nullopt;
  return negative ? -value : value;
}

struct Signed {
  std::int64_t begin;
  std::int64_t end;
};

// `5-9`, `5-` or `-5`; nothing for a part that does not count.
std::optional<Signed> parse_part(std::string_view part, std::int64_t size) {
  const auto dash = part.find('-');
  if (dash == std::string_view::npos || part == "-") return std::nullopt;
  const std::string_view first = base::trim(part.substr(0, dash));
  const std::string_view last = base::trim(part.substr(dash + 1));
  const auto begin = to_integer(first);
  const auto end = to_integer(last);
  if ((!first.empty() && !begin) || (!last.empty() && !end) || (first.empty() && !end)) return std::nullopt;
  if (first.empty()) return Signed{std::max<std::int64_t>(size - *end, 0), size};
  return Signed{*begin, end && *end < size ? *end + 1 : size};
}

std::vector<ByteRange> merge(std::vector<ByteRange> ranges) {
  std::sort(ranges.begin(), ranges.end(), [](const ByteRange& a, const ByteRange& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
  });
  std::vector<ByteRange> merged;
  for (const ByteRange& range : ranges) {
    if (merged.empty() || range.begin > merged.back().end) {
      merged.push_back(range);
    } else {
      merged.back().end = std::max(merged.back().end, range.end);
    }
  }
  return merged;
}

}  // namespace

RequestedRanges parse_ranges(std::string_view field, std::uint64_t size) {
  using Kind = RequestedRanges::Kind;
  const auto equals = field.find('=');
  if (equals == std::string_view::npos) return {Kind::malformed, {}, "Malformed range header."};
  if (!base::iequals(base::trim(field.substr(0, equals)), "bytes")) {
    return {Kind::malformed, {}, "Only support bytes range"};
  }
  std::string_view rest = field.substr(equals + 1);
  if (static_cast<std::size_t>(std::count(rest.begin(), rest.end(), ',')) + 1 > max_ranges) return {};
  const auto length = static_cast<std::int64_t>(size);
  std::vector<Signed> parts;
  for (bool more = true; more;) {
    const auto comma = rest.find(',');
    if (const auto part = parse_part(base::trim(rest.substr(0, comma)), length)) parts.push_back(*part);
    more = comma != std::string_view::npos;
    if (more) rest.remove_prefix(comma + 1);
  }
  if (parts.empty()) return {Kind::malformed, {}, "Range header: range must be requested"};
  std::vector<ByteRange> ranges;
  for (const auto& [begin, end] : parts) {
    if (begin < 0 || begin >= length) return {Kind::unsatisfiable};
  }
  for (const auto& [begin, end] : parts) {
    if (begin >= end) return {Kind::malformed, {}, "Range header: start must be less than end"};
    ranges.push_back({static_cast<std::uint64_t>(begin), static_cast<std::uint64_t>(end)});
  }
  return {Kind::some, merge(std::move(ranges))};
}

}  // namespace talaria::files
