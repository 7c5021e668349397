// TypeInfo: what a type is, as constant data. Validator, serialiser, schema writer and binder read these tables and
// nothing else; the templates that fill them are in describe.hpp.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include <talaria/model/facts.hpp>

namespace talaria::model {

struct TypeInfo;

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
};

/// No model has more fields than this.
inline constexpr std::size_t max_fields = 64;

constexpr bool FieldInfo::required() const {
  return facts->required || (type->kind != Kind::optional && !facts->has_default);
}

}  // namespace talaria::model
