// Finds the end of a run of field value octets, eight at a time.
#pragma once
#include <bit>
#include <cstdint>
#include <cstring>

#include <talaria/http/grammar.hpp>

namespace talaria::server::h1 {

/// The first octet in [at, end) that may not stand in a field value, or `end`.
[[nodiscard]] inline const char* skip_value_octets(const char* at, const char* end) {
  if constexpr (std::endian::native == std::endian::little) {
    constexpr std::uint64_t ones = 0x0101010101010101;
    constexpr std::uint64_t highs = 0x8080808080808080;
    while (end - at >= 8) {
      std::uint64_t octets = 0;
      std::memcpy(&octets, at, 8);
      // Below 0x20: subtracting borrows into the high bit. The lowest mark is always right, higher ones may be wrong.
      const std::uint64_t controls = (octets - ones * 0x20) & ~octets & highs;
      const std::uint64_t deleted = octets ^ (ones * 0x7f);
      const std::uint64_t deletes = (deleted - ones) & ~deleted & highs;
      const std::uint64_t marks = controls | deletes;
      if (marks == 0) {
        at += 8;
        continue;
      }
      at += std::countr_zero(marks) / 8;
      if (*at != '\t') return at;
      ++at;
    }
  }
  while (at != end && http::is_value_octet(*at)) ++at;
  return at;
}

}  // namespace talaria::server::h1
