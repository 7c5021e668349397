#include "model/constraints.hpp"
#include "model/dump_parts.hpp"
#include "model/enum_lookup.hpp"
#include "model/json_buffer.hpp"
#include "model/literals.hpp"

#include <cmath>
#include <cstring>

#include <talaria/model/dump.hpp>

namespace talaria::model {

namespace {

void write_made(JsonBuffer& out, const MadeOutput& made, const void* object, const ModelConfig& config);
void write_by_kind(JsonBuffer& out, const TypeInfo& type, const void* object, const ModelConfig& config);

/// Writes a value with these facts, in a model with that configuration. Strings are what most values are, so they are
/// written where they are met.
[[gnu::always_inline]] inline void write_value(JsonBuffer& out, const TypeInfo& type, const Facts& facts,
                                               const void* object, const ModelConfig& config) {
  if (facts.serializer != nullptr) return write_made(out, *facts.serializer, object, config);
  if (type.kind == Kind::string) return out.put_string(*static_cast<const std::string*>(object));
  write_by_kind(out, type, object, config);
}

// What follows is not inlined into write_by_kind(), which else would set up and guard a frame for all of it at each
// value.

/// What the callbacks of containers need.
struct Writing {
  JsonBuffer& out;
  const TypeInfo& container;
  const ModelConfig& config;
  bool first = true;

  void separate() {
    if (!first) out.put(',');
    first = false;
  }
};

[[gnu::noinline]] void write_sequence(JsonBuffer& out, const TypeInfo& type, const void* object,
                                      const ModelConfig& config) {
  Writing writing{out, type, config};
  out.put('[');
  type.sequence->for_each(object, &writing, [](void* context, const void* element) {
    auto& w = *static_cast<Writing*>(context);
    w.separate();
    write_value(w.out, *w.container.element, *w.container.element_facts, element, w.config);
  });
  out.put(']');
}

[[gnu::noinline]] void write_map(JsonBuffer& out, const TypeInfo& type, const void* object, const ModelConfig& config) {
  Writing writing{out, type, config};
  out.put('{');
  type.map->for_each(object, &writing, [](void* context, const void* key, const void* element) {
    auto& w = *static_cast<Writing*>(context);
    w.separate();
    write_key(w.out.string(), w.container, key, w.config);
    w.out.put(':');
    write_value(w.out, *w.container.element, *w.container.element_facts, element, w.config);
  });
  out.put('}');
}

[[gnu::noinline]] void write_variant(JsonBuffer& out, const TypeInfo& type, const void* object,
                                     const ModelConfig& config) {
  const HeldValue held = held_value(type, object);
  if (held.value == nullptr) {
    out.put("null");
  } else {
    write_value(out, *held.part->type, *held.part->facts, held.value, config);
  }
}

[[gnu::noinline]] void write_tuple(JsonBuffer& out, const TypeInfo& type, const void* object,
                                   const ModelConfig& config) {
  const std::span<const PartInfo> items = type.tuple->items;
  out.put('[');
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i != 0) out.put(',');
    write_value(out, *items[i].type, *items[i].facts, type.tuple->item(const_cast<void*>(object), i), config);
  }
  out.put(']');
}

void write_made(JsonBuffer& out, const MadeOutput& made, const void* object, const ModelConfig& config) {
  struct Target {
    JsonBuffer& out;
    const MadeOutput& made;
    const ModelConfig& config;
  } target{out, made, config};
  made.visit(object, &target, [](void* context, const void* value) {
    auto& t = *static_cast<Target*>(context);
    if (value == nullptr) {
      t.out.put("null");
    } else {
      write_value(t.out, t.made.type(), no_facts, value, t.config);
    }
  });
}

/// What a model has beside its fields: members that it has no fields for, and computed ones.
char write_more(JsonBuffer& out, char before, const TypeInfo& type, const void* object) {
  if (type.extra != nullptr) {
    for (const JsonMember& member : *type.extra(const_cast<void*>(object))) {
      out.put_name(before, member.name);
      before = ',';
      talaria::write_json(out.string(), member.value);
    }
  }
  for (const ComputedInfo& computed : type.computed) {
    out.put_name(before, computed.output_name);
    before = ',';
    write_made(out, *computed.output, object, *type.config);
  }
  return before;
}

