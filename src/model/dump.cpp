#include "model/constraints.hpp"
#include "model/enum_lookup.hpp"
#include "model/json_write.hpp"
#include "model/literals.hpp"

#include <cmath>
#include <cstring>

#include <talaria/model/dump.hpp>

namespace talaria::model {

namespace {

/// Appends the key of a map as the text that stands for it.
void write_key(std::string& out, const TypeInfo& map, const void* key) {
  const TypeInfo* const type = map.map->key;
  if (type == nullptr) return write_string(out, *static_cast<const std::string*>(key));
  std::string text;
  write_json(text, *type, key);
  const bool quoted = text.starts_with('"');
  if (!quoted) out += '"';
  out += text;
  if (!quoted) out += '"';
}

/// What the callbacks of containers need.
struct Writing {
  std::string& out;
  const TypeInfo& container;
  const TypeInfo& element;
  bool first = true;

  void separate() {
    if (!first) out += ',';
    first = false;
  }
};

[[gnu::noinline]] void write_sequence(std::string& out, const TypeInfo& type, const void* object) {
  Writing writing{out, type, *type.element};
  out += '[';
  type.sequence->for_each(object, &writing, [](void* context, const void* element) {
    auto& w = *static_cast<Writing*>(context);
    w.separate();
    write_json(w.out, w.element, element);
  });
  out += ']';
}

[[gnu::noinline]] void write_map(std::string& out, const TypeInfo& type, const void* object) {
  Writing writing{out, type, *type.element};
  out += '{';
  type.map->for_each(object, &writing, [](void* context, const void* key, const void* element) {
    auto& w = *static_cast<Writing*>(context);
    w.separate();
    write_key(w.out, w.container, key);
    w.out += ':';
    write_json(w.out, w.element, element);
  });
  out += '}';
}

/// What a variant holds; false when it is null.
bool held(const TypeInfo& type, const void* object, const TypeInfo*& held_type, const void*& value) {
  std::size_t alternative = 0;
  value = type.variant->get(object, alternative);
  if (value != nullptr) held_type = type.variant->alternatives[alternative].type;
  return value != nullptr;
}

void write_variant(std::string& out, const TypeInfo& type, const void* object) {
  const TypeInfo* held_type = nullptr;
  const void* value = nullptr;
  if (held(type, object, held_type, value)) {
    write_json(out, *held_type, value);
  } else {
    out += "null";
  }
}

void write_tuple(std::string& out, const TypeInfo& type, const void* object) {
  const std::span<const PartInfo> items = type.tuple->items;
  out += '[';
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i != 0) out += ',';
    write_json(out, *items[i].type, type.tuple->item(const_cast<void*>(object), i));
  }
  out += ']';
}

const LiteralValue& literal_value(const TypeInfo& type, const void* object) {
  return type.literal->values[type.literal->get(object)];
}

void write_field_name(std::string& out, char before, const FieldInfo& field) {
  if (field.facts->alias.empty()) return write_name(out, before, field.name);
  out += before;
  write_string(out, field.facts->alias);
  out += ':';
}

[[gnu::noinline]] void write_fields(std::string& out, const TypeInfo& type, const void* object) {
  void* places[max_fields];
  type.locate(const_cast<void*>(object), places);
  char before = '{';
  for (std::size_t i = 0; i < type.fields.size(); ++i) {
    write_field_name(out, before, type.fields[i]);
    before = ',';
    write_json(out, *type.fields[i].type, places[i]);
  }
  out += type.fields.empty() ? "{}" : "}";
}

[[gnu::noinline]] void write_integer_of(std::string& out, const TypeInfo& type, const void* object) {
  const WideInteger value = load_integer(type, object);
  if (value.negative) out += '-';
  write_natural(out, value.magnitude);
}

[[gnu::noinline]] void write_enumeration(std::string& out, const EnumInfo& enumeration, const void* object) {
  const std::int64_t number = enumeration.get(object);
  const EnumValue* const value = find_enumerator(enumeration, number);
  if (enumeration.as_integer || value == nullptr) {
    write_integer(out, number);
  } else {
    write_string(out, value->name);
  }
}

/// The containers of to_json: the callback appends to one of the two.
struct Collecting {
  const TypeInfo& container;
  const TypeInfo& element;
  JsonArray array;
  JsonObject object;
};

Json sequence_to_json(const TypeInfo& type, const void* object) {
  Collecting collecting{type, *type.element, {}, {}};
  collecting.array.reserve(type.sequence->size(object));
  type.sequence->for_each(object, &collecting, [](void* context, const void* element) {
    auto& c = *static_cast<Collecting*>(context);
    c.array.push_back(to_json(c.element, element));
  });
  return std::move(collecting.array);
}

Json map_to_json(const TypeInfo& type, const void* object) {
  Collecting collecting{type, *type.element, {}, {}};
  type.map->for_each(object, &collecting, [](void* context, const void* key, const void* element) {
    auto& c = *static_cast<Collecting*>(context);
    std::string name;
    write_key(name, c.container, key);
    c.object.append(parse_json(name).value().as_string(), to_json(c.element, element));
  });
  return std::move(collecting.object);
}

