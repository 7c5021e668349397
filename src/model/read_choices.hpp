// Values of JSON that are one of several: enumerators, literals, alternatives of a tagged union. For read_json().
#pragma once
#include "model/constraints.hpp"
#include "model/json_reader.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

#include <talaria/model/type_info.hpp>

namespace talaria::model {

inline bool starts_number(JsonReader& json) {
  const char c = json.peek();
  return c == '-' || (c >= '0' && c <= '9');
}

/// Reads an integer; false for any other value.
inline bool read_whole_number(JsonReader& json, WideInteger& value) {
  JsonNumber number;
  if (!starts_number(json) || !json.number(number)) return false;
  if (number.kind == JsonNumber::Kind::integer) {
    value = WideInteger::of(number.integer);
  } else if (number.kind == JsonNumber::Kind::natural) {
    value = {false, number.natural, {}};
  } else {
    return false;
  }
  return true;
}

/// Reads the name or the number of an enumerator.
bool read_enumeration(JsonReader& json, const EnumInfo& enumeration, void* out);

/// Reads one of the values of a Literal<>.
bool read_literal(JsonReader& json, const LiteralOps& literal, void* out);

/// Which alternative of a tagged union comes next; nothing when its tag is missing or is no text.
[[nodiscard]] std::optional<std::size_t> alternative_ahead(const JsonReader& json, const TypeInfo& type,
                                                           std::string_view discriminator);

}  // namespace talaria::model
