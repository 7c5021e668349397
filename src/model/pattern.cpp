#include "model/pattern.hpp"

#include "model/class_sequence.hpp"

#include <atomic>
#include <memory>
#include <stdexcept>

#include <re2/re2.h>

namespace talaria::model {

class CompiledPattern {
 public:
  explicit CompiledPattern(std::string_view text) : sequence_(ClassSequence::parse(text)) {
    RE2::Options options;
    options.set_log_errors(false);
    expression_ = std::make_unique<RE2>(re2::StringPiece(text.data(), text.size()), options);
  }

  [[nodiscard]] bool matches(std::string_view text) const {
    using Match = ClassSequence::Match;
    const Match match = sequence_ ? sequence_->matches(text) : Match::unsure;
    if (match != Match::unsure) return match == Match::yes;
    if (!expression_->ok()) throw std::logic_error("invalid pattern: " + expression_->error());
    return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), *expression_);
  }

  [[nodiscard]] std::optional<std::string> problem() const {
    if (expression_->ok()) return std::nullopt;
    return expression_->error();
  }

 private:
  std::optional<ClassSequence> sequence_;
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
