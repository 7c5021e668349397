// Lengths and patterns of values that are texts in the end but no std::string of validate_string().
#pragma once
#include "model/validators.hpp"

#include <string_view>

namespace talaria::model {

/// Checks a finished text. Pydantic checks it as a value of unknown type with a length, and words it so.
bool keeps_to_lengths(const Facts& facts, std::string_view text, const Json& input, Trail& trail);
/// Checks the number of octets.
bool has_length(const Facts& facts, std::string_view octets, const Json& input, Trail& trail);

}  // namespace talaria::model
