// TypeInfo: what a type is, as constant data. Validator, serialiser, schema writer and binder read these tables and
// nothing else; the templates that fill them are in describe.hpp.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include <talaria/model/facts_info.hpp>
#include <talaria/model/model_config.hpp>

namespace talaria {
class Json;
class JsonObject;
}  // namespace talaria

namespace talaria::model {

struct TypeInfo;
class Trail;

/// The kinds of value that models are made of.
enum class Kind : std::uint8_t {
  boolean,
  integer,      ///< `bits` and `is_signed` say which
  number,       ///< float (bits 32) or double (bits 64)
  string,       ///< std::string
  enumeration,  ///< written as a string or as an integer, see EnumInfo
  optional,     ///< std::optional<element>
  list,         ///< std::vector<element>
  set,          ///< std::set or std::unordered_set of element
  map,          ///< std::map or std::unordered_map from std::string to element
  object,       ///< an aggregate with fields
  any,          ///< talaria::Json
  json_object,  ///< talaria::JsonObject
  json_array,   ///< talaria::JsonArray
  custom,       ///< a scalar with functions of its own: dates, UUIDs, e-mail addresses, see CustomOps
};

/// How values of a type are made, moved and destroyed in raw memory.
struct ValueOps {
  std::size_t size;
  std::size_t align;
  void (*construct)(void* at);
  void (*destroy)(void* value) noexcept;
};

/// One member of an aggregate.
struct FieldInfo {
  std::string_view name;
  const TypeInfo* type;
  const Facts* facts;

  /// The name on the wire: the alias if there is one.
  [[nodiscard]] constexpr std::string_view wire_name() const { return facts->alias.empty() ? name : facts->alias; }
  /// Whether a value must be sent: optionals and fields with a default need none.
  [[nodiscard]] constexpr bool required() const;
};

/// An enumerator: its name on the wire and its value.
struct EnumValue {
  std::string_view name;
  std::int64_t value;
};

/// The values of an enumeration, in the order of their declaration.
struct EnumInfo {
  std::span<const EnumValue> values;
  bool as_integer;  ///< on the wire it is its number, not its name
  std::int64_t (*get)(const void* value);
  void (*set)(void* value, std::int64_t number);
  std::string_view description = {};  ///< of the schema
};

/// std::optional<element>.
struct OptionalOps {
  void* (*emplace)(void* optional);  ///< a fresh value inside; returns its address
  void (*reset)(void* optional);
  const void* (*get)(const void* optional);  ///< the value inside or nullptr
};

/// A callback for each element of a container.
using VisitElement = void (*)(void* context, const void* element);
/// A callback for each entry of a map.
using VisitEntry = void (*)(void* context, std::string_view key, const void* element);

/// Lists and sets. A list element is made in place; a set element is made in a buffer of the caller and moved in.
struct SequenceOps {
  void (*clear)(void* sequence);
  std::size_t (*size)(const void* sequence);
  void (*reserve)(void* sequence, std::size_t count);
  void* (*append)(void* list);               ///< lists: a fresh element at the end
  void (*insert)(void* set, void* element);  ///< sets: moves the element in unless an equal one is there
  void (*for_each)(const void* sequence, void* context, VisitElement visit);
};

/// Maps with string keys.
struct MapOps {
  void (*clear)(void* map);
  std::size_t (*size)(const void* map);
  void* (*insert)(void* map, std::string_view key);  ///< the value under that key, fresh
  void (*for_each)(const void* map, void* context, VisitEntry visit);
};

/// Whether a schema is of what is read or of what is written; a few types differ.
enum class SchemaMode : std::uint8_t { validation, serialization };

/// A scalar that reads, writes and documents itself. Types that are written as text take most of it from
/// text_format.hpp.
struct CustomOps {
  /// The explaining path: fills `out` from `input`, or reports on the trail what is wrong and gives false.
  bool (*validate)(const TypeInfo& type, const Facts& facts, const Json& input, void* out, Trail& trail);
  /// The fast path, from the text of a JSON string or of a parameter: false when anything is unusual. May be null.
  bool (*read_text)(const TypeInfo& type, const Facts& facts, std::string_view text, void* out);
  /// Appends the value as JSON text; `config` is that of the model around it.
  void (*write)(const TypeInfo& type, const void* value, const ModelConfig& config, std::string& out);
  /// Adds the keywords of the schema: what the value is and its limits.
  void (*schema)(const TypeInfo& type, const Facts& facts, const ModelConfig& config, SchemaMode mode,
                 JsonObject& schema);
};

/// What a type is. One constant per type; its address identifies the type.
struct TypeInfo {
  Kind kind;
  std::uint8_t bits = 0;
  bool is_signed = false;
  ValueOps ops{};
  /// Objects and enums: the name without namespaces, which is also the name of the schema.
  std::string_view name = {};
  /// The same with its namespaces, to tell schemas of equal names apart.
  std::string_view qualified_name = {};
  /// Optionals, lists, sets, maps: what they hold, and the facts about it.
  const TypeInfo* element = nullptr;
  const Facts* element_facts = &no_facts;
  std::span<const FieldInfo> fields = {};
  /// Objects: writes the address of every field's value to `fields`, which has room for all.
  void (*locate)(void* object, void** fields) = nullptr;
  /// Objects: called after all fields are valid; may throw ValueError (`void validate()` of the model).
  void (*validate)(void* object) = nullptr;
  const EnumInfo* enumeration = nullptr;
  const OptionalOps* optional = nullptr;
  const SequenceOps* sequence = nullptr;
  const MapOps* map = nullptr;
  const CustomOps* custom = nullptr;
  /// Objects: never null there.
  const ModelConfig* config = &default_config;
};

/// No model has more fields than this.
inline constexpr std::size_t max_fields = 64;

constexpr bool FieldInfo::required() const {
  return facts->required || (type->kind != Kind::optional && !facts->has_default);
}

}  // namespace talaria::model
