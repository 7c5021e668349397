#include "model/constraints.hpp"
#include "model/json_write.hpp"
#include "model/schema_texts.hpp"
#include "model/types/decimal_text.hpp"
#include "model/validators.hpp"

#include <cmath>

// Validation of decimals: Pydantic's limits on digits and size.
namespace talaria::model {

namespace {

/// Digits in all and behind the point, of which neither counts zeros that only place the point.
struct DigitCount {
  std::int64_t all;
  std::int64_t places;
};

DigitCount count_digits(const Decimal& number) {
  const auto size = static_cast<std::int64_t>(number.digits().size());
  const std::int64_t places = number.scale();
  if (places <= 0) return {size - places, 0};
  return {std::max(size, places), places};
}

/// A limit on digits that is not kept to; without a type when all are.
struct BrokenDigits {
  std::string_view type = {};
  const char* name = "";
  std::int64_t limit = 0;
};

BrokenDigits broken_digits(const Facts& facts, const Decimal& number) {
  const DigitCount written = count_digits(number);
  const DigitCount least = count_digits(number.normalized());
  // Zeros at the end are only counted where they do no harm.
  const auto too_many = [&](auto count, std::int64_t limit) { return count(written) > limit && count(least) > limit; };
  if (facts.max_digits >= 0 && too_many([](DigitCount count) { return count.all; }, facts.max_digits)) {
    return {"decimal_max_digits", "max_digits", facts.max_digits};
  }
  if (facts.decimal_places < 0) return {};
  if (too_many([](DigitCount count) { return count.places; }, facts.decimal_places)) {
    return {"decimal_max_places", "decimal_places", facts.decimal_places};
  }
  const std::int64_t whole = std::max(0, facts.max_digits - facts.decimal_places);
  if (facts.max_digits >= 0 && too_many([](DigitCount count) { return count.all - count.places; }, whole)) {
    return {"decimal_whole_digits", "whole_digits", whole};
  }
  return {};
}

Decimal limit_of(const Number& number) {
  return number.is_real ? Decimal(number.real()) : Decimal(number.integer);
}

Constraint broken_bound(const Facts& facts, const Decimal& number) {
  if (facts.has_multiple_of) {
    const Decimal step = limit_of(facts.multiple_of_value);
    if (!number.is_finite() || step.is_zero() || !(number % step).is_zero()) return Constraint::multiple_of;
  }
  // Written so that NaN breaks every limit.
  if (facts.has_le && !(number <= limit_of(facts.le_value))) return Constraint::less_than_equal;
  if (facts.has_lt && !(number < limit_of(facts.lt_value))) return Constraint::less_than;
  if (facts.has_ge && !(number >= limit_of(facts.ge_value))) return Constraint::greater_than_equal;
  if (facts.has_gt && !(number > limit_of(facts.gt_value))) return Constraint::greater_than;
  return Constraint::none;
}

/// Checks a number against its facts; reports on the trail, if there is one.
bool accept(const Facts& facts, const Decimal& number, const Json& input, Trail* trail) {
  if (!number.is_finite() && facts.allow_inf_nan != Setting::on) {
    return trail != nullptr && trail->report("finite_number", input);
  }
  if (!facts.has_constraints) return true;
  if (number.is_finite() && (facts.max_digits >= 0 || facts.decimal_places >= 0)) {
    const BrokenDigits broken = broken_digits(facts, number);
    if (!broken.type.empty()) {
      return trail != nullptr && trail->report(broken.type, input, JsonObject{{broken.name, broken.limit}});
    }
  }
  // The remainder of a number with millions of digits is not worth its cost to anybody honest.
  constexpr std::int64_t widest = 5'000;
  const bool far = facts.has_multiple_of && number.is_finite() &&
                   (std::abs(number.scale()) > widest || number.digits().size() > widest);
  const Constraint broken = far ? Constraint::multiple_of : broken_bound(facts, number);
  if (broken == Constraint::none) return true;
  return trail != nullptr && trail->report(constraint_error(broken, facts, false, trail->loc(), input));
}

/// The text of a JSON number.
std::string number_text(const Json& input) {
  std::string text;
  if (const double* const real = input.if_real()) {
    write_real(text, *real);
  } else {
    text = dump_json(input);
  }
  return text;
}

bool validate_decimal(const TypeInfo&, const Facts& facts, const Json& input, void* out, Trail& trail) {
  DecimalReader reader;
  if (const double* const real = input.if_real(); real != nullptr && !std::isfinite(*real)) {
    reader.out = Decimal(*real);
  } else if (input.is_string() || input.is_integer() || input.is_real()) {
    if (!reader.read(input.is_string() ? input.as_string() : number_text(input))) {
      return trail.report("decimal_parsing", input);
    }
  } else {
    return trail.report("decimal_type", input);
  }
  if (!accept(facts, reader.out, input, &trail)) return false;
  *static_cast<Decimal*>(out) = std::move(reader.out);
  return true;
}

bool read_decimal(const TypeInfo&, const Facts& facts, std::string_view text, void* out) {
  DecimalReader reader;
  if (!reader.read(text) || !accept(facts, reader.out, {}, nullptr)) return false;
  *static_cast<Decimal*>(out) = std::move(reader.out);
  return true;
}

void write_decimal(const TypeInfo&, const void* value, const ModelConfig&, std::string& out) {
  out += '"';
  out += static_cast<const Decimal*>(value)->to_string();
  out += '"';
}

void decimal_schema(const TypeInfo&, const Facts& facts, const ModelConfig&, SchemaMode mode, JsonObject& schema) {
  if (mode == SchemaMode::serialization) return schema.append("type", "string");
  JsonObject number{{"type", "number"}};
  add_number_limits(number, facts, true);
  schema.append("anyOf", JsonArray{std::move(number), JsonObject{{"type", "string"}}});
}

}  // namespace

constinit const CustomOps decimal_ops{validate_decimal, read_decimal, write_decimal, decimal_schema};

}  // namespace talaria::model
