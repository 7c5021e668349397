// Regular expressions of facts: whether one is valid, asked at start-up. Matching is the validator's business.
#pragma once
#include <optional>
#include <string>

#include <talaria/model/facts_info.hpp>

namespace talaria::model {

/// What is wrong with a regular expression, or nothing. Registration asks this for every pattern, so that a faulty one
/// is found before the first request. Compiles the pattern, which is kept for the life of the program.
[[nodiscard]] std::optional<std::string> pattern_problem(const PatternInfo& pattern);

}  // namespace talaria::model
