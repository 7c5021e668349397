#include "model/constraints.hpp"
#include "model/enum_lookup.hpp"
#include "model/json_buffer.hpp"
#include "model/literals.hpp"

#include <cmath>
#include <cstring>

#include <talaria/model/dump.hpp>

namespace talaria::model {

namespace {

void write_value(JsonBuffer& out, const TypeInfo& type, const void* object);

// What follows is not inlined into write_value(), which else would set up and guard a frame for all of it at each
// value.

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
  JsonBuffer& out;
  const TypeInfo& container;
  const TypeInfo& element;
  bool first = true;

  void separate() {
    if (!first) out.put(',');
    first = false;
  }
};

[[gnu::noinline]] void write_sequence(JsonBuffer& out, const TypeInfo& type, const void* object) {
  Writing writing{out, type, *type.element};
  out.put('[');
  type.sequence->for_each(object, &writing, [](void* context, const void* element) {
    auto& w = *static_cast<Writing*>(context);
    w.separate();
    write_value(w.out, w.element, element);
  });
  out.put(']');
}

[[gnu::noinline]] void write_map(JsonBuffer& out, const TypeInfo& type, const void* object) {
  Writing writing{out, type, *type.element};
  out.put('{');
  type.map->for_each(object, &writing, [](void* context, const void* key, const void* element) {
    auto& w = *static_cast<Writing*>(context);
    w.separate();
    write_key(w.out.string(), w.container, key);
    w.out.put(':');
    write_value(w.out, w.element, element);
  });
  out.put('}');
}

/// What a variant holds; false when it is null.
bool held(const TypeInfo& type, const void* object, const TypeInfo*& held_type, const void*& value) {
  std::size_t alternative = 0;
  value = type.variant->get(object, alternative);
  if (value != nullptr) held_type = type.variant->alternatives[alternative].type;
  return value != nullptr;
}

[[gnu::noinline]] void write_variant(JsonBuffer& out, const TypeInfo& type, const void* object) {
  const TypeInfo* held_type = nullptr;
  const void* value = nullptr;
  if (held(type, object, held_type, value)) {
    write_value(out, *held_type, value);
  } else {
    out.put("null");
  }
}

[[gnu::noinline]] void write_tuple(JsonBuffer& out, const TypeInfo& type, const void* object) {
  const std::span<const PartInfo> items = type.tuple->items;
  out.put('[');
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i != 0) out.put(',');
    write_value(out, *items[i].type, type.tuple->item(const_cast<void*>(object), i));
  }
  out.put(']');
}

const LiteralValue& literal_value(const TypeInfo& type, const void* object) {
  return type.literal->values[type.literal->get(object)];
}

void write_name(JsonBuffer& out, char before, const FieldInfo& field) {
  if (field.facts->alias.empty()) return out.put_name(before, field.name);  // an identifier has nothing to escape
  out.put(before);
  out.put_string(field.facts->alias);
  out.put(':');
}

[[gnu::noinline]] void write_fields(JsonBuffer& out, const TypeInfo& type, const void* object) {
  void* places[max_fields];
  type.locate(const_cast<void*>(object), places);
  char before = '{';
  for (std::size_t i = 0; i < type.fields.size(); ++i) {
    write_name(out, before, type.fields[i]);
    before = ',';
    write_value(out, *type.fields[i].type, places[i]);
  }
  out.put(type.fields.empty() ? "{}" : "}");
}

[[gnu::noinline]] void write_integer(JsonBuffer& out, const TypeInfo& type, const void* object) {
  const WideInteger value = load_integer(type, object);
  if (value.negative) out.put('-');
  out.put_integer(value.magnitude);
}

[[gnu::noinline]] void write_number(JsonBuffer& out, const TypeInfo& type, const void* object) {
  if (type.bits == 64) return out.put_real(*static_cast<const double*>(object));
  out.put_real(*static_cast<const float*>(object));
}

[[gnu::noinline]] void write_enumeration(JsonBuffer& out, const EnumInfo& enumeration, const void* object) {
  const std::int64_t number = enumeration.get(object);
  const EnumValue* const value = find_enumerator(enumeration, number);
  if (enumeration.as_integer || value == nullptr) {
    out.put_integer(number);
  } else {
    out.put_string(value->name);
  }
}

void write_value(JsonBuffer& out, const TypeInfo& type, const void* object) {
  switch (type.kind) {
    case Kind::boolean:
      return out.put(*static_cast<const bool*>(object) ? "true" : "false");
    case Kind::integer:
      return write_integer(out, type, object);
    case Kind::number:
      return write_number(out, type, object);
    case Kind::string:
      return out.put_string(*static_cast<const std::string*>(object));
    case Kind::enumeration:
      return write_enumeration(out, *type.enumeration, object);
    case Kind::optional: {
      const void* const value = type.optional->get(object);
      return value != nullptr ? write_value(out, *type.element, value) : out.put("null");
    }
    case Kind::list:
    case Kind::set:
      return write_sequence(out, type, object);
    case Kind::map:
      return write_map(out, type, object);
    case Kind::object:
      return write_fields(out, type, object);
    case Kind::any:
      return talaria::write_json(out.string(), *static_cast<const Json*>(object));
    case Kind::json_object:
      return write_object(out.string(), *static_cast<const JsonObject*>(object));
    case Kind::json_array:
      return write_array(out.string(), *static_cast<const JsonArray*>(object));
    case Kind::custom:
      return type.custom->write(type, object, default_config, out.string());
    case Kind::variant:
      return write_variant(out, type, object);
    case Kind::tuple:
      return write_tuple(out, type, object);
    case Kind::literal:
      return talaria::write_json(out.string(), literal_to_json(literal_value(type, object)));
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
  JsonBuffer buffer(out);
  write_value(buffer, type, object);
  buffer.string();
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
