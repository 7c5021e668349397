// Types to JSON Schema (draft 2020-12), worded as Pydantic v2 words it.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <talaria/model/describe.hpp>
#include <talaria/model/json.hpp>

namespace talaria {

namespace model {

/// Makes schemas and collects the models and enums they refer to, each defined once.
///
/// Two types of the same unqualified name get their qualified names, `app__Item`; so every type must be added (or
/// met by a schema) before names are asked for: call add() for all, then schema().
class SchemaRegistry {
 public:
  /// References are `ref_prefix` + name: `#/components/schemas/` for OpenAPI, `#/$defs/` for a schema of its own.
  explicit SchemaRegistry(std::string ref_prefix = "#/components/schemas/") : ref_prefix_(std::move(ref_prefix)) {}

  /// Makes the type and all types it is made of known.
  void add(const TypeInfo& type);
  /// The schema of a value of that type with those facts, and with `title` unless the schema is a reference.
  /// Facts' own title, description, default and `deprecated` go in as Pydantic puts them.
  [[nodiscard]] Json schema(const TypeInfo& type, const Facts& facts = no_facts, std::string_view title = {}) const;
  /// The name under which the type is defined.
  [[nodiscard]] std::string name_of(const TypeInfo& type) const;
  /// Every definition, sorted by name.
  [[nodiscard]] JsonObject definitions() const;

 private:
  [[nodiscard]] Json value_schema(const TypeInfo& type, const Facts& facts) const;
  [[nodiscard]] Json variant_schema(const TypeInfo& type, const Facts& facts) const;
  [[nodiscard]] Json tuple_schema(const TypeInfo& type) const;
  void add_key_schema(JsonObject& map_schema, const TypeInfo& map) const;
  [[nodiscard]] Json element_schema(const TypeInfo& container) const;
  [[nodiscard]] JsonObject object_definition(const TypeInfo& type) const;

  std::string ref_prefix_;
  std::vector<const TypeInfo*> types_;
};

/// The title that Pydantic makes of a name: `full_name` gives `Full Name`.
[[nodiscard]] std::string title_from_name(std::string_view name);

}  // namespace model

/// The JSON Schema of a model with its definitions under `$defs` (Pydantic's `model_json_schema`).
[[nodiscard]] Json model_json_schema(const model::TypeInfo& type);
template <class T>
[[nodiscard]] Json model_json_schema() {
  return model_json_schema(model::type_info<T>);
}

}  // namespace talaria
