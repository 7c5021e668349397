// Finds the end of a run of octets and compares names, eight octets at a time.
#pragma once
#include "base/words.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

#include <talaria/http/grammar.hpp>

namespace talaria::server::h1 {

/// The first octet in [at, end) that may not stand in a field value, or `end`.
[[nodiscard]] inline const char* skip_value_octets(const char* at, const char* end) {
  if constexpr (base::has_words) {
    while (end - at >= 8) {
      const std::uint64_t word = base::load_word(at);
      const std::uint64_t marks = base::marks_below(word, 0x20) | base::marks_equal(word, 0x7f);
      if (marks == 0) {
        at += 8;
        continue;
      }
      at += base::first_mark(marks);
      if (*at != '\t') return at;
      ++at;
    }
  }
  while (at != end && http::is_value_octet(*at)) ++at;
  return at;
}

/// The first octet in [at, end) that may not stand in a field name, or `end`. Names are letters and dashes mostly.
[[nodiscard]] inline const char* skip_name_octets(const char* at, const char* end) {
  if constexpr (base::has_words) {
    while (end - at >= 8) {
      const std::uint64_t word = base::load_word(at);
      const std::uint64_t ascii = word & ~base::word_highs;
      // Additions that carry into the high bit of an octet and not beyond it.
      const std::uint64_t lower = ascii | (base::word_ones * 0x20);
      const std::uint64_t letters =
          (lower + base::word_ones * (0x80 - 'a')) & ~(lower + base::word_ones * (0x7f - 'z'));
      const std::uint64_t dashes = ~((ascii ^ (base::word_ones * '-')) + base::word_ones * 0x7f);
      const std::uint64_t others = (~(letters | dashes) | word) & base::word_highs;
      if (others != 0) {
        at += base::first_mark(others);
        break;
      }
      at += 8;
    }
  }
  while (at != end && http::is_token_octet(*at)) ++at;
  return at;
}

/// The first octet in [at, end) that may not stand in a request target, or `end`.
[[nodiscard]] inline char* skip_target_octets(char* at, const char* end) {
  if constexpr (base::has_words) {
    while (end - at >= 8) {
      const std::uint64_t word = base::load_word(at);
      // Octets from 0x80 on have their high bit set.
      const std::uint64_t marks = base::marks_below(word, 0x21) | base::marks_equal(word, 0x7f) |
                                  base::marks_equal(word, '#') | (word & base::word_highs);
      if (marks != 0) return at + base::first_mark(marks);
      at += 8;
    }
  }
  while (at != end && http::is_target_octet(*at)) ++at;
  return at;
}

/// Whether the token `name` is `lower`, a literal of lower-case letters and dashes, whatever its case. Of the octets
/// that a token may have, only a letter of either case becomes that letter by setting this bit, and only a dash a dash.
template <std::size_t N>
[[nodiscard]] inline bool is_name(std::string_view name, const char (&lower)[N]) {
  constexpr std::size_t size = N - 1;
  static_assert(size >= 4);
  if (name.size() != size) return false;
  // The last piece overlaps the one before it.
  using Piece = std::conditional_t<size >= 8, std::uint64_t, std::uint32_t>;
  constexpr std::size_t step = sizeof(Piece);
  constexpr auto bits = static_cast<Piece>(base::word_ones * 0x20);
  const auto difference = [&](std::size_t at) {
    Piece given = 0;
    Piece wanted = 0;
    std::memcpy(&given, name.data() + at, step);
    std::memcpy(&wanted, lower + at, step);
    return static_cast<Piece>((given | bits) ^ wanted);
  };
  Piece differences = difference(size - step);
  for (std::size_t at = 0; at + step < size; at += step) differences |= difference(at);
  return differences == 0;
}

}  // namespace talaria::server::h1
