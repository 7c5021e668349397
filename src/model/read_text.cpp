#include "model/constraints.hpp"
#include "model/enum_lookup.hpp"
#include "model/literals.hpp"
#include "model/number_text.hpp"
#include "model/union_tags.hpp"

#include <cfloat>
#include <charconv>
#include <cmath>

#include <talaria/base/strings.hpp>
#include <talaria/model/validate.hpp>

// The fast path of parameters takes what clients send nearly always: plain digits, `true`, the text itself. Everything
// that Pydantic takes besides (` +1_000 `) is left to validate().
namespace talaria::model {

namespace {

bool read_plain_integer(std::string_view text, std::int64_t& value) {
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  return fault == std::errc() && end == text.data() + text.size();
}

bool read_integer(const TypeInfo& type, const Facts& facts, std::string_view text, void* out) {
  std::int64_t number = 0;
  if (!read_plain_integer(text, number)) return false;
  const WideInteger value = WideInteger::of(number);
  if (!fits(type, value)) return false;
  store_integer(type, out, value);
  return !facts.has_constraints || broken_by(facts, value) == Constraint::none;
}

bool read_real(const TypeInfo& type, const Facts& facts, std::string_view text, void* out) {
  double value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return false;
  if (facts.has_constraints && broken_by(facts, value) != Constraint::none) return false;
  if (type.bits == 64) {
    *static_cast<double*>(out) = value;
    return true;
  }
  if (value > FLT_MAX || value < -FLT_MAX) return false;
  *static_cast<float*>(out) = static_cast<float>(value);
  return true;
}

bool read_enumeration(const EnumInfo& enumeration, std::string_view text, void* out) {
  const EnumValue* found = nullptr;
  if (std::int64_t number = 0; !enumeration.as_integer) {
    found = find_enumerator(enumeration, text);
  } else if (read_plain_integer(text, number)) {
    found = find_enumerator(enumeration, number);
  }
  if (found == nullptr) return false;
  enumeration.set(out, found->value);
  return true;
}

bool read_boolean(std::string_view text, void* out) {
  const auto value = parse_boolean_text(text);
  if (value) *static_cast<bool*>(out) = *value;
  return value.has_value();
}

}  // namespace

bool read_text(const TypeInfo& type, const Facts& facts, std::string_view text, void* out) {
  if (facts.validate != nullptr) return false;
  switch (type.kind) {
    case Kind::boolean:
      return read_boolean(text, out);
    case Kind::integer:
      return read_integer(type, facts, text, out);
    case Kind::number:
      return read_real(type, facts, text, out);
    case Kind::string:
      static_cast<std::string*>(out)->assign(text);
      return !facts.has_constraints || is_plainly_valid(facts, text);
    case Kind::enumeration:
      return read_enumeration(*type.enumeration, text, out);
    case Kind::optional: {
      if (facts.has_constraints && type.element_facts->has_constraints) return false;
      return read_text(*type.element, passed_facts(type, facts), text, type.optional->emplace(out));
    }
    case Kind::custom:
      return type.custom->read_text != nullptr && type.custom->read_text(type, facts, text, out);
    case Kind::literal: {
      const auto index = find_literal(*type.literal, text);
      if (index) type.literal->set(out, *index);
      return index.has_value();
    }
    default:
      return false;
  }
}

}  // namespace talaria::model
