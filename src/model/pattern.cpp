#include "model/pattern.hpp"

#include <atomic>
#include <charconv>
#include <cstdint>
#include <limits>
#include <memory>
#include <stdexcept>

#include <re2/re2.h>

#include <talaria/base/strings.hpp>

namespace talaria::model {

namespace {

/// `^[class]{min,max}$`: every character is of one set of ASCII characters, and there are so many.
struct CharacterRun {
  bool allowed[256] = {};
  std::size_t min = 1;
  std::size_t max = 1;

  [[nodiscard]] bool matches(std::string_view text) const {
    if (text.size() < min || text.size() > max) return false;
    for (const char c : text) {
      if (!allowed[static_cast<unsigned char>(c)]) return false;
    }
    return true;
  }
};

constexpr std::size_t unlimited = std::numeric_limits<std::size_t>::max();

/// Reads the commonest shape of a pattern. Gives up on everything else, which RE2 then does.
class RunParser {
 public:
  explicit RunParser(std::string_view text) : rest_(text) {}

  std::optional<CharacterRun> parse() {
    if (!take('^') || !read_class() || !read_count() || rest_ != "$") return std::nullopt;
    return run_;
  }

 private:
  bool take(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }

  void allow(char first, char last) {
    for (int c = static_cast<unsigned char>(first); c <= static_cast<unsigned char>(last); ++c) run_.allowed[c] = true;
  }

  /// `\d`, `\w` or an escaped punctuation character. `single` is that character, 0 for a set.
  bool read_escape(char& single) {
    if (rest_.empty()) return false;
    single = rest_.front();
    rest_.remove_prefix(1);
    if (single == 'd' || single == 'w') {
      allow('0', '9');
      if (single == 'w') {
        allow('a', 'z');
        allow('A', 'Z');
        allow('_', '_');
      }
      single = 0;
      return true;
    }
    return static_cast<signed char>(single) > ' ' && !base::is_ascii_alpha(single) && !base::is_ascii_digit(single);
  }

  bool read_class() {
    if (take('\\')) {
      char single = 0;
      return read_escape(single) && single == 0;
    }
    if (!take('[') || rest_.starts_with('^') || rest_.starts_with(']')) return false;
    while (!take(']')) {
      char first = 0;
      if (!read_member(first)) return false;
      if (first == 0 || rest_.size() < 2 || rest_[0] != '-' || rest_[1] == ']') continue;
      rest_.remove_prefix(1);
      char last = 0;
      if (!read_member(last) || last < first) return false;
      allow(first, last);
    }
    return true;
  }

  bool read_member(char& single) {
    if (rest_.empty()) return false;
    if (take('\\')) {
      if (!read_escape(single)) return false;
    } else {
      single = rest_.front();
      rest_.remove_prefix(1);
      if (single == '[' || static_cast<signed char>(single) <= 0) return false;
    }
    if (single != 0) allow(single, single);
    return true;
  }

  bool read_number(std::size_t& number) {
    const auto [end, fault] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), number);
    if (fault != std::errc()) return false;
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    return number <= 1000;  // what RE2 accepts
  }

  bool read_count() {
    if (take('+')) {
      run_.max = unlimited;
    } else if (take('*')) {
      run_.min = 0;
      run_.max = unlimited;
    } else if (take('?')) {
      run_.min = 0;
    } else if (take('{')) {
      if (!read_number(run_.min)) return false;
      run_.max = run_.min;
      if (take(',')) {
        run_.max = unlimited;
        if (!rest_.starts_with('}') && (!read_number(run_.max) || run_.max < run_.min)) return false;
      }
      return take('}');
    }
    return true;
  }

  std::string_view rest_;
  CharacterRun run_;
};

}  // namespace

class CompiledPattern {
 public:
  explicit CompiledPattern(std::string_view text) : run_(RunParser(text).parse()) {
    if (run_) return;
    RE2::Options options;
    options.set_log_errors(false);
    expression_ = std::make_unique<RE2>(re2::StringPiece(text.data(), text.size()), options);
  }

  [[nodiscard]] bool matches(std::string_view text) const {
    if (run_) return run_->matches(text);
    if (!expression_->ok()) throw std::logic_error("invalid pattern: " + expression_->error());
    return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), *expression_);
  }

  [[nodiscard]] std::optional<std::string> problem() const {
    if (run_ || expression_->ok()) return std::nullopt;
    return expression_->error();
  }

 private:
  std::optional<CharacterRun> run_;
  std::unique_ptr<RE2> expression_;
};

namespace {

const CompiledPattern& compiled(const PatternInfo& pattern) {
  std::atomic_ref<const CompiledPattern*> slot(*pattern.compiled);
  if (const CompiledPattern* const ready = slot.load(std::memory_order_acquire)) return *ready;
  auto made = std::make_unique<const CompiledPattern>(pattern.text);
  const CompiledPattern* winner = nullptr;
  // Two threads may compile at once; the slower one throws its own away. What is stored lives as long as the program.
  if (slot.compare_exchange_strong(winner, made.get(), std::memory_order_acq_rel)) return *made.release();
  return *winner;
}

}  // namespace

bool pattern_matches(const PatternInfo& pattern, std::string_view text) {
  return compiled(pattern).matches(text);
}

std::optional<std::string> pattern_problem(const PatternInfo& pattern) {
  return compiled(pattern).problem();
}

}  // namespace talaria::model