Json object_to_json(const TypeInfo& type, const void* object) {
  void* places[max_fields];
  type.locate(const_cast<void*>(object), places);
  JsonObject out;
  for (std::size_t i = 0; i < type.fields.size(); ++i) {
    out.append(std::string(type.fields[i].wire_name()), to_json(*type.fields[i].type, places[i]));
  }
  return out;
}

Json variant_to_json(const TypeInfo& type, const void* object) {
  const TypeInfo* held_type = nullptr;
  const void* value = nullptr;
  return held(type, object, held_type, value) ? to_json(*held_type, value) : Json();
}

Json tuple_to_json(const TypeInfo& type, const void* object) {
  const std::span<const PartInfo> items = type.tuple->items;
  JsonArray out;
  for (std::size_t i = 0; i < items.size(); ++i) {
    out.push_back(to_json(*items[i].type, type.tuple->item(const_cast<void*>(object), i)));
  }
  return out;
}

// 0.1F is written as 0.1, so its value is that too and not the double 0.10000000149011612.
Json real_to_json(float value) {
  if (!std::isfinite(value)) return static_cast<double>(value);
  std::string text;
  write_real(text, value);
  return *parse_json(text);
}

Json integer_to_json(const TypeInfo& type, const void* object) {
  const WideInteger value = load_integer(type, object);
  if (!value.negative) return value.magnitude;
  return static_cast<std::int64_t>(0 - value.magnitude);
}

Json enumeration_to_json(const EnumInfo& enumeration, const void* object) {
  const std::int64_t number = enumeration.get(object);
  const EnumValue* const value = find_enumerator(enumeration, number);
  if (enumeration.as_integer || value == nullptr) return number;
  return value->name;
}

}  // namespace

void write_json(std::string& out, const TypeInfo& type, const void* object) {
  switch (type.kind) {
    case Kind::boolean:
      out += *static_cast<const bool*>(object) ? "true" : "false";
      break;
    case Kind::integer:
      write_integer_of(out, type, object);
      break;
    case Kind::number:
      type.bits == 64 ? write_real(out, *static_cast<const double*>(object))
                      : write_real(out, *static_cast<const float*>(object));
      break;
    case Kind::string:
      write_string(out, *static_cast<const std::string*>(object));
      break;
    case Kind::enumeration:
      write_enumeration(out, *type.enumeration, object);
      break;
    case Kind::optional:
      if (const void* const value = type.optional->get(object)) {
        write_json(out, *type.element, value);
      } else {
        out += "null";
      }
      break;
    case Kind::list:
    case Kind::set:
      write_sequence(out, type, object);
      break;
    case Kind::map:
      write_map(out, type, object);
      break;
    case Kind::object:
      write_fields(out, type, object);
      break;
    case Kind::any:
      talaria::write_json(out, *static_cast<const Json*>(object));
      break;
    case Kind::json_object:
      write_object(out, *static_cast<const JsonObject*>(object));
      break;
    case Kind::json_array:
      write_array(out, *static_cast<const JsonArray*>(object));
      break;
    case Kind::custom:
      type.custom->write(type, object, default_config, out);
      break;
    case Kind::variant:
      write_variant(out, type, object);
      break;
    case Kind::tuple:
      write_tuple(out, type, object);
      break;
    case Kind::literal:
      talaria::write_json(out, literal_to_json(literal_value(type, object)));
      break;
  }
}

Json to_json(const TypeInfo& type, const void* object) {
  switch (type.kind) {
    case Kind::boolean:
      return *static_cast<const bool*>(object);
    case Kind::integer:
      return integer_to_json(type, object);
    case Kind::number:
      if (type.bits == 64) return *static_cast<const double*>(object);
      return real_to_json(*static_cast<const float*>(object));
    case Kind::string:
      return *static_cast<const std::string*>(object);
    case Kind::enumeration:
      return enumeration_to_json(*type.enumeration, object);
    case Kind::optional: {
      const void* const value = type.optional->get(object);
      return value != nullptr ? to_json(*type.element, value) : Json();
    }
    case Kind::list:
    case Kind::set:
      return sequence_to_json(type, object);
    case Kind::map:
      return map_to_json(type, object);
    case Kind::object:
      return object_to_json(type, object);
    case Kind::any:
      return *static_cast<const Json*>(object);
    case Kind::json_object:
      return *static_cast<const JsonObject*>(object);
    case Kind::json_array:
      return *static_cast<const JsonArray*>(object);
    case Kind::custom: {
      std::string text;
      type.custom->write(type, object, default_config, text);
      return parse_json(text).value();
    }
    case Kind::variant:
      return variant_to_json(type, object);
    case Kind::tuple:
      return tuple_to_json(type, object);
    case Kind::literal:
      return literal_to_json(literal_value(type, object));
  }
  return {};
}

}  // namespace talaria::model
