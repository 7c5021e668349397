#include "model/constraints.hpp"
#include "model/enum_lookup.hpp"
#include "model/number_text.hpp"
#include "model/python_text.hpp"
#include "model/validators.hpp"

#include <cfloat>
#include <charconv>
#include <cmath>

namespace talaria::model {

namespace {

/// An integer that an input stands for, or the kind of error.
struct IntegerInput {
  WideInteger value;
  std::string_view fault = {};
  std::string digits = {};  ///< owns what `value.digits` shows
};

WideInteger from_digits(std::string_view digits) {
  WideInteger value;
  value.negative = digits.starts_with('-');
  const std::string_view magnitude = digits.substr(value.negative ? 1 : 0);
  const char* const end = magnitude.data() + magnitude.size();
  if (std::from_chars(magnitude.data(), end, value.magnitude).ec != std::errc()) value.digits = magnitude;
  return value;
}

IntegerInput integer_from_real(double real) {
  constexpr double limit = 9223372036854775808.0;  // 2 to the 63rd
  if (!std::isfinite(real)) return {{}, "finite_number"};
  if (std::trunc(real) != real) return {{}, "int_from_float"};
  if (real <= -limit || real >= limit) return {{}, "int_parsing_size"};
  return {WideInteger::of(static_cast<std::int64_t>(real))};
}

void integer_from_text(std::string_view text, IntegerInput& out) {
  IntegerText parsed = parse_integer_text(text);
  if (parsed.digits.empty()) {
    out.fault = parsed.too_long ? "int_parsing_size" : "int_parsing";
    return;
  }
  out.digits = std::move(parsed.digits);
  out.value = from_digits(out.digits);
}

void read_integer(const Json& input, IntegerInput& out) {
  if (const auto* integer = input.if_int()) {
    out.value = WideInteger::of(*integer);
  } else if (const auto* natural = std::get_if<std::uint64_t>(&input.value())) {
    out.value = {false, *natural, {}};
  } else if (const auto* big = std::get_if<BigInteger>(&input.value())) {
    out.value = from_digits(big->digits);
  } else if (const auto* truth = input.if_bool()) {
    out.value = WideInteger::of(*truth ? 1 : 0);
  } else if (const auto* real = input.if_real()) {
    out = integer_from_real(*real);
  } else if (const auto* text = input.if_string()) {
    integer_from_text(*text, out);
  } else {
    out.fault = "int_type";
  }
}

bool fits_int64(const WideInteger& value) {
  const std::uint64_t largest = value.negative ? std::uint64_t{1} << 63 : std::uint64_t{INT64_MAX};
  return value.digits.empty() && value.magnitude <= largest;
}

/// The bound of the C++ type that the value does not respect, worded like a `le` or `ge` of the user's.
ErrorDetail out_of_range(const TypeInfo& type, bool negative, const Loc& loc, const Json& input) {
  const unsigned value_bits = type.bits - (type.is_signed ? 1U : 0U);
  const std::uint64_t largest = value_bits >= 64 ? UINT64_MAX : (std::uint64_t{1} << value_bits) - 1;
  if (!negative) return make_error("less_than_equal", loc, input, JsonObject{{"le", largest}});
  const std::int64_t smallest = type.is_signed ? -static_cast<std::int64_t>(largest) - 1 : 0;
  return make_error("greater_than_equal", loc, input, JsonObject{{"ge", smallest}});
}

std::string quoted_values(const EnumInfo& enumeration) {
  std::vector<std::string> values;
  for (const EnumValue& value : enumeration.values) {
    values.push_back(enumeration.as_integer ? std::to_string(value.value) : python_quoted(value.name));
  }
  return one_of(values);
}

}  // namespace

bool validate_boolean(const TypeInfo&, const Facts& facts, const Json& input, void* out, Trail& trail) {
  bool& value = *static_cast<bool*>(out);
  if (const auto* truth = input.if_bool()) {
    value = *truth;
    return true;
  }
  if (trail.refuses_text(facts)) return trail.report("bool_type", input);
  trail.lax_scalar();
  if (const auto* text = input.if_string()) {
    const auto truth = parse_boolean_text(*text);
    if (!truth) return trail.report("bool_parsing", input);
    value = *truth;
    return true;
  }
  if (input.is_integer() || input.is_real()) {
    IntegerInput number;
    read_integer(input, number);
    // Only a number that is an int64 could be meant as a boolean at all.
    if (!number.fault.empty() || !fits_int64(number.value)) return trail.report("bool_type", input);
    if (number.value.magnitude > 1 || (number.value.negative && number.value.magnitude == 1)) {
      return trail.report("bool_parsing", input);
    }
    value = number.value.magnitude == 1;
    return true;
  }
  return trail.report("bool_type", input);
}

bool validate_integer(const TypeInfo& type, const Facts& facts, const Json& input, void* out, Trail& trail) {
  IntegerInput number;
  if (!input.is_integer()) {
    if (trail.refuses_text(facts)) return trail.report("int_type", input);
    trail.lax_scalar();
  }
  read_integer(input, number);
  if (!number.fault.empty()) return trail.report(number.fault, input);
  const Constraint broken = broken_by(facts, number.value);
  if (broken != Constraint::none) return trail.report(constraint_error(broken, facts, false, trail.loc(), input));
  if (!fits(type, number.value)) return trail.report(out_of_range(type, number.value.negative, trail.loc(), input));
  store_integer(type, out, number.value);
  return true;
}

bool validate_number(const TypeInfo& type, const Facts& facts, const Json& input, void* out, Trail& trail) {
  double real = 0;
  if (!input.is_real() && !input.is_integer() && trail.refuses_text(facts)) return trail.report("float_type", input);
  if (input.is_integer()) trail.floor(Exactness::strict);
  if (!input.is_integer() && !input.is_real()) trail.lax_scalar();
  if (const auto* text = input.if_string()) {
    const auto parsed = parse_real_text(*text);
    if (!parsed) return trail.report("float_parsing", input);
    real = *parsed;
  } else if (const auto* truth = input.if_bool()) {
    real = *truth ? 1.0 : 0.0;
  } else if (input.is_real()) {
    real = *input.if_real();
  } else if (input.is_integer()) {
    real = input.as_real();
    if (std::isinf(real)) return trail.report("float_type", input);
  } else {
    return trail.report("float_type", input);
  }
  const bool finite_only =
      facts.allow_inf_nan == Setting::inherited ? !trail.config().allow_inf_nan : facts.allow_inf_nan == Setting::off;
  if (finite_only && !std::isfinite(real)) return trail.report("finite_number", input);
  const Constraint broken = broken_by(facts, real);
  if (broken != Constraint::none) return trail.report(constraint_error(broken, facts, true, trail.loc(), input));
  if (type.bits == 64) {
    *static_cast<double*>(out) = real;
    return true;
  }
  if (std::isfinite(real) && real > FLT_MAX) {
    return trail.report("less_than_equal", input, JsonObject{{"le", FLT_MAX}});
  }
  if (std::isfinite(real) && real < -FLT_MAX) {
    return trail.report("greater_than_equal", input, JsonObject{{"ge", -FLT_MAX}});
  }
  *static_cast<float*>(out) = static_cast<float>(real);
  return true;
}

bool validate_enumeration(const TypeInfo& type, const Facts& facts, const Json& input, void* out, Trail& trail) {
  const EnumInfo& enumeration = *type.enumeration;
  trail.lax();  // a value of JSON is never an enumerator itself
  IntegerInput number;
  const std::string* const text = input.if_string();
  const bool convert = enumeration.as_integer && !(text != nullptr && trail.refuses_text(facts));
  if (convert) read_integer(input, number);
  if (!fits_int64(number.value)) {
    // Pydantic looks for the number, not for the text it came in, and so that is the input it shows.
    return trail.report("int_parsing_size", text == nullptr ? input : *parse_json(number.digits));
  }
  const EnumValue* found = nullptr;
  if (!enumeration.as_integer) {
    found = text == nullptr ? nullptr : find_enumerator(enumeration, *text);
  } else if (convert && number.fault.empty()) {
    const std::uint64_t bits = number.value.negative ? 0 - number.value.magnitude : number.value.magnitude;
    found = find_enumerator(enumeration, static_cast<std::int64_t>(bits));
  }
  if (found != nullptr) {
    enumeration.set(out, found->value);
    return true;
  }
  return trail.report("enum", input, JsonObject{{"expected", quoted_values(enumeration)}});
}

}  // namespace talaria::model
