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
class FieldsSet;
class Trail;

/// The kinds of value that models are made of.
enum class Kind : std::uint8_t {
  boolean,
  integer,      ///< `bits` and `is_signed` say which
  number,       ///< float (bits 32) or double (bits 64)
  string,       ///< std::string
  enumeration,  ///< written as a string or as an integer, see EnumInfo
  optional,     ///< std::optional<element>, or a pointer that owns one
  list,         ///< std::vector, std::deque or std::list of element
  set,          ///< std::set or std::unordered_set of element
  map,          ///< std::map or std::unordered_map to element
  object,       ///< an aggregate with fields
  any,          ///< talaria::Json
  json_object,  ///< talaria::JsonObject
  json_array,   ///< talaria::JsonArray
  custom,       ///< a scalar with functions of its own: dates, UUIDs, e-mail addresses, see CustomOps
  variant,      ///< std::variant, see VariantOps
  tuple,        ///< std::tuple, std::pair or std::array: a fixed number of values, see TupleOps
  literal,      ///< Literal: one of a few values, see LiteralOps
};

/// How values of a type are made, moved and destroyed in raw memory.
struct ValueOps {
  std::size_t size;
  std::size_t align;
  void (*construct)(void* at);
  void (*destroy)(void* value) noexcept;
};

/// A name as it stands before a value in JSON, `"name":`, so that it is compared and written in one step.
struct NameToken {
  static constexpr std::size_t longest = 16;
  char text[longest] = {};
  std::uint8_t size = 0;  ///< 0 for a name that is longer or in which something has to be escaped

  constexpr NameToken() = default;
  constexpr explicit NameToken(std::string_view name) {
    if (name.size() + 3 > longest) return;
    for (const char c : name) {
      if (static_cast<signed char>(c) < ' ' || c == '"' || c == '\\') return;  // beyond ASCII it is negative
    }
    text[0] = '"';
    for (std::size_t i = 0; i < name.size(); ++i) text[i + 1] = name[i];
    text[name.size() + 1] = '"';
    text[name.size() + 2] = ':';
    size = static_cast<std::uint8_t>(name.size() + 3);
  }
};

/// One member of an aggregate.
struct FieldInfo {
  std::string_view name;
  const TypeInfo* type;
  const Facts* facts;
  std::string_view input_name = name;   ///< on the wire of inputs; the same text in memory if it is the name
  std::string_view output_name = name;  ///< on the wire of outputs; likewise
  /// It need not be sent, and has no default then: the fields of Partial.
  bool may_be_absent = false;
  NameToken input_token = {};   ///< of the name on the wire of inputs
  NameToken output_token = {};  ///< likewise

  /// The name on the wire of inputs.
  [[nodiscard]] constexpr std::string_view wire_name() const { return input_name; }
  /// Whether a value must be sent: optionals and fields with a default need none.
  [[nodiscard]] constexpr bool required() const;
};