[[gnu::noinline]] void write_fields(JsonBuffer& out, const TypeInfo& type, const void* object,
                                    const ModelConfig& config) {
  if (type.serializer != nullptr) return write_made(out, *type.serializer, object, config);
  void* places[max_fields];
  type.locate(const_cast<void*>(object), places);
  const FieldsSet* const sent = type.fields_set != nullptr ? type.fields_set(const_cast<void*>(object)) : nullptr;
  char before = '{';
  for (std::size_t i = 0; i < type.fields.size(); ++i) {
    const FieldInfo& field = type.fields.data()[i];
    if (field.facts->exclude || (sent != nullptr && !sent->contains(i))) continue;
    if (field.output_token.size != 0) {
      out.put_name(before, field.output_token);
    } else {
      out.put_name(before, field.output_name);
    }
    before = ',';
    write_value(out, *field.type, *field.facts, places[i], *type.config);
  }
  if (type.has_more) before = write_more(out, before, type, object);
  if (before == '{') out.put('{');
  out.put('}');
}

[[gnu::noinline]] void write_number(JsonBuffer& out, const TypeInfo& type, const void* object,
                                    const ModelConfig& config) {
  const double value = type.bits == 64 ? *static_cast<const double*>(object) : *static_cast<const float*>(object);
  if (config.ser_json_inf_nan == InfNanFormat::strings && !std::isfinite(value)) {
    out.put(std::string_view(std::isnan(value) ? "\"NaN\"" : value > 0 ? "\"Infinity\"" : "\"-Infinity\""));
  } else if (type.bits == 64) {
    out.put_real(value);
  } else {
    out.put_real(static_cast<float>(value));
  }
}

[[gnu::noinline]] void write_integer_of(JsonBuffer& out, const TypeInfo& type, const void* object) {
  const WideInteger value = load_integer(type, object);
  if (value.negative) out.put('-');
  out.put_integer(value.magnitude);
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

void write_by_kind(JsonBuffer& out, const TypeInfo& type, const void* object, const ModelConfig& config) {
  switch (type.kind) {
    case Kind::boolean:
      if (*static_cast<const bool*>(object)) {
        out.put("true");
      } else {
        out.put("false");
      }
      break;
    case Kind::integer:
      write_integer_of(out, type, object);
      break;
    case Kind::number:
      write_number(out, type, object, config);
      break;
    case Kind::string:
      out.put_string(*static_cast<const std::string*>(object));
      break;
    case Kind::enumeration:
      write_enumeration(out, *type.enumeration, object);
      break;
    case Kind::optional:
      if (const void* const value = type.optional->get(object)) {
        write_value(out, *type.element, *type.element_facts, value, config);
      } else {
        out.put("null");
      }
      break;
    case Kind::list:
    case Kind::set:
      write_sequence(out, type, object, config);
      break;
    case Kind::map:
      write_map(out, type, object, config);
      break;
    case Kind::object:
      write_fields(out, type, object, config);
      break;
    case Kind::any:
      talaria::write_json(out.string(), *static_cast<const Json*>(object));
      break;
    case Kind::json_object:
      write_object(out.string(), *static_cast<const JsonObject*>(object));
      break;
    case Kind::json_array:
      write_array(out.string(), *static_cast<const JsonArray*>(object));
      break;
    case Kind::custom:
      type.custom->write(type, object, config, out.string());
      break;
    case Kind::variant:
      write_variant(out, type, object, config);
      break;
    case Kind::tuple:
      write_tuple(out, type, object, config);
      break;
    case Kind::literal:
      talaria::write_json(out.string(), literal_to_json(literal_value(type, object)));
      break;
  }
}

}  // namespace

void write_key(std::string& out, const TypeInfo& map, const void* key, const ModelConfig& config) {
  const TypeInfo* const type = map.map->key;
  if (type == nullptr) return write_string(out, *static_cast<const std::string*>(key));
  std::string text;
  JsonBuffer buffer(text);
  write_value(buffer, *type, *map.map->key_facts, key, config);
  const bool quoted = buffer.string().starts_with('"');
  if (!quoted) out += '"';
  out += text;
  if (!quoted) out += '"';
}

void write_json(std::string& out, const TypeInfo& type, const void* object) {
  JsonBuffer buffer(out);
  write_value(buffer, type, no_facts, object, default_config);
  buffer.string();
}

}  // namespace talaria::model
