#include "model/constraints.hpp"

#include "model/pattern.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#include <talaria/base/strings.hpp>
#include <talaria/base/utf8.hpp>

namespace talaria::model {

namespace {

/// Less than zero, zero or more than zero, as the value is to the limit.
int compare(const WideInteger& value, const Number& limit) {
  if (!value.digits.empty()) return value.negative ? -1 : 1;
  if (limit.is_real) {
    const double magnitude = static_cast<double>(value.magnitude);
    const double real = value.negative ? -magnitude : magnitude;
    return real < limit.real() ? -1 : real > limit.real() ? 1 : 0;
  }
  const WideInteger other = WideInteger::of(limit.integer);
  const bool minus = value.negative && value.magnitude != 0;
  if (minus != other.negative) return minus ? -1 : 1;
  if (value.magnitude == other.magnitude) return 0;
  return (value.magnitude < other.magnitude) != minus ? -1 : 1;
}

bool is_multiple(const WideInteger& value, const Number& divisor) {
  if (divisor.is_real) {
    return std::fmod(static_cast<double>(value.magnitude), divisor.real()) == 0;
  }
  const std::uint64_t by = WideInteger::of(divisor.integer).magnitude;
  if (by == 0) return true;
  if (value.digits.empty()) return value.magnitude % by == 0;
  // Long division; `rest` * 10 could overflow, so it is doubled and added by steps that cannot.
  std::uint64_t rest = 0;
  const auto add = [by](std::uint64_t a, std::uint64_t b) { return a >= by - b ? a - (by - b) : a + b; };
  for (const char digit : value.digits) {
    const std::uint64_t twice = add(rest, rest);
    const std::uint64_t eightfold = add(add(twice, twice), add(twice, twice));
    rest = add(add(eightfold, twice), static_cast<std::uint64_t>(digit - '0') % by);
  }
  return rest == 0;
}

/// The limit of length that the text breaks. There are at most as many characters as bytes, and at least a fourth: that
/// mostly settles it without counting, which took a tenth of reading a model.
Constraint broken_length(const Facts& facts, std::string_view text) {
  const std::size_t fewest = (text.size() + 3) / 4;
  const bool too_short = facts.has_min_length && fewest < facts.min_length;
  const bool too_long = facts.has_max_length && text.size() > facts.max_length;
  if (!too_short && !too_long) return Constraint::none;
  const std::size_t length = base::count_code_points(text);
  if (too_short && length < facts.min_length) return Constraint::min_length;
  if (too_long && length > facts.max_length) return Constraint::max_length;
  return Constraint::none;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<signed char>(c) >= 0; });
}

}  // namespace

Constraint broken_by(const Facts& facts, const WideInteger& value) {
  if (facts.has_multiple_of && !is_multiple(value, facts.multiple_of_value)) return Constraint::multiple_of;
  if (facts.has_le && compare(value, facts.le_value) > 0) return Constraint::less_than_equal;
  if (facts.has_lt && compare(value, facts.lt_value) >= 0) return Constraint::less_than;
  if (facts.has_ge && compare(value, facts.ge_value) < 0) return Constraint::greater_than_equal;
  if (facts.has_gt && compare(value, facts.gt_value) <= 0) return Constraint::greater_than;
  return Constraint::none;
}

Constraint broken_by(const Facts& facts, double value) {
  if (facts.has_multiple_of) {
    const double step = facts.multiple_of_value.real();
    constexpr double tolerance = 1e-9;
    if (std::fabs(value - std::round(value / step) * step) > tolerance) return Constraint::multiple_of;
  }
  // Written so that NaN breaks every limit.
  if (facts.has_le && !(value <= facts.le_value.real())) return Constraint::less_than_equal;
  if (facts.has_lt && !(value < facts.lt_value.real())) return Constraint::less_than;
  if (facts.has_ge && !(value >= facts.ge_value.real())) return Constraint::greater_than_equal;
  if (facts.has_gt && !(value > facts.gt_value.real())) return Constraint::greater_than;
  return Constraint::none;
}

