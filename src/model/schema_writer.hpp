// The schema of one type in one mode: all that is independent of how definitions are named.
#pragma once
#include <string_view>

#include <talaria/model/json_schema.hpp>

namespace talaria::model {

/// Whether a schema only refers to the type, which is defined elsewhere.
[[nodiscard]] constexpr bool has_definition(const TypeInfo& type) {
  return type.kind == Kind::object || type.kind == Kind::enumeration;
}

/// Whether a schema of that mode shows the field.
[[nodiscard]] constexpr bool is_shown(const FieldInfo& field, SchemaMode mode) {
  if (field.facts->exclude_from_schema) return false;
  return mode == SchemaMode::validation || !field.facts->exclude;
}

/// Writes the schemas of values and definitions as Pydantic words them.
class SchemaWriter {
 public:
  /// `config` is that of the model around the values.
  SchemaWriter(const SchemaRegistry& registry, SchemaMode mode, const ModelConfig& config = default_config)
      : registry_(registry), mode_(mode), config_(config) {}

  /// The schema of a value, with its texts.
  [[nodiscard]] Json schema(const TypeInfo& type, const Facts& facts, std::string_view title) const;
  /// What stands under the name of an object or an enumeration.
  [[nodiscard]] JsonObject definition(const TypeInfo& type) const;

 private:
  [[nodiscard]] JsonObject value_schema(const TypeInfo& type, const Facts& facts) const;
  [[nodiscard]] JsonObject made_schema(const Facts& facts) const;
  [[nodiscard]] JsonObject text_schema(const Facts& facts) const;
  [[nodiscard]] JsonObject optional_schema(const TypeInfo& type, const Facts& facts) const;
  [[nodiscard]] JsonObject map_schema(const TypeInfo& type, const Facts& facts) const;
  [[nodiscard]] JsonObject key_schema(const TypeInfo& map) const;
  [[nodiscard]] JsonObject variant_schema(const TypeInfo& type, const Facts& facts) const;
  [[nodiscard]] JsonObject tuple_schema(const TypeInfo& type) const;
  [[nodiscard]] JsonObject custom_schema(const TypeInfo& type, const Facts& facts) const;
  [[nodiscard]] Json element_schema(const TypeInfo& container) const;
  [[nodiscard]] JsonObject object_definition(const TypeInfo& type) const;
  void add_computed(const TypeInfo& type, JsonObject& properties, JsonArray& required) const;
  [[nodiscard]] Json property_schema(const FieldInfo& field, std::string_view name) const;

  const SchemaRegistry& registry_;
  SchemaMode mode_;
  const ModelConfig& config_;
};

}  // namespace talaria::model
