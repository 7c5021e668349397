// The fast path: values without others in them.
#include "model/constraints.hpp"
#include "model/fast_reader.hpp"
#include "model/read_choices.hpp"

#include <cfloat>
#include <cmath>
#include <string>

#include <talaria/base/strings.hpp>

namespace talaria::model {

namespace {

/// Whether an integer keeps the limits, said without a call for the commonest ones.
bool keeps_limits(const Facts& facts, const WideInteger& value) {
  const bool simple = !facts.has_multiple_of && !facts.has_gt && !facts.has_lt && !facts.ge_value.is_real &&
                      !facts.le_value.is_real && value.magnitude <= INT64_MAX;
  if (!simple) return broken_by(facts, value) == Constraint::none;
  const auto magnitude = static_cast<std::int64_t>(value.magnitude);
  const std::int64_t number = value.negative ? -magnitude : magnitude;
  return (!facts.has_ge || number >= facts.ge_value.integer) && (!facts.has_le || number <= facts.le_value.integer);
}

bool take_integer(const WideInteger& value, const TypeInfo& type, const Facts& facts, void* out) {
  if (!fits(type, value)) return false;
  store_integer(type, out, value);
  return !facts.has_constraints || keeps_limits(facts, value);
}

/// An integer of many digits, or what is none.
[[gnu::noinline]] const char* read_unusual_integer(FastReader& in, const char* at, const TypeInfo& type,
                                                   const Facts& facts, void* out) {
  in.json.seek(at);
  WideInteger value;
  return read_whole_number(in.json, value) && take_integer(value, type, facts, out) ? in.json.at() : nullptr;
}

}  // namespace

const char* read_unusual_string(FastReader& in, const char* start, const char* stop, const Facts& facts,
                                std::string& out) {
  std::string_view text;
  if (!in.json.unusual_string(start, stop, text)) return nullptr;
  FastReader::assign(out, text);
  return !facts.has_constraints || is_plainly_valid(facts, text) ? in.json.at() : nullptr;
}

void replace_string(std::string& out, std::string_view text) {
  out = std::string(text);
}

const char* fast::read_boolean(FastReader& in, const char* at, const TypeInfo&, const Facts&, void* out) {
  const bool value = *at == 't';
  *static_cast<bool*>(out) = value;
  return take_word(at, in.end, value ? "true" : "false");
}

const char* fast::read_integer(FastReader& in, const char* at, const TypeInfo& type, const Facts& facts, void* out) {
  const char* const digits = at + (*at == '-' ? 1 : 0);
  const char* stop = digits;
  std::uint64_t magnitude = 0;
  for (; stop != in.end && base::is_ascii_digit(*stop); ++stop) {
    magnitude = magnitude * 10 + static_cast<std::uint64_t>(*stop - '0');
  }
  const auto size = stop - digits;
  const bool plain = size > 0 && size <= 18 && (*digits != '0' || size == 1);
  if (!plain || stop == in.end || *stop == '.' || (*stop | ' ') == 'e') {
    return read_unusual_integer(in, at, type, facts, out);
  }
  return take_integer({digits != at, magnitude, {}}, type, facts, out) ? stop : nullptr;
}

const char* fast::read_real(FastReader& in, const char* at, const TypeInfo& type, const Facts& facts, void* out) {
  JsonNumber number;
  in.json.seek(at);
  if (!starts_number(in.json) || !in.json.number(number)) return nullptr;
  double value = number.real;
  if (number.kind == JsonNumber::Kind::integer) value = static_cast<double>(number.integer);
  if (number.kind == JsonNumber::Kind::natural) value = static_cast<double>(number.natural);
  if (number.kind == JsonNumber::Kind::big) return nullptr;
  if (facts.has_constraints && (broken_by(facts, value) != Constraint::none || !std::isfinite(value))) return nullptr;
  if (type.bits == 64) {
    *static_cast<double*>(out) = value;
    return in.json.at();
  }
  if (value > FLT_MAX || value < -FLT_MAX) return nullptr;
  *static_cast<float*>(out) = static_cast<float>(value);
  return in.json.at();
}

const char* fast::read_string(FastReader& in, const char* at, const TypeInfo&, const Facts& facts, void* out) {
  return in.read_string(at, facts, *static_cast<std::string*>(out));
}

const char* fast::read_enumeration(FastReader& in, const char* at, const TypeInfo& type, const Facts&, void* out) {
  in.json.seek(at);
  return model::read_enumeration(in.json, *type.enumeration, out) ? in.json.at() : nullptr;
}

const char* fast::read_literal(FastReader& in, const char* at, const TypeInfo& type, const Facts&, void* out) {
  in.json.seek(at);
  return model::read_literal(in.json, *type.literal, out) ? in.json.at() : nullptr;
}

const char* fast::read_custom(FastReader& in, const char* at, const TypeInfo& type, const Facts& facts, void* out) {
  std::string_view text;
  in.json.seek(at);
  if (type.custom->read_text == nullptr || *at != '"' || !in.json.string(text)) return nullptr;
  return type.custom->read_text(type, facts, text, out) ? in.json.at() : nullptr;
}

}  // namespace talaria::model
