#include "model/constraints.hpp"
#include "model/literals.hpp"
#include "model/python_text.hpp"
#include "model/schema_texts.hpp"
#include "model/schema_writer.hpp"
#include "model/union_tags.hpp"

namespace talaria::model {

namespace {

// The order of the keywords is that of FastAPI's documents: what the value is, then its limits, then its texts.

void add_size_limits(JsonObject& schema, const Facts& facts, const char* max_name, const char* min_name) {
  if (facts.has_max_length) schema.append(max_name, facts.max_length);
  if (facts.has_min_length) schema.append(min_name, facts.min_length);
}

JsonObject literal_schema(const LiteralOps& literal) {
  JsonArray values;
  bool same_kind = true;
  for (const LiteralValue& value : literal.values) {
    values.push_back(literal_to_json(value));
    same_kind = same_kind && value.kind == literal.values.front().kind;
  }
  JsonObject schema;
  values.size() == 1 ? schema.append("const", values[0]) : schema.append("enum", std::move(values));
  if (!same_kind) return schema;
  constexpr std::string_view names[] = {"string", "integer", "boolean"};
  schema.append("type", names[static_cast<std::size_t>(literal.values.front().kind)]);
  return schema;
}

}  // namespace

JsonObject SchemaWriter::text_schema(const Facts& facts) const {
  JsonObject schema{{"type", "string"}};
  add_size_limits(schema, facts, "maxLength", "minLength");
  if (!facts.has_max_length && config_.str_max_length != default_config.str_max_length) {
    schema.append("maxLength", config_.str_max_length);
  }
  if (!facts.has_min_length && config_.str_min_length != 0) schema.append("minLength", config_.str_min_length);
  if (facts.pattern != nullptr) schema.append("pattern", facts.pattern->text);
  return schema;
}

JsonObject SchemaWriter::optional_schema(const TypeInfo& type, const Facts& facts) const {
  JsonObject value = value_schema(*type.element, passed_facts(type, facts));
  add_texts(value, *type.element, *type.element_facts, type.element_facts->title, mode_);
  return any_of({std::move(value), JsonObject{{"type", "null"}}});
}

JsonObject SchemaWriter::map_schema(const TypeInfo& type, const Facts& facts) const {
  const bool typed = type.kind == Kind::map;
  JsonObject values;
  if (typed) values = element_schema(type).as_object();
  values.erase("title");
  JsonObject keys;
  if (typed) keys = key_schema(type);
  JsonObject schema;
  if (const Json* const pattern = keys.find("pattern")) {
    schema.append("patternProperties", JsonObject{{pattern->as_string(), std::move(values)}});
    keys.erase("pattern");
  } else {
    // Of a value that may be anything Pydantic says `true` here and `{}` in an array.
    schema.append("additionalProperties", values.empty() ? Json(true) : Json(std::move(values)));
  }
  schema.append("type", "object");
  if (!keys.empty()) schema.append("propertyNames", std::move(keys));
  add_size_limits(schema, facts, "maxProperties", "minProperties");
  return schema;
}

/// Of keys only what is said of texts can be documented, and what has a definition.
JsonObject SchemaWriter::key_schema(const TypeInfo& map) const {
  JsonObject keys = map.map->key == nullptr ? text_schema(*map.map->key_facts)
                                            : schema(*map.map->key, *map.map->key_facts, {}).as_object();
  if (keys.contains("$ref")) return keys;
  const Json* const type = keys.find("type");
  if (type == nullptr || *type != Json("string")) return {};
  keys.erase("type");
  keys.erase("title");
  return keys;
}

JsonObject SchemaWriter::variant_schema(const TypeInfo& type, const Facts& facts) const {
  JsonArray alternatives;
  for (const PartInfo& part : type.variant->alternatives) alternatives.push_back(schema(*part.type, *part.facts, {}));
  JsonObject out;
  if (facts.discriminator.empty()) {
    out = any_of(alternatives);
  } else {
    JsonObject mapping;
    for (const UnionTag& tag : union_tags(type, facts.discriminator)) {
      const Json& alternative = alternatives[tag.alternative];
      const Json* const reference = alternative.as_object().find("$ref");
      mapping.set(python_str(literal_to_json(*tag.value)), reference != nullptr ? *reference : alternative);
    }
    out.append("oneOf", std::move(alternatives));
    out.append("discriminator", JsonObject{{"mapping", std::move(mapping)},
                                           {"propertyName", discriminator_name(type, facts.discriminator)}});
  }
  return type.variant->nullable ? any_of({std::move(out), JsonObject{{"type", "null"}}}) : out;
}

JsonObject SchemaWriter::tuple_schema(const TypeInfo& type) const {
  JsonArray items;
  for (const PartInfo& part : type.tuple->items) items.push_back(schema(*part.type, *part.facts, {}));
  const std::size_t count = items.size();
  JsonObject out{{"type", "array"}, {"maxItems", count}, {"minItems", count}};
  if (count != 0) out.append("prefixItems", std::move(items));
  return out;
}

/// What holds another type is that type on the way out, and a text with it inside on the way in: JsonText.
JsonObject SchemaWriter::custom_schema(const TypeInfo& type, const Facts& facts) const {
  if (type.element != nullptr && mode_ == SchemaMode::serialization) return value_schema(*type.element, facts);
  JsonObject schema;
  type.custom->schema(type, facts, config_, mode_, schema);
  if (type.element != nullptr) schema.set("contentSchema", element_schema(type));
  return schema;
}

JsonObject SchemaWriter::made_schema(const Facts& facts) const {
  JsonObject made = value_schema(facts.serializer->type(), no_facts);
  return facts.serializer->keeps_null ? any_of({std::move(made), JsonObject{{"type", "null"}}}) : made;
}

JsonObject SchemaWriter::value_schema(const TypeInfo& type, const Facts& facts) const {
  if (mode_ == SchemaMode::serialization && facts.serializer != nullptr) return made_schema(facts);
  JsonObject schema;
  if (mode_ == SchemaMode::validation && facts.any_input) return schema;
  switch (type.kind) {
    case Kind::boolean:
      return {{"type", "boolean"}};
    case Kind::integer:
    case Kind::number:
      schema.append("type", type.kind == Kind::integer ? "integer" : "number");
      add_number_limits(schema, facts, false);
      return schema;
    case Kind::string:
      return text_schema(facts);
    case Kind::optional:
      return optional_schema(type, facts);
    case Kind::list:
    case Kind::set:
    case Kind::json_array:
      schema.append("items", type.kind == Kind::json_array ? Json(JsonObject()) : element_schema(type));
      schema.append("type", "array");
      add_size_limits(schema, facts, "maxItems", "minItems");
      if (type.kind == Kind::set) schema.append("uniqueItems", true);
      return schema;
    case Kind::map:
    case Kind::json_object:
      return map_schema(type, facts);
    case Kind::any:
      return schema;
    case Kind::custom:
      return custom_schema(type, facts);
    case Kind::variant:
      return variant_schema(type, facts);
    case Kind::tuple:
      return tuple_schema(type);
    case Kind::literal:
      return literal_schema(*type.literal);
    case Kind::enumeration:
    case Kind::object:
      return {{"$ref", registry_.ref_prefix_ + registry_.find(type, mode_).name}};
  }
  return schema;
}

Json SchemaWriter::element_schema(const TypeInfo& container) const {
  return schema(*container.element, *container.element_facts, {});
}

}  // namespace talaria::model
