#include "model/literals.hpp"
#include "model/python_text.hpp"
#include "model/text_scan.hpp"
#include "model/validators.hpp"

#include <stdexcept>

#include <talaria/model/literal.hpp>

namespace talaria::model {

void detail::throw_no_such_literal() {
  throw std::invalid_argument("not one of the values of this Literal");
}

std::optional<std::size_t> find_literal(const LiteralOps& literal, std::string_view text) {
  for (std::size_t i = 0; i < literal.values.size(); ++i) {
    const LiteralValue& value = literal.values[i];
    if (value.kind == LiteralValue::Kind::text && same_name(value.text, text)) return i;
  }
  return std::nullopt;
}

std::optional<std::size_t> find_literal(const LiteralOps& literal, const Json& input) {
  if (const std::string* const text = input.if_string()) return find_literal(literal, std::string_view(*text));
  const bool* const truth = input.if_bool();
  if (truth == nullptr && !input.is_integer() && !input.is_real()) return std::nullopt;
  // A value of the very type goes before one that is only equal.
  for (const bool same_type : {true, false}) {
    for (std::size_t i = 0; i < literal.values.size(); ++i) {
      const LiteralValue& value = literal.values[i];
      if (value.kind == LiteralValue::Kind::text) continue;
      if (same_type && (value.kind == LiteralValue::Kind::boolean) != (truth != nullptr)) continue;
      if (truth != nullptr ? value.integer == (*truth ? 1 : 0) : input == Json(value.integer)) return i;
    }
  }
  return std::nullopt;
}

Json literal_to_json(const LiteralValue& value) {
  switch (value.kind) {
    case LiteralValue::Kind::text:
      return value.text;
    case LiteralValue::Kind::integer:
      return value.integer;
    case LiteralValue::Kind::boolean:
      return value.integer != 0;
  }
  return {};
}

std::string literal_repr(const LiteralValue& value) {
  const std::string on_the_wire = python_repr(literal_to_json(value));
  if (value.enumeration.empty()) return on_the_wire;
  return '<' + std::string(value.enumeration) + '.' + std::string(value.enumerator) + ": " + on_the_wire + '>';
}

bool validate_literal(const TypeInfo& type, const Facts&, const Json& input, void* out, Trail& trail) {
  if (const auto index = find_literal(*type.literal, input)) {
    type.literal->set(out, *index);
    return true;
  }
  std::vector<std::string> values;
  for (const LiteralValue& value : type.literal->values) values.push_back(literal_repr(value));
  return trail.report("literal_error", input, JsonObject{{"expected", one_of(values)}});
}

}  // namespace talaria::model
