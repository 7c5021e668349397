// Types to JSON Schema (draft 2020-12), worded as Pydantic v2 words it.
#pragma once
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <talaria/model/describe.hpp>
#include <talaria/model/json.hpp>

namespace talaria {

using model::SchemaMode;

namespace model {

/// Makes schemas and collects the models and enums they refer to, each defined once.
///
/// A type has one definition where it is read and written alike, `Item`, and two where its schemas differ, `Item-Input`
/// and `Item-Output`. Different types of the same name get their qualified names, `app__Item`. So every type must be
/// added before names are asked for: call add() for all, then schema().
class SchemaRegistry {
 public:
  /// References are `ref_prefix` + name: `#/components/schemas/` for OpenAPI, `#/$defs/` for a schema of its own.
  /// Without `separate_modes` an output has the schema of an input, unless there are members that only an output has.
  explicit SchemaRegistry(std::string ref_prefix = "#/components/schemas/", bool separate_modes = true)
      : ref_prefix_(std::move(ref_prefix)), separate_modes_(separate_modes) {}

  /// Makes the type and all types it is made of known.
  void add(const TypeInfo& type, SchemaMode mode = SchemaMode::validation);
  /// The schema of a value of that type with those facts, and with `title` unless the schema is a reference.
  /// Facts' own title, description, default, examples and so on go in as Pydantic puts them.
  [[nodiscard]] Json schema(const TypeInfo& type, const Facts& facts = no_facts, std::string_view title = {},
                            SchemaMode mode = SchemaMode::validation) const;
  /// The name under which the type is defined.
  [[nodiscard]] std::string name_of(const TypeInfo& type, SchemaMode mode = SchemaMode::validation) const;
  /// Every definition, sorted by name.
  [[nodiscard]] JsonObject definitions() const;

 private:
  friend class SchemaWriter;

  /// A type that has a definition.
  struct Mention {
    const TypeInfo* type;
    SchemaMode mode;
    std::string name;
  };

  void mention(const TypeInfo& type, SchemaMode mode);
  [[nodiscard]] SchemaMode shown_mode(const TypeInfo& type, SchemaMode mode) const;
  [[nodiscard]] const Mention& find(const TypeInfo& type, SchemaMode mode) const;
  void choose_names() const;

  std::string ref_prefix_;
  bool separate_modes_;
  // A name depends on all that is mentioned, so names are chosen when the first one is asked for.
  mutable std::vector<Mention> mentions_;
  mutable bool named_ = false;
};

/// The title that Pydantic makes of a name: `full_name` gives `Full Name`.
[[nodiscard]] std::string title_from_name(std::string_view name);

/// What is wrong with the JSON texts in the facts and the configuration of a type and of all that it is made of; one
/// line for each.
[[nodiscard]] std::vector<std::string> schema_faults(const TypeInfo& type);
/// The same of the facts alone; `name` is that of the parameter or the field that they are about.
[[nodiscard]] std::vector<std::string> schema_faults(const Facts& facts, std::string_view name);

}  // namespace model

/// The JSON Schema of a model with its definitions under `$defs` (Pydantic's `model_json_schema`).
[[nodiscard]] Json model_json_schema(const model::TypeInfo& type, SchemaMode mode = SchemaMode::validation);
template <class T>
[[nodiscard]] Json model_json_schema(SchemaMode mode = SchemaMode::validation) {
  return model_json_schema(model::type_info<T>, mode);
}

/// The schemas of several models, which share their definitions.
struct ModelsJsonSchema {
  std::vector<Json> schemas;  ///< references, in the order of the models
  JsonObject definitions;     ///< what stands under `$defs`
};

/// The JSON Schemas of several models: `models_json_schema({{schema_of<Item>, SchemaMode::validation}})`.
[[nodiscard]] ModelsJsonSchema models_json_schema(
    std::initializer_list<std::pair<const model::TypeInfo*, SchemaMode>> models);

}  // namespace talaria
