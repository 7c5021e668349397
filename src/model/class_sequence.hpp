// The commonest patterns without a regular expression engine: `^[a-z0-9_]+$`, `^[^@\s]+@[^@\s]+$`, `^#[0-9a-f]{6}$`.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace talaria::model {

/// A pattern that is anchored at both ends and has only characters, classes of them and counts in between.
///
/// All ways through the pattern are followed at once, each a bit of a word. What sets of them can come up is found out
/// beforehand; if there are few, as in the patterns above, matching is one look-up and one shift a byte.
class ClassSequence {
 public:
  enum class Match : std::uint8_t {
    no,
    yes,
    unsure,  ///< the text is not ASCII; RE2 has to say
  };

  /// Nothing when the pattern is of another shape or has more than 63 places; RE2's grammar is that of `pattern`.
  [[nodiscard]] static std::optional<ClassSequence> parse(std::string_view pattern);

  [[nodiscard]] Match matches(std::string_view text) const {
    if (!has_rows_) return matches_by_ways(text);
    std::uint64_t state = start_state;
    for (const char c : text) state = rows_[static_cast<unsigned char>(c)] >> (state & 63);
    state &= 63;
    if (state == unsure_state) return Match::unsure;
    return (accepting_ >> state & 1) != 0 ? Match::yes : Match::no;
  }

 private:
  friend class ClassSequenceParser;

  [[nodiscard]] Match matches_by_ways(std::string_view text) const;
  /// Adds the ways that leave out what is optional.
  [[nodiscard]] std::uint64_t with_skips(std::uint64_t ways) const;
  /// The ways that a character leaves open; 0 for none.
  [[nodiscard]] std::uint64_t step(std::uint64_t ways, std::size_t code) const {
    const std::uint64_t taken = ways & places_[code];
    return with_skips((taken << 1) | (taken & repeated_));
  }
  /// Fills the rows, if there are few enough states.
  void make_rows();

  /// Bit i: a character of that code may stand at place i. A way that has come as far as place i is the bit i too.
  std::array<std::uint64_t, 128> places_{};
  std::uint64_t repeated_ = 0;  ///< places that may be taken again and again
  std::uint64_t optional_ = 0;  ///< places that may be left out
  std::uint64_t end_ = 0;       ///< the bit behind the last place

  // A state is a multiple of six and stands for a set of ways. Row c has in its six bits from `state` on the state that
  // the byte c leads to, so ten states have room: two that are never left, and eight others.
  static constexpr std::uint64_t no_state = 0;
  static constexpr std::uint64_t unsure_state = 6;
  static constexpr std::uint64_t start_state = 12;
  static constexpr std::uint64_t behind_states = 60;
  std::array<std::uint64_t, 256> rows_{};
  std::uint64_t accepting_ = 0;  ///< the bit of each state with which a text may end
  bool has_rows_ = false;
};

}  // namespace talaria::model
