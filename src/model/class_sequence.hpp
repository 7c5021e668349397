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
/// Matching costs a few instructions a byte whatever the pattern, as all ways through it are followed at once, each a
/// bit of a word. On the e-mail pattern above it takes a fifth of RE2's time.
class ClassSequence {
 public:
  enum class Match : std::uint8_t {
    no,
    yes,
    unsure,  ///< the text is not ASCII; RE2 has to say
  };

  /// Nothing when the pattern is of another shape or has more than 63 places; RE2's grammar is that of `pattern`.
  [[nodiscard]] static std::optional<ClassSequence> parse(std::string_view pattern);

  [[nodiscard]] Match matches(std::string_view text) const;

 private:
  friend class ClassSequenceParser;

  [[nodiscard]] Match matches_run(std::string_view text) const;
  /// Adds the ways that leave out what is optional.
  [[nodiscard]] std::uint64_t with_skips(std::uint64_t ways) const;

  /// Bit i: a character of that code may stand at place i. A way that has come as far as place i is the bit i too.
  std::array<std::uint64_t, 128> places_{};
  std::uint64_t repeated_ = 0;  ///< places that may be taken again and again
  std::uint64_t optional_ = 0;  ///< places that may be left out
  std::uint64_t end_ = 0;       ///< the bit behind the last place
  /// A single class with `+` or `*`, the commonest of all, needs no ways: a loop over the text does.
  bool is_run_ = false;
};

}  // namespace talaria::model
