#include "model/constraints.hpp"
#include "model/literals.hpp"
#include "model/python_text.hpp"
#include "model/scratch.hpp"
#include "model/type_display.hpp"
#include "model/union_tags.hpp"

#include <algorithm>

#include <talaria/base/strings.hpp>
#include <talaria/model/dump.hpp>
#include <talaria/model/json_schema.hpp>

namespace talaria::model {

namespace {

// The order of the keywords is that of FastAPI's documents: what the value is, then its limits, then its texts.

bool has_definition(const TypeInfo& type) {
  return type.kind == Kind::object || type.kind == Kind::enumeration;
}

/// Pydantic gives a property no title where the definition behind it has one.
bool takes_title(const TypeInfo& type) {
  return type.kind == Kind::optional ? takes_title(*type.element) : !has_definition(type);
}

void add_number_limits(JsonObject& schema, const Facts& facts) {
  const auto add = [&](bool present, const char* name, const Number& limit) {
    if (present) schema.append(name, limit_to_json(limit, false));
  };
  add(facts.has_multiple_of, "multipleOf", facts.multiple_of_value);
  add(facts.has_le, "maximum", facts.le_value);
  add(facts.has_lt, "exclusiveMaximum", facts.lt_value);
  add(facts.has_ge, "minimum", facts.ge_value);
  add(facts.has_gt, "exclusiveMinimum", facts.gt_value);
}

void add_size_limits(JsonObject& schema, const Facts& facts, const char* max_name, const char* min_name) {
  if (facts.has_max_length) schema.append(max_name, facts.max_length);
  if (facts.has_min_length) schema.append(min_name, facts.min_length);
}

void add_texts(JsonObject& schema, const TypeInfo& type, const Facts& facts, std::string_view title) {
  if (!title.empty()) schema.append("title", title);
  if (!facts.description.empty()) schema.append("description", facts.description);
  if (facts.has_default && facts.default_is_constant) {
    const Scratch value(type);
    facts.set_default(value.get());
    Json as_json = to_json(type, value.get());
    // FastAPI leaves nulls out of its document, and so a default that is one.
    if (!as_json.is_null()) schema.append("default", std::move(as_json));
  }
  if (facts.deprecated) schema.append("deprecated", true);
}

JsonObject enumeration_definition(const TypeInfo& type) {
  const EnumInfo& enumeration = *type.enumeration;
  JsonArray values;
  for (const EnumValue& value : enumeration.values) {
    values.push_back(enumeration.as_integer ? Json(value.value) : Json(value.name));
  }
  return {{"type", enumeration.as_integer ? "integer" : "string"},
          {"enum", std::move(values)},
          {"title", display_name(type.name)}};
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

/// One of several schemas, as Pydantic writes it: unions in unions are flattened, equal schemas stand once.
JsonObject any_of(const JsonArray& schemas) {
  JsonArray flat;
  const auto add = [&](const Json& schema) {
    if (std::find(flat.begin(), flat.end(), schema) == flat.end()) flat.push_back(schema);
  };
  for (const Json& schema : schemas) {
    const JsonObject& keywords = schema.as_object();
    const Json* const inner = keywords.size() == 1 ? keywords.find("anyOf") : nullptr;
    if (inner == nullptr) {
      add(schema);
    } else {
      for (const Json& alternative : inner->as_array()) add(alternative);
    }
  }
  if (flat.size() == 1) return flat[0].as_object();
  return {{"anyOf", std::move(flat)}};
}

}  // namespace

void SchemaRegistry::add(const TypeInfo& type) {
  if (type.element != nullptr) add(*type.element);
  if (type.map != nullptr && type.map->key != nullptr) add(*type.map->key);
  for (const PartInfo& part : parts_of(type)) add(*part.type);
  if (!has_definition(type)) return;
  if (std::find(types_.begin(), types_.end(), &type) != types_.end()) return;
  types_.push_back(&type);
  for (const FieldInfo& field : type.fields) add(*field.type);
}

std::string SchemaRegistry::name_of(const TypeInfo& type) const {
  std::string name = reference_name(display_name(type.name));
  const auto clashes = [&](const TypeInfo* other) {
    return other != &type && reference_name(display_name(other->name)) == name;
  };
  if (std::none_of(types_.begin(), types_.end(), clashes)) return name;
  return reference_name(base::replace_all(type.qualified_name, "::", "__"));
}

Json SchemaRegistry::value_schema(const TypeInfo& type, const Facts& facts) const {
  JsonObject schema;
  switch (type.kind) {
    case Kind::boolean:
      return JsonObject{{"type", "boolean"}};
    case Kind::integer:
    case Kind::number:
      schema.append("type", type.kind == Kind::integer ? "integer" : "number");
      add_number_limits(schema, facts);
      return schema;
    case Kind::string:
      schema.append("type", "string");
      add_size_limits(schema, facts, "maxLength", "minLength");
      if (facts.pattern != nullptr) schema.append("pattern", facts.pattern->text);
      return schema;
    case Kind::optional:
      return any_of({value_schema(*type.element, passed_facts(type, facts)), JsonObject{{"type", "null"}}});
    case Kind::list:
    case Kind::set:
    case Kind::json_array:
      schema.append("items", type.kind == Kind::json_array ? Json(JsonObject()) : element_schema(type));
      schema.append("type", "array");
      add_size_limits(schema, facts, "maxItems", "minItems");
      if (type.kind == Kind::set) schema.append("uniqueItems", true);
      return schema;
    case Kind::map:
    case Kind::json_object: {
      // Of a value that may be anything Pydantic says `true` here and `{}` in an array.
      const bool anything = type.kind == Kind::json_object || type.element->kind == Kind::any;
      schema.append("additionalProperties", anything ? Json(true) : element_schema(type));
      schema.append("type", "object");
      if (type.kind == Kind::map && type.map->key != nullptr) add_key_schema(schema, type);
      add_size_limits(schema, facts, "maxProperties", "minProperties");
      return schema;
    }
    case Kind::any:
      return schema;
    case Kind::custom:
      type.custom->schema(type, facts, default_config, SchemaMode::validation, schema);
      if (type.element != nullptr) schema.append("contentSchema", element_schema(type));
      return schema;
    case Kind::variant:
      return variant_schema(type, facts);
    case Kind::tuple:
      return tuple_schema(type);
    case Kind::literal:
      return literal_schema(*type.literal);
    case Kind::enumeration:
    case Kind::object:
      schema.append("$ref", ref_prefix_ + name_of(type));
      return schema;
  }
  return schema;
}

Json SchemaRegistry::variant_schema(const TypeInfo& type, const Facts& facts) const {
  JsonArray alternatives;
  for (const PartInfo& part : type.variant->alternatives) alternatives.push_back(schema(*part.type, *part.facts));
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
    out.append("oneOf", alternatives);
    out.append("discriminator", JsonObject{{"mapping", std::move(mapping)},
                                           {"propertyName", discriminator_name(type, facts.discriminator)}});
  }
  return type.variant->nullable ? any_of({std::move(out), JsonObject{{"type", "null"}}}) : out;
}

Json SchemaRegistry::tuple_schema(const TypeInfo& type) const {
  JsonArray items;
  for (const PartInfo& part : type.tuple->items) items.push_back(schema(*part.type, *part.facts));
  const std::size_t count = items.size();
  JsonObject out{{"type", "array"}, {"maxItems", count}, {"minItems", count}};
  if (count != 0) out.append("prefixItems", std::move(items));
  return out;
}

/// Of keys only what is said of texts can be documented.
void SchemaRegistry::add_key_schema(JsonObject& map_schema, const TypeInfo& map) const {
  const TypeInfo& type = *map.map->key;
  JsonObject keys = schema(type, *map.map->key_facts).as_object();
  if (const Json* const pattern = keys.find("pattern")) {
    map_schema.append("patternProperties", JsonObject{{pattern->as_string(), map_schema.at("additionalProperties")}});
    map_schema.erase("additionalProperties");
    keys.erase("pattern");
  }
  const Json* const name = keys.find("type");
  const bool is_text = keys.contains("$ref") || (name != nullptr && *name == Json("string"));
  keys.erase("type");
  if (is_text && !keys.empty()) map_schema.append("propertyNames", std::move(keys));
}

Json SchemaRegistry::element_schema(const TypeInfo& container) const {
  return schema(*container.element, *container.element_facts);
}

Json SchemaRegistry::schema(const TypeInfo& type, const Facts& facts, std::string_view title) const {
  Json out = value_schema(type, facts);
  if (has_definition(type)) title = {};
  add_texts(out.as_object(), type, facts, facts.title.empty() ? title : facts.title);
  return out;
}

JsonObject SchemaRegistry::object_definition(const TypeInfo& type) const {
  JsonObject properties;
  JsonArray required;
  for (const FieldInfo& field : type.fields) {
    const std::string name(field.wire_name());
    const std::string title = takes_title(*field.type) ? title_from_name(name) : std::string();
    properties.append(name, schema(*field.type, *field.facts, title));
    if (field.required()) required.push_back(name);
  }
  JsonObject out{{"properties", std::move(properties)}, {"type", "object"}};
  if (!required.empty()) out.append("required", std::move(required));
  out.append("title", display_name(type.name));
  return out;
}

JsonObject SchemaRegistry::definitions() const {
  std::vector<std::pair<std::string, const TypeInfo*>> named;
  named.reserve(types_.size());
  for (const TypeInfo* type : types_) named.emplace_back(name_of(*type), type);
  std::sort(named.begin(), named.end());
  JsonObject out;
  for (const auto& [name, type] : named) {
    out.set(name, type->kind == Kind::object ? object_definition(*type) : enumeration_definition(*type));
  }
  return out;
}

std::string title_from_name(std::string_view name) {
  return base::replace_all(base::title_case(name), "_", " ");
}

}  // namespace talaria::model

namespace talaria {

Json model_json_schema(const model::TypeInfo& type) {
  model::SchemaRegistry registry("#/$defs/");
  registry.add(type);
  Json schema = registry.schema(type);
  JsonObject definitions = registry.definitions();
  // Like Pydantic: the model itself stands in front, unless it refers to itself and so has to be a definition.
  const std::string own_reference = "\"$ref\":" + dump_json(Json("#/$defs/" + registry.name_of(type)));
  const bool recursive = dump_json(definitions).find(own_reference) != std::string::npos;
  if (type.kind == model::Kind::object && !recursive) {
    const std::string name = registry.name_of(type);
    schema = definitions.at(name);
    definitions.erase(name);
  }
  if (!definitions.empty()) schema["$defs"] = std::move(definitions);
  return schema;
}

}  // namespace talaria
