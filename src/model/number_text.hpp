// Numbers as people and query strings write them, by Pydantic's lax rules: `+5`, ` 42 `, `1_000`, `3.0`, `inf`.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace talaria::model {

/// What reading an integer from text came to.
struct IntegerText {
  bool too_long = false;    ///< more than 4300 digits
  std::string digits = {};  ///< with a leading `-` if negative, without leading zeros; empty when it is no integer
};

[[nodiscard]] IntegerText parse_integer_text(std::string_view text);

/// A real number, or nothing. `inf`, `infinity` and `nan` are numbers here.
[[nodiscard]] std::optional<double> parse_real_text(std::string_view text);

/// `true`, `yes`, `on`, `t`, `y`, `1` and their opposites in any case, or nothing.
[[nodiscard]] std::optional<bool> parse_boolean_text(std::string_view text);

/// Whether a decimal number that does not fit a double is too small for it, rather than too large.
[[nodiscard]] bool underflows(std::string_view number);

/// `text` without white space (Unicode's) at both ends.
[[nodiscard]] std::string_view trim_unicode(std::string_view text);

}  // namespace talaria::model
