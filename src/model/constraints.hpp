// What facts demand of a value beyond its type. Both paths ask here; only the explaining one wants the words.
#pragma once
#include "model/pattern.hpp"

#include <cstdint>
#include <string_view>

#include <talaria/model/type_info.hpp>
#include <talaria/model/validation_error.hpp>

namespace talaria::model {

/// The constraints, to name the first one that does not hold.
enum class Constraint : std::uint8_t {
  none,
  multiple_of,
  less_than_equal,
  less_than,
  greater_than_equal,
  greater_than,
  ascii_only,
  min_length,
  max_length,
  pattern,
};

/// An integer of any size: beyond 64 bits only the digits and the sign are known.
struct WideInteger {
  bool negative = false;
  std::uint64_t magnitude = 0;
  std::string_view digits = {};  ///< without sign; empty when `magnitude` holds the value

  [[nodiscard]] static WideInteger of(std::int64_t value) {
    const auto bits = static_cast<std::uint64_t>(value);
    return {value < 0, value < 0 ? 0 - bits : bits, {}};
  }
};

// The order in which a value is checked is pydantic-core's: only the first violation is reported.
[[nodiscard]] Constraint broken_by(const Facts& facts, const WideInteger& value);
[[nodiscard]] Constraint broken_by(const Facts& facts, double value);
[[nodiscard]] Constraint broken_by(const Facts& facts, std::string_view value);

/// Whether a text is valid without being changed; says no as well where that needs a closer look.
[[nodiscard]] bool is_plainly_valid(const Facts& facts, std::string_view text);
/// The same of a text that is known to be ASCII, so that its characters need not be counted.
[[nodiscard]] inline bool is_plainly_valid_ascii(const Facts& facts, std::string_view text) {
  if (facts.strip_whitespace || facts.to_lower || facts.to_upper) return is_plainly_valid(facts, text);
  if (facts.has_min_length && text.size() < facts.min_length) return false;
  if (facts.has_max_length && text.size() > facts.max_length) return false;
  return facts.pattern == nullptr || pattern_matches(*facts.pattern, text);
}

/// Whether the value fits an integer of that width and sign.
[[nodiscard]] inline bool fits(const TypeInfo& type, const WideInteger& value) {
  if (!value.digits.empty()) return false;
  const unsigned value_bits = type.bits - (type.is_signed ? 1U : 0U);
  const std::uint64_t largest = value_bits >= 64 ? UINT64_MAX : (std::uint64_t{1} << value_bits) - 1;
  if (!value.negative) return value.magnitude <= largest;
  return value.magnitude <= (type.is_signed ? largest + 1 : 0);
}

/// Stores an integer that fits.
void store_integer(const TypeInfo& type, void* out, const WideInteger& value);
/// Reads an integer of that type back.
[[nodiscard]] WideInteger load_integer(const TypeInfo& type, const void* value);

/// The violation of `broken` as an error; `real` echoes limits as real numbers, as a float field does.
[[nodiscard]] ErrorDetail constraint_error(Constraint broken, const Facts& facts, bool real, Loc loc, Json input);

/// A limit as JSON: as it was written, or as a real number.
[[nodiscard]] Json limit_to_json(const Number& limit, bool real);

}  // namespace talaria::model
