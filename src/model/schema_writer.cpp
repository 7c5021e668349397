#include "model/schema_writer.hpp"

#include "model/schema_texts.hpp"
#include "model/type_display.hpp"

#include <algorithm>

#include <talaria/base/strings.hpp>

namespace talaria::model {

namespace {

/// Pydantic gives a property no title where the definition behind it has one.
bool takes_title(const TypeInfo& type) {
  return type.kind == Kind::optional ? takes_title(*type.element) : !has_definition(type);
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
  if (mode == SchemaMode::serialization) return std::string(field.output_name);
  return std::string(config.validate_by_alias ? field.input_name : field.name);
}

}  // namespace

Json SchemaWriter::schema(const TypeInfo& type, const Facts& facts, std::string_view title) const {
  JsonObject out = value_schema(type, facts);
  add_texts(out, type, facts, facts.title.empty() ? title : facts.title, mode_);
  return out;
}

Json SchemaWriter::property_schema(const FieldInfo& field, std::string_view name) const {
  const std::string title = takes_title(*field.type) ? title_from_name(name) : std::string();
  Json out = schema(*field.type, *field.facts, base::trim(title));
  JsonObject& property = out.as_object();
  if (property.contains("$ref")) drop_repeated(property, *field.type);
  // An optional without another default is null when nothing is sent.
  const bool is_null = !field.required() && !field.facts->has_default && !field.may_be_absent;
  if (is_null && !property.contains("default")) {
    property.append("default", null_default(*field.type, *field.facts, mode_));
  }
  return out;
}

/// What is computed is always there, and is never sent.
void SchemaWriter::add_computed(const TypeInfo& type, JsonObject& properties, JsonArray& required) const {
  for (const ComputedInfo& computed : type.computed) {
    const TypeInfo& made = computed.output->type();
    const std::string title = takes_title(made) ? title_from_name(computed.output_name) : std::string();
    Json property = schema(made, *computed.facts, base::trim(title));
    property["readOnly"] = true;
    properties.set(std::string(computed.output_name), std::move(property));
    required.push_back(computed.output_name);
  }
}

JsonObject SchemaWriter::object_definition(const TypeInfo& type) const {
  const SchemaWriter inside(registry_, mode_, *type.config);
  const bool output = mode_ == SchemaMode::serialization;
  if (output && type.serializer != nullptr) return inside.value_schema(type.serializer->type(), no_facts);
  const bool all_required = output && type.config->json_schema_serialization_defaults_required;
  JsonObject properties;
  JsonArray required;
  for (const FieldInfo& field : type.fields) {
    if (!is_shown(field, mode_)) continue;
    const std::string name = property_name(field, *type.config, mode_);
    properties.set(name, inside.property_schema(field, name));
    if (field.required() || all_required) required.push_back(name);
  }
  if (output) inside.add_computed(type, properties, required);
  JsonObject out{{"properties", std::move(properties)}, {"type", "object"}};
  if (!required.empty()) out.append("required", std::move(required));
  add_model_texts(out, type);
  return out;
}

JsonObject SchemaWriter::definition(const TypeInfo& type) const {
  return type.kind == Kind::object ? object_definition(type) : enumeration_definition(type);
}

}  // namespace talaria::model
