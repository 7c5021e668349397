// Finds the next byte of a JSON string that needs a closer look, sixteen bytes at a time where the machine can.
#pragma once
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace talaria::model {

/// Whether a byte of a string is neither copied nor accepted without a look: quote, backslash, control, non-ASCII.
inline bool is_special(char c) {
  return c == '"' || c == '\\' || static_cast<signed char>(c) < 0x20;
}

/// The first special byte from `at` on, or `end`.
inline const char* find_special(const char* at, const char* end) {
#if defined(__SSE2__)
  const __m128i quote = _mm_set1_epi8('"');
  const __m128i backslash = _mm_set1_epi8('\\');
  const __m128i blank = _mm_set1_epi8(0x20);
  for (; end - at >= 16; at += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    // Compared as signed numbers, non-ASCII bytes are negative and so below the blank, like control characters.
    const __m128i special = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, quote), _mm_cmpeq_epi8(bytes, backslash)),
                                         _mm_cmplt_epi8(bytes, blank));
    const auto mask = static_cast<unsigned>(_mm_movemask_epi8(special));
    if (mask != 0) return at + std::countr_zero(mask);
  }
#else
  constexpr std::uint64_t ones = 0x0101010101010101ULL;
  constexpr std::uint64_t highs = 0x8080808080808080ULL;
  for (; end - at >= 8; at += 8) {
    std::uint64_t bytes;
    std::memcpy(&bytes, at, 8);
    const auto zero_byte = [&](std::uint64_t v) { return (v - ones) & ~v & highs; };
    const std::uint64_t below_blank = (bytes - ones * 0x20) & ~bytes & highs;
    if (((bytes & highs) | below_blank | zero_byte(bytes ^ (ones * '"')) | zero_byte(bytes ^ (ones * '\\'))) != 0)
      break;
  }
#endif
  while (at != end && !is_special(*at)) ++at;
  return at;
}

/// Whether two names are equal. They are short, so that a call of memcmp would cost more than the comparison.
inline bool same_name(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  const auto differ = [&](std::size_t at, auto word) {
    auto other = word;
    std::memcpy(&word, a.data() + at, sizeof word);
    std::memcpy(&other, b.data() + at, sizeof word);
    return word != other;
  };
  const std::size_t size = a.size();
  if (size >= 8) {
    for (std::size_t at = 0; at + 8 < size; at += 8) {
      if (differ(at, std::uint64_t{})) return false;
    }
    return !differ(size - 8, std::uint64_t{});
  }
  if (size >= 4) return !differ(0, std::uint32_t{}) && !differ(size - 4, std::uint32_t{});
  for (std::size_t at = 0; at < size; ++at) {
    if (a[at] != b[at]) return false;
  }
  return true;
}

}  // namespace talaria::model
