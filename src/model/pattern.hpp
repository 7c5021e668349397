// Regular expressions behind facts: compiled once, matched in linear time (RE2), the commonest shapes without it.
#pragma once
#include <string_view>

#include <talaria/model/pattern.hpp>

namespace talaria::model {

/// Whether `text` holds a match. Throws std::logic_error when the pattern itself is invalid.
[[nodiscard]] bool pattern_matches(const PatternInfo& pattern, std::string_view text);

}  // namespace talaria::model