Constraint broken_by(const Facts& facts, std::string_view value) {
  if (facts.ascii_only && !is_ascii(value)) return Constraint::ascii_only;
  if (const Constraint broken = broken_length(facts, value); broken != Constraint::none) return broken;
  if (facts.pattern != nullptr && !pattern_matches(*facts.pattern, value)) return Constraint::pattern;
  return Constraint::none;
}

bool is_plainly_valid(const Facts& facts, std::string_view text) {
  if (facts.strip_whitespace && !text.empty()) {
    const auto is_edge = [](char c) { return static_cast<signed char>(c) <= ' '; };
    if (is_edge(text.front()) || is_edge(text.back())) return false;
  }
  if (facts.to_lower || facts.to_upper) {
    for (const char c : text) {
      const bool changes = facts.to_lower ? c != base::ascii_lower(c) : c != base::ascii_upper(c);
      if (changes || static_cast<signed char>(c) < 0) return false;
    }
  }
  return broken_by(facts, text) == Constraint::none;
}

void store_integer(const TypeInfo& type, void* out, const WideInteger& value) {
  const std::uint64_t bits = value.negative ? 0 - value.magnitude : value.magnitude;
  const auto store = [&](auto narrow) { std::memcpy(out, &narrow, sizeof narrow); };
  switch (type.bits) {
    case 8:
      return store(static_cast<std::uint8_t>(bits));
    case 16:
      return store(static_cast<std::uint16_t>(bits));
    case 32:
      return store(static_cast<std::uint32_t>(bits));
    default:
      return store(bits);
  }
}

WideInteger load_integer(const TypeInfo& type, const void* value) {
  const auto load = [&](auto narrow, auto narrow_signed) -> WideInteger {
    std::memcpy(&narrow, value, sizeof narrow);
    if (!type.is_signed) return {false, narrow, {}};
    return WideInteger::of(static_cast<decltype(narrow_signed)>(narrow));
  };
  switch (type.bits) {
    case 8:
      return load(std::uint8_t{}, std::int8_t{});
    case 16:
      return load(std::uint16_t{}, std::int16_t{});
    case 32:
      return load(std::uint32_t{}, std::int32_t{});
    default:
      return load(std::uint64_t{}, std::int64_t{});
  }
}

Json limit_to_json(const Number& limit, bool real) {
  return real || limit.is_real ? Json(limit.real()) : Json(limit.integer);
}

ErrorDetail constraint_error(Constraint broken, const Facts& facts, bool real, Loc loc, Json input) {
  const auto error = [&](std::string_view type, std::string_view name, Json limit) {
    JsonObject ctx;
    ctx.append(std::string(name), std::move(limit));
    return make_error(type, std::move(loc), std::move(input), std::move(ctx));
  };
  switch (broken) {
    case Constraint::multiple_of:
      return error("multiple_of", "multiple_of", limit_to_json(facts.multiple_of_value, real));
    case Constraint::less_than_equal:
      return error("less_than_equal", "le", limit_to_json(facts.le_value, real));
    case Constraint::less_than:
      return error("less_than", "lt", limit_to_json(facts.lt_value, real));
    case Constraint::greater_than_equal:
      return error("greater_than_equal", "ge", limit_to_json(facts.ge_value, real));
    case Constraint::greater_than:
      return error("greater_than", "gt", limit_to_json(facts.gt_value, real));
    case Constraint::ascii_only:
      return make_error("string_not_ascii", std::move(loc), std::move(input));
    case Constraint::min_length:
      return error("string_too_short", "min_length", facts.min_length);
    case Constraint::max_length:
      return error("string_too_long", "max_length", facts.max_length);
    default:
      return error("string_pattern_mismatch", "pattern", facts.pattern->text);
  }
}

}  // namespace talaria::model
