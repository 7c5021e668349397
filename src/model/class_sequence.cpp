#include "model/class_sequence.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

#include <talaria/base/strings.hpp>

namespace talaria::model {

namespace {

constexpr std::size_t unlimited = std::numeric_limits<std::size_t>::max();
constexpr std::size_t max_places = 63;

/// A set of ASCII characters. What is beyond ASCII is left to RE2, so that it need not be known here.
class CharacterSet {
 public:
  void add(char first, char last) {
    for (int c = first; c <= last; ++c) has_[static_cast<std::size_t>(c)] = true;
  }
  void add(const CharacterSet& other, bool negated) {
    for (std::size_t c = 0; c < has_.size(); ++c) has_[c] = has_[c] || other.has_[c] != negated;
  }
  [[nodiscard]] bool has(std::size_t c) const { return has_[c]; }

  /// `\d`, `\w`, `\s` by RE2's meaning.
  static std::optional<CharacterSet> named(char letter) {
    CharacterSet set;
    switch (letter) {
      case 'w':
        set.add('a', 'z');
        set.add('A', 'Z');
        set.add('_', '_');
        [[fallthrough]];
      case 'd':
        set.add('0', '9');
        return set;
      case 's':
        set.add('\t', '\n');
        set.add('\f', '\r');
        set.add(' ', ' ');
        return set;
      default:
        return std::nullopt;
    }
  }

 private:
  std::array<bool, 128> has_{};
};

}  // namespace

/// Reads the pattern from front to back and gives up on everything that is of another shape.
class ClassSequenceParser {
 public:
  explicit ClassSequenceParser(std::string_view text) : rest_(text) {}

  std::optional<ClassSequence> parse() {
    if (!take('^')) return std::nullopt;
    while (rest_ != "$") {
      CharacterSet set;
      std::size_t min = 1;
      std::size_t max = 1;
      if (!read_element(set) || !read_count(min, max) || !add(set, min, max)) return std::nullopt;
    }
    out_.end_ = std::uint64_t{1} << places_;
    out_.make_rows();
    return out_;
  }

 private:
  bool take(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  bool take_any(char& c) {
    if (rest_.empty() || static_cast<signed char>(rest_.front()) <= 0) return false;
    c = rest_.front();
    rest_.remove_prefix(1);
    return true;
  }

  /// Behind a backslash: a named set, or a punctuation character, which is then `single`.
  bool read_escape(CharacterSet& set, char& single) {
    char c = 0;
    if (!take_any(c)) return false;
    if (const auto named = CharacterSet::named(base::ascii_lower(c))) {
      set.add(*named, base::ascii_lower(c) != c);
      return true;
    }
    if (c <= ' ' || c == '_' || c == 0x7F || base::is_ascii_alpha(c) || base::is_ascii_digit(c)) return false;
    single = c;
    set.add(c, c);
    return true;
  }

  bool read_element(CharacterSet& set) {
    char c = 0;
    if (!take_any(c)) return false;
    if (c == '[') return read_class(set);
    if (c == '\\') return read_escape(set, c);
    if (c == '.') {
      set.add(0x00, '\n' - 1);
      set.add('\n' + 1, 0x7F);
      return true;
    }
    if (std::string_view("^$|?*+()]{}").find(c) != std::string_view::npos) return false;
    set.add(c, c);
    return true;
  }

  bool read_class(CharacterSet& set) {
    const bool negated = take('^');
    if (rest_.starts_with(']')) return false;
    CharacterSet members;
    while (!take(']')) {
      char first = 0;
      if (!read_member(members, first)) return false;
      if (first == 0 || rest_.size() < 2 || rest_[0] != '-' || rest_[1] == ']') continue;
      rest_.remove_prefix(1);
      char last = 0;
      if (!read_member(members, last) || last < first) return false;
      members.add(first, last);
    }
    set.add(members, negated);
    return true;
  }

  bool read_member(CharacterSet& set, char& single) {
    char c = 0;
    if (!take_any(c) || c == '[') return false;
    if (c == '\\') return read_escape(set, single);
    single = c;
    set.add(c, c);
    return true;
  }

  bool read_number(std::size_t& number) {
    const auto [end, fault] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), number);
    if (fault != std::errc()) return false;
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    return true;
  }

  bool read_count(std::size_t& min, std::size_t& max) {
    if (take('+')) {
      max = unlimited;
    } else if (take('*')) {
      min = 0;
      max = unlimited;
    } else if (take('?')) {
      min = 0;
    } else if (take('{')) {
      if (!read_number(min)) return false;
      max = min;
      if (take(',')) {
        max = unlimited;
        if (!rest_.starts_with('}') && (!read_number(max) || max < min)) return false;
      }
      return take('}');
    }
    return true;  // a second count behind the first is no element, so the pattern is given up then
  }

  /// Lays the element out: a place for each time it must or may stand there, the last one repeated if there is no end.
  bool add(const CharacterSet& set, std::size_t min, std::size_t max) {
    const std::size_t count = max == unlimited ? (min == 0 ? 1 : min) : max;
    if (count > max_places - places_) return false;
    for (std::size_t i = 0; i < count; ++i, ++places_) {
      const std::uint64_t bit = std::uint64_t{1} << places_;
      if (i >= min) out_.optional_ |= bit;
      if (max == unlimited && i + 1 == count) out_.repeated_ |= bit;
      for (std::size_t c = 0; c < out_.places_.size(); ++c) {
        if (set.has(c)) out_.places_[c] |= bit;
      }
    }
    return true;
  }

  std::string_view rest_;
  std::size_t places_ = 0;
  ClassSequence out_;
};

std::optional<ClassSequence> ClassSequence::parse(std::string_view pattern) {
  return ClassSequenceParser(pattern).parse();
}

std::uint64_t ClassSequence::with_skips(std::uint64_t ways) const {
  if (optional_ == 0) return ways;
  for (std::uint64_t before = 0; ways != before;) {
    before = ways;
    ways |= (ways & optional_) << 1;
  }
  return ways;
}

void ClassSequence::make_rows() {
  std::array<std::uint64_t, (behind_states - start_state) / 6> sets{with_skips(1)};
  std::size_t count = 1;
  for (std::size_t from = 0; from < count; ++from) {
    const std::uint64_t state = start_state + 6 * from;
    if ((sets[from] & end_) != 0) accepting_ |= std::uint64_t{1} << state;
    for (std::size_t code = 0; code < rows_.size(); ++code) {
      std::uint64_t to = code < places_.size() ? no_state : unsure_state;
      if (const std::uint64_t ways = code < places_.size() ? step(sets[from], code) : 0; ways != 0) {
        const auto known = static_cast<std::size_t>(std::find(sets.begin(), sets.begin() + count, ways) - sets.begin());
        if (known == sets.size()) return;
        if (known == count) sets[count++] = ways;
        to = start_state + 6 * known;
      }
      rows_[code] |= to << state;
    }
  }
  for (std::uint64_t& row : rows_) row |= unsure_state << unsure_state;
  has_rows_ = true;
}

ClassSequence::Match ClassSequence::matches_by_ways(std::string_view text) const {
  std::uint64_t ways = with_skips(1);
  for (const char c : text) {
    const auto code = static_cast<unsigned char>(c);
    if (code >= places_.size()) return Match::unsure;
    ways = step(ways, code);
    if (ways == 0) return Match::no;
  }
  return (ways & end_) != 0 ? Match::yes : Match::no;
}

}  // namespace talaria::model
