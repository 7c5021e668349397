#include "model/schema_writer.hpp"

#include "model/constraints.hpp"
#include "model/schema_texts.hpp"
#include "model/type_display.hpp"

#include <algorithm>

#include <talaria/base/strings.hpp>

namespace talaria::model {

namespace {

// The order of the keywords is that of FastAPI's documents: what the value is, then its limits, then its texts.

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

JsonObject enumeration_definition(const TypeInfo& type) {
  const EnumInfo& enumeration = *type.enumeration;
  JsonArray values;
  for (const EnumValue& value : enumeration.values) {
    values.push_back(enumeration.as_integer ? Json(value.value) : Json(value.name));
  }
  JsonObject out{{"type", enumeration.as_integer ? "integer" : "string"},
                 {"enum", std::move(values)},
                 {"title", display_name(type.name)}};
  if (!enumeration.description.empty()) out.append("description", enumeration.description);
  return out;
}

/// What the definition of a model says of the model itself.
void add_model_texts(JsonObject& definition, const TypeInfo& type) {
  const ModelConfig& config = *type.config;
  if (config.extra != Extra::ignore) definition.append("additionalProperties", config.extra == Extra::allow);
  definition.append("title", config.title.empty() ? Json(display_name(type.name)) : Json(config.title));
  if (!config.description.empty()) definition.append("description", config.description);
  add_extra(definition, config.json_schema_extra, type.name);
}

/// A property says nothing of itself that the definition behind it says already.
void drop_repeated(JsonObject& property, const TypeInfo& type) {
  JsonObject known;
  if (type.kind == Kind::object) add_model_texts(known, type);
  if (type.kind == Kind::enumeration) known = enumeration_definition(type);
  for (const auto& [name, value] : known) {
    const Json* const own = property.find(name);
    if (own != nullptr && *own == value) property.erase(name);
  }
}

std::string property_name(const FieldInfo& field, const ModelConfig& config, SchemaMode mode) {
  const Facts& facts = *field.facts;
  const bool input = mode == SchemaMode::validation;
  if (input && !config.validate_by_alias) return std::string(field.name);
  const std::string_view own = input ? facts.validation_alias : facts.serialization_alias;
  return std::string(own.empty() ? field.wire_name() : own);
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
  const Facts& of_value = type.element_facts->has_constraints ? *type.element_facts : facts;
  JsonObject value = value_schema(*type.element, of_value);
  add_texts(value, *type.element, *type.element_facts, type.element_facts->title);
  return any_of({std::move(value), JsonObject{{"type", "null"}}});
}

JsonObject SchemaWriter::map_schema(const TypeInfo& type, const Facts& facts) const {
  JsonObject values;
  if (type.kind == Kind::map) values = element_schema(type).as_object();
  values.erase("title");
  // Of a value that may be anything Pydantic says `true` here and `{}` in an array.
  JsonObject schema{{"additionalProperties", values.empty() ? Json(true) : Json(std::move(values))},
                    {"type", "object"}};
  if (type.kind == Kind::map) {
    JsonObject keys = text_schema(no_facts);
    keys.erase("type");
    if (!keys.empty()) schema.append("propertyNames", std::move(keys));
  }
  add_size_limits(schema, facts, "maxProperties", "minProperties");
  return schema;
}

/// What holds another type is that type on the way out, and a text with it inside on the way in: JsonText.
JsonObject SchemaWriter::custom_schema(const TypeInfo& type, const Facts& facts) const {
  if (type.element != nullptr && mode_ == SchemaMode::serialization) return value_schema(*type.element, facts);
  JsonObject schema;
  type.custom->schema(type, facts, config_, mode_, schema);
  if (type.element != nullptr) schema.set("contentSchema", element_schema(type));
  return schema;
}

JsonObject SchemaWriter::value_schema(const TypeInfo& type, const Facts& facts) const {
  JsonObject schema;
  switch (type.kind) {
    case Kind::boolean:
      return {{"type", "boolean"}};
    case Kind::integer:
    case Kind::number:
      schema.append("type", type.kind == Kind::integer ? "integer" : "number");
      add_number_limits(schema, facts);
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
    case Kind::enumeration:
    case Kind::object:
      return {{"$ref", registry_.ref_prefix_ + registry_.find(type, mode_).name}};
  }
  return schema;
}

Json SchemaWriter::element_schema(const TypeInfo& container) const {
  return schema(*container.element, *container.element_facts, {});
}

Json SchemaWriter::schema(const TypeInfo& type, const Facts& facts, std::string_view title) const {
  JsonObject out = value_schema(type, facts);
  if (has_definition(type)) title = {};
  add_texts(out, type, facts, facts.title.empty() ? title : facts.title);
  return out;
}

Json SchemaWriter::property_schema(const FieldInfo& field, std::string_view name) const {
  const std::string title = takes_title(*field.type) ? title_from_name(name) : std::string();
  Json out = schema(*field.type, *field.facts, base::trim(title));
  JsonObject& property = out.as_object();
  if (has_definition(*field.type)) drop_repeated(property, *field.type);
  // An optional without another default is null when nothing is sent.
  const bool is_null = !field.required() && !field.facts->has_default;
  if (is_null && !property.contains("default")) property.append("default", nullptr);
  return out;
}

JsonObject SchemaWriter::object_definition(const TypeInfo& type) const {
  const SchemaWriter inside(registry_, mode_, *type.config);
  const bool output = mode_ == SchemaMode::serialization;
  const bool all_required = output && type.config->json_schema_serialization_defaults_required;
  JsonObject properties;
  JsonArray required;
  for (const FieldInfo& field : type.fields) {
    if (!is_shown(field, mode_)) continue;
    const std::string name = property_name(field, *type.config, mode_);
    properties.set(name, inside.property_schema(field, name));
    if (field.required() || all_required) required.push_back(name);
  }
  JsonObject out{{"properties", std::move(properties)}, {"type", "object"}};
  if (!required.empty()) out.append("required", std::move(required));
  add_model_texts(out, type);
  return out;
}

JsonObject SchemaWriter::definition(const TypeInfo& type) const {
  return type.kind == Kind::object ? object_definition(type) : enumeration_definition(type);
}

}  // namespace talaria::model
