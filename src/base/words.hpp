// Text eight octets at a time: the octets of a word, and which of them are what somebody looks for.
#pragma once
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace talaria::base {

/// Whether the first octet of a text is the lowest of the word that it was loaded into. Elsewhere the loops over words
/// are left out, and those over octets do it all.
inline constexpr bool has_words = std::endian::native == std::endian::little;

inline constexpr std::uint64_t word_ones = 0x0101010101010101;
inline constexpr std::uint64_t word_highs = 0x8080808080808080;

/// The high bits of the octets below `limit`, which is at most 0x80. The lowest mark is always right, higher ones may
/// be wrong: subtracting borrows.
[[nodiscard]] constexpr std::uint64_t marks_below(std::uint64_t word, std::uint64_t limit) {
  return (word - word_ones * limit) & ~word & word_highs;
}
/// The same for the octets that are `octet`.
[[nodiscard]] constexpr std::uint64_t marks_equal(std::uint64_t word, char octet) {
  return marks_below(word ^ (word_ones * static_cast<unsigned char>(octet)), 1);
}
/// The place of the first mark; 8 when there is none.
[[nodiscard]] constexpr std::size_t first_mark(std::uint64_t marks) {
  return static_cast<std::size_t>(std::countr_zero(marks)) / 8;
}

/// Eight octets.
[[nodiscard]] inline std::uint64_t load_word(const char* at) {
  std::uint64_t word = 0;
  std::memcpy(&word, at, 8);
  return word;
}

/// Up to eight octets, the first lowest, with zeros behind them. Nothing outside [at, at + size) is read.
[[nodiscard]] inline std::uint64_t load_octets(const char* at, std::size_t size) {
  std::uint64_t word = 0;
  if (has_words && size >= 8) return load_word(at);
  if (has_words && size >= 4) {
    // Two pieces that overlap.
    std::uint32_t low = 0;
    std::uint32_t high = 0;
    std::memcpy(&low, at, 4);
    std::memcpy(&high, at + size - 4, 4);
    return low | (static_cast<std::uint64_t>(high) << (8 * (size - 4)));
  }
  const auto octet = [at](std::size_t i) {
    return static_cast<std::uint64_t>(static_cast<unsigned char>(at[i])) << (8 * i);
  };
  // Up to three: the first, the last and the one between them, some of which may be the same.
  if (has_words) return size == 0 ? 0 : octet(0) | octet(size / 2) | octet(size - 1);
  for (std::size_t i = 0; i < size && i < 8; ++i) word |= octet(i);
  return word;
}

}  // namespace talaria::base
