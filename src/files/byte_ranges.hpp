// The field `range` (RFC 9110 section 14.2), read as Starlette reads it.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace talaria::files {

/// Octets from `begin` up to, not including, `end`.
struct ByteRange {
  std::uint64_t begin;
  std::uint64_t end;
  friend bool operator==(const ByteRange&, const ByteRange&) = default;
};

/// What a client asked for.
struct RequestedRanges {
  enum class Kind : std::uint8_t {
    whole,          ///< too many ranges: they do not count
    some,           ///< these
    malformed,      ///< 400, with the problem
    unsatisfiable,  ///< 416
  };
  Kind kind = Kind::whole;
  std::vector<ByteRange> ranges = {};  ///< sorted, with a gap between any two
  std::string_view problem = {};
};

/// More ranges than this are not looked at.
inline constexpr std::size_t max_ranges = 16;

/// Reads the field's value for content of `size` octets.
[[nodiscard]] RequestedRanges parse_ranges(std::string_view field, std::uint64_t size);

}  // namespace talaria::files
