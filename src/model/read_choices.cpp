#include "model/read_choices.hpp"

#include "model/enum_lookup.hpp"
#include "model/literals.hpp"
#include "model/text_scan.hpp"
#include "model/union_tags.hpp"

namespace talaria::model {

bool read_enumeration(JsonReader& json, const EnumInfo& enumeration, void* out) {
  const EnumValue* found = nullptr;
  if (enumeration.as_integer) {
    WideInteger number;
    if (!read_whole_number(json, number) || number.magnitude > INT64_MAX) return false;
    const auto magnitude = static_cast<std::int64_t>(number.magnitude);
    found = find_enumerator(enumeration, number.negative ? -magnitude : magnitude);
  } else {
    std::string_view name;
    if (json.peek() != '"' || !json.string(name)) return false;
    found = find_enumerator(enumeration, name);
  }
  if (found == nullptr) return false;
  enumeration.set(out, found->value);
  return true;
}

bool read_literal(JsonReader& json, const LiteralOps& literal, void* out) {
  std::optional<std::size_t> index;
  if (std::string_view text; json.peek() == '"') {
    if (!json.string(text)) return false;
    index = find_literal(literal, text);
  } else {
    Json value;
    if (!read_any(json, value)) return false;
    index = find_literal(literal, value);
  }
  if (index) literal.set(out, *index);
  return index.has_value();
}

std::optional<std::size_t> alternative_ahead(const JsonReader& json, const TypeInfo& type,
                                             std::string_view discriminator) {
  const std::string_view wire_name = discriminator_name(type, discriminator);
  JsonReader ahead = json;  // the tag is mostly the first member
  bool empty = false;
  if (ahead.peek() != '{' || !ahead.begin_object(empty)) return std::nullopt;
  for (bool more = !empty; more;) {
    std::string_view name;
    if (!ahead.member_name(name)) return std::nullopt;
    if (same_name(name, wire_name)) {
      std::string_view tag;
      if (ahead.peek() != '"' || !ahead.string(tag)) return std::nullopt;
      return find_alternative(type, discriminator, tag);
    }
    if (!ahead.skip_value() || !ahead.next_member(more)) return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace talaria::model
