// to_value(): from objects to values.
#include "model/constraints.hpp"
#include "model/enum_lookup.hpp"
#include "sql/array_text.hpp"
#include "sql/date_text.hpp"
#include "sql/type_words.hpp"

#include <talaria/model/dump.hpp>
#include <talaria/model/types/secret.hpp>
#include <talaria/sql/errors.hpp>
#include <talaria/sql/mapping.hpp>

namespace talaria::sql {

namespace {

using model::Kind;
using model::TypeInfo;

Value json_text(const TypeInfo& type, const void* object) {
  std::string text;
  model::write_json(text, type, object);
  return text;
}

Value integer_value(const TypeInfo& type, const void* object) {
  const model::WideInteger integer = model::load_integer(type, object);
  if (!integer.negative) return detail::checked_integer(integer.magnitude);
  return static_cast<std::int64_t>(0 - integer.magnitude);
}

Value enumerator_name(const TypeInfo& type, const void* object) {
  const model::EnumInfo& enumeration = *type.enumeration;
  const std::int64_t number = enumeration.get(object);
  if (const model::EnumValue* const value = model::find_enumerator(enumeration, number)) return value->name;
  throw DataError("a value of the enum " + std::string(type.name) + " has no name, and cannot be stored");
}

/// What JSON makes of a scalar: a text, a number, a bool.
Value scalar_of_json(const TypeInfo& type, const void* object) {
  const Json json = model::to_json(type, object);
  if (const auto* text = json.if_string()) return *text;
  if (const auto* integer = std::get_if<std::int64_t>(&json.value())) return *integer;
  if (const auto* real = json.if_real()) return *real;
  if (const auto* boolean = std::get_if<bool>(&json.value())) return *boolean;
  return dump_json(json);
}

Value custom_value(const TypeInfo& type, const void* object) {
  switch (custom_kind(type)) {
    case CustomKind::moment:
      return date_time_text(*static_cast<const DateTime*>(object));
    case CustomKind::octets:
      return Value::bytes(*static_cast<const std::string*>(object));
    case CustomKind::characters:
      return *static_cast<const std::string*>(object);
    case CustomKind::secret_text:
      return static_cast<const model::detail::Secret*>(object)->get_secret_value();
    case CustomKind::secret_octets:
      return Value::bytes(static_cast<const model::detail::Secret*>(object)->get_secret_value());
    case CustomKind::json:
      return json_text(*type.element, object);
    case CustomKind::other:
    case CustomKind::date:
    case CustomKind::time:
      break;
  }
  return scalar_of_json(type, object);
}

}  // namespace

Value to_value(const TypeInfo& type, const void* object) {
  switch (type.kind) {
    case Kind::boolean:
      return *static_cast<const bool*>(object);
    case Kind::integer:
      return integer_value(type, object);
    case Kind::number:
      return type.bits == 64 ? *static_cast<const double*>(object)
                             : static_cast<double>(*static_cast<const float*>(object));
    case Kind::string:
      return *static_cast<const std::string*>(object);
    case Kind::enumeration:
      return enumerator_name(type, object);
    case Kind::optional: {
      const void* const inside = type.optional->get(object);
      return inside == nullptr ? Value() : to_value(*type.element, inside);
    }
    case Kind::custom:
      return custom_value(type, object);
    case Kind::literal:
      return scalar_of_json(type, object);
    default:
      return json_text(type, object);
  }
}

Value to_array(const TypeInfo& type, const void* list) {
  if (type.kind != Kind::list && type.kind != Kind::set) {
    throw ProgrammingError("only lists and sets become arrays of PostgreSQL");
  }
  struct Target {
    const TypeInfo& element;
    std::string text = "{";
  } target{*type.element};
  type.sequence->for_each(list, &target, [](void* context, const void* element) {
    auto& t = *static_cast<Target*>(context);
    if (t.text.size() > 1) t.text += ',';
    const Value value = to_value(t.element, element);
    switch (value.kind()) {
      case Value::Kind::null:
        t.text += "NULL";
        break;
      case Value::Kind::boolean:
        t.text += value.as_bool() ? 't' : 'f';
        break;
      case Value::Kind::integer:
        t.text += std::to_string(value.as_integer());
        break;
      case Value::Kind::real:
        t.text += real_text(value.as_real());
        break;
      case Value::Kind::text:
        append_array_item(t.text, value.as_text());
        break;
      case Value::Kind::bytes:
        append_array_item(t.text, hex_text(value.as_bytes()));
        break;
    }
  });
  target.text += '}';
  return std::move(target.text);
}

}  // namespace talaria::sql
