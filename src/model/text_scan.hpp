// Scans JSON text: finds the next byte of a string that needs a closer look, sixteen bytes at a time where the machine
// can, and knows names and words.
#pragma once
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

#include <talaria/model/type_info.hpp>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace talaria::model {

/// Whether a byte of a string is neither copied nor accepted without a look: quote, backslash, control, non-ASCII.
inline bool is_special(char c) {
  return c == '"' || c == '\\' || static_cast<signed char>(c) < 0x20;
}

/// The top bit of each special byte of eight is set. Bits of bytes above a special one may be wrong.
inline std::uint64_t special_bytes(std::uint64_t bytes) {
  constexpr std::uint64_t ones = 0x0101010101010101ULL;
  constexpr std::uint64_t highs = 0x8080808080808080ULL;
  const auto zero_byte = [](std::uint64_t v) { return (v - ones) & ~v; };
  const std::uint64_t below_blank = (bytes - ones * 0x20) & ~bytes;
  return (bytes | below_blank | zero_byte(bytes ^ (ones * '"')) | zero_byte(bytes ^ (ones * '\\'))) & highs;
}

#if defined(__SSE2__)
/// Each special byte of sixteen is 0xFF, each other one 0.
inline __m128i special_bytes(__m128i bytes) {
  const __m128i quote = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
  const __m128i backslash = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));
  // Compared as signed numbers, non-ASCII bytes are negative and so below the blank, like control characters.
  return _mm_or_si128(_mm_or_si128(quote, backslash), _mm_cmplt_epi8(bytes, _mm_set1_epi8(0x20)));
}
#endif

/// The first special byte from `at` on, or `end`.
inline const char* find_special(const char* at, const char* end) {
#if defined(__SSE2__)
  const auto special_at = [&](std::ptrdiff_t offset) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at + offset));
    return static_cast<std::uint32_t>(_mm_movemask_epi8(special_bytes(bytes)));
  };
  // Two blocks at once: most strings end in them, and how far from their start is no branch to be guessed.
  for (; end - at >= 32; at += 32) {
    const std::uint32_t found = special_at(0) | special_at(16) << 16;
    if (found != 0) return at + std::countr_zero(found);
  }
  if (end - at >= 16) {
    if (const std::uint32_t found = special_at(0); found != 0) return at + std::countr_zero(found);
    at += 16;
  }
#else
  for (; end - at >= 8; at += 8) {
    std::uint64_t bytes;
    std::memcpy(&bytes, at, 8);
    if (special_bytes(bytes) != 0) break;
  }
#endif
  while (at != end && !is_special(*at)) ++at;
  return at;
}

/// Copies `size` bytes and says whether none of them is special. Doing both at once, in blocks of which the last may
/// overlap the one before, needs neither a call nor a loop for what is left.
[[gnu::always_inline]] inline bool copy_plain(char* to, const char* from, std::size_t size) {
#if defined(__SSE2__)
  if (size >= 16) {
    __m128i found = _mm_setzero_si128();
    const auto copy = [&](std::size_t at) {
      const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from + at));
      _mm_storeu_si128(reinterpret_cast<__m128i*>(to + at), bytes);
      found = _mm_or_si128(found, special_bytes(bytes));
    };
    for (std::size_t at = 0; at + 16 < size; at += 16) copy(at);
    copy(size - 16);
    return _mm_movemask_epi8(found) == 0;
  }
#endif
  const auto copy = [&](std::size_t at, auto word) {
    std::memcpy(&word, from + at, sizeof word);
    std::memcpy(to + at, &word, sizeof word);
    return std::uint64_t{word};
  };
  if (size >= 8) {
    std::uint64_t found = 0;
    for (std::size_t at = 0; at + 8 < size; at += 8) found |= special_bytes(copy(at, std::uint64_t{}));
    return (found | special_bytes(copy(size - 8, std::uint64_t{}))) == 0;
  }
  if (size >= 4) {
    const std::uint64_t first = copy(0, std::uint32_t{});
    return special_bytes(first | copy(size - 4, std::uint32_t{}) << 32) == 0;
  }
  bool plain = true;
  for (std::size_t at = 0; at < size; ++at) {
    to[at] = from[at];
    plain = plain && !is_special(from[at]);
  }
  return plain;
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

/// The first byte from `at` on that is no blank, or `end`. In compact JSON that is the first one.
inline const char* skip_blanks(const char* at, const char* end) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; };
  if (at != end && *at > ' ') return at;
  while (at != end && is_blank(*at)) ++at;
  return at;
}

/// What stands behind `word`, or null when the text does not go on with it.
inline const char* take_word(const char* at, const char* end, std::string_view word) {
  const bool taken = static_cast<std::size_t>(end - at) >= word.size() && same_name({at, word.size()}, word);
  return taken ? at + word.size() : nullptr;
}

/// What stands behind a name and its colon, or null when just those do not come next, byte for byte. It spares the
/// search for the name's end and the look-up when fields come in their order.
inline const char* take_name(const char* at, const char* end, const NameToken& name) {
  if (name.size == 0) return nullptr;
#if defined(__SSE2__)
  if (end - at < static_cast<std::ptrdiff_t>(NameToken::longest)) return take_word(at, end, {name.text, name.size});
  const __m128i here = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
  const __m128i wanted = _mm_loadu_si128(reinterpret_cast<const __m128i*>(name.text));
  const auto equal = static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(here, wanted)));
  return std::countr_one(equal) >= name.size ? at + name.size : nullptr;
#else
  return take_word(at, end, {name.text, name.size});
#endif
}

}  // namespace talaria::model