/// A member that a function of the model computes; it is written only.
struct ComputedInfo {
  std::string_view name;
  const MadeOutput* output;  ///< of the model
  const Facts* facts;
  std::string_view output_name = name;
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

/// std::optional<element>, and std::unique_ptr and std::shared_ptr to one.
struct OptionalOps {
  void* (*emplace)(void* optional);  ///< a fresh value inside; returns its address
  void (*reset)(void* optional);
  const void* (*get)(const void* optional);  ///< the value inside or nullptr
};

/// A callback for each element of a container.
using VisitElement = void (*)(void* context, const void* element);
/// A callback for each entry of a map.
using VisitEntry = void (*)(void* context, const void* key, const void* element);

/// Lists and sets. A list element is made in place; a set element is made in a buffer of the caller and moved in.
struct SequenceOps {
  void (*clear)(void* sequence);
  std::size_t (*size)(const void* sequence);
  void (*reserve)(void* sequence, std::size_t count);
  void* (*append)(void* list);               ///< lists: a fresh element at the end
  void (*insert)(void* set, void* element);  ///< sets: moves the element in unless an equal one is there
  void (*for_each)(const void* sequence, void* context, VisitElement visit);
};

/// Maps. What stands for a key in JSON is a text.
struct MapOps {
  void (*clear)(void* map);
  std::size_t (*size)(const void* map);
  void* (*insert)(void* map, std::string_view key);  ///< std::string keys: the value under that key, fresh
  void* (*insert_key)(void* map, void* key);         ///< others: moves the key in; the value under it, fresh
  void (*for_each)(const void* map, void* context, VisitEntry visit);
  const TypeInfo* key;  ///< null for plain std::string, of which nothing has to be checked
  const Facts* key_facts;
};

/// One of the types that a variant may hold, or one of the values of a tuple.
struct PartInfo {
  const TypeInfo* type;
  const Facts* facts;
};

/// std::variant. A std::monostate among its types stands for null and is no alternative.
struct VariantOps {
  std::span<const PartInfo> alternatives;
  bool nullable;                                                      ///< whether there is a std::monostate
  const void* (*get)(const void* variant, std::size_t& alternative);  ///< what it holds; nullptr for null
  void* (*emplace)(void* variant, std::size_t alternative);           ///< a fresh value inside; its address
  void (*take)(void* variant, std::size_t alternative, void* value);  ///< moves the value in
  void (*reset)(void* variant);                                       ///< makes it null, if it can be
};

/// std::tuple, std::pair, std::array.
struct TupleOps {
  std::span<const PartInfo> items;
  void* (*item)(void* tuple, std::size_t index);  ///< the address of one of them
};

/// A value of a Literal as it stands on the wire.
struct LiteralValue {
  enum class Kind : std::uint8_t { text, integer, boolean };
  Kind kind = Kind::text;
  std::string_view text = {};         ///< Kind::text
  std::int64_t integer = 0;           ///< the others: the number, 0 or 1
  std::string_view enumeration = {};  ///< of an enumerator: the name of its type
  std::string_view enumerator = {};   ///< ... and its own
};

/// Literal.
struct LiteralOps {
  std::span<const LiteralValue> values;
  std::size_t (*get)(const void* literal);  ///< which of the values it is
  void (*set)(void* literal, std::size_t index);
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
  /// Whether it is a text with a check (an e-mail address), so that in a union it fits a text as well as a
  /// std::string does, rather than being converted from one.
  bool is_text = false;
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
  /// Objects: all validators of the model's own; `validate` is one of them.
  std::span<const ValidatorHook> hooks = {};
  /// Objects: whether the fast path can do what the validators and the configuration need.
  bool plain_input = true;
  /// Objects: what is computed of the fields, in the order in which it is written.
  std::span<const ComputedInfo> computed = {};
  /// Objects: makes what is written in place of the object (`serialize()` of the model); mostly null.
  const MadeOutput* serializer = nullptr;
  /// Objects: where members go that there are no fields for, and come from; mostly null.
  JsonObject* (*extra)(void* object) = nullptr;
  /// Objects that remember what was sent of them: where. Null for all others.
  FieldsSet* (*fields_set)(void* object) = nullptr;
  /// Objects: whether there is more to write than the fields.
  bool has_more = false;
  const EnumInfo* enumeration = nullptr;
  const OptionalOps* optional = nullptr;
  const SequenceOps* sequence = nullptr;
  const MapOps* map = nullptr;
  const CustomOps* custom = nullptr;
  const VariantOps* variant = nullptr;
  const TupleOps* tuple = nullptr;
  const LiteralOps* literal = nullptr;
  /// Objects: never null there.
  const ModelConfig* config = &default_config;
};

/// The alternatives of a variant, the values of a tuple; nothing for other kinds.
constexpr std::span<const PartInfo> parts_of(const TypeInfo& type) {
  if (type.variant != nullptr) return type.variant->alternatives;
  return type.tuple != nullptr ? type.tuple->items : std::span<const PartInfo>();
}

/// No model has more fields than this.
inline constexpr std::size_t max_fields = 64;

constexpr bool FieldInfo::required() const {
  if (may_be_absent) return false;
  return facts->required || (type->kind != Kind::optional && !facts->has_default);
}

}  // namespace talaria::model
