// Facts: everything that the vocabulary of facts.hpp says about one field or parameter, as constant data.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include <talaria/model/facts.hpp>
#include <talaria/model/validator.hpp>

namespace talaria {

class JsonArray;

namespace model {

/// A compiled regular expression; opaque, made when it is first used.
class CompiledPattern;

/// A regular expression and the place where its compiled form is kept for the life of the program.
struct PatternInfo {
  std::string_view text;
  const CompiledPattern** compiled;  ///< accessed atomically by the validator
};

/// A setting that a field may make, and else takes over from its model or from the call.
enum class Setting : std::uint8_t { inherited, off, on };

/// What a function of the program's own makes of a value, to be written in its place.
struct MadeOutput {
  /// The type of what it makes.
  const TypeInfo& (*type)();
  /// Calls the function with the value, and `visit` with what came of it; null stands for null.
  void (*visit)(const void* value, void* context, void (*visit)(void* context, const void* made));
  /// Whether null stays null, as the function takes what is in an optional.
  bool keeps_null = false;
};

/// A step of an alias path: a name, or a number in a list.
struct AliasStep {
  std::string_view name = {};
  std::int64_t index = 0;
  bool is_index = false;
};

/// Where a value is looked for: under a name, and from there on inside.
struct AliasPathInfo {
  std::span<const AliasStep> steps;  ///< one at least; the first one is a name
};

/// Everything that facts say about one field or parameter, as constant data. Interpreters read this, never the types.
struct Facts {
  Number ge_value, gt_value, le_value, lt_value, multiple_of_value;
  bool has_ge = false, has_gt = false, has_le = false, has_lt = false, has_multiple_of = false;
  bool has_min_length = false, has_max_length = false;
  std::size_t min_length = 0;
  std::size_t max_length = 0;
  const PatternInfo* pattern = nullptr;
  int max_digits = -1;      ///< of decimals; -1 for any number
  int decimal_places = -1;  ///< the same
  Setting allow_inf_nan = Setting::inherited;
  Setting strict = Setting::inherited;
  Setting coerce_numbers_to_str = Setting::inherited;
  bool strip_whitespace = false;
  bool to_lower = false;
  bool to_upper = false;
  bool ascii_only = false;
  bool left_to_right = false;
  bool exclude = false;
  bool validate_default = false;
  bool fail_fast = false;
  bool any_input = false;  ///< a function of the program's own takes whatever comes, see plain_validator
  std::string_view title = {};
  std::string_view description = {};
  std::string_view alias = {};
  std::string_view validation_alias = {};     ///< empty: `alias`; the first plain name of several choices
  std::string_view serialization_alias = {};  ///< empty: `alias`
  /// Where an input is looked for, in this order, if the validation alias is more than one name.
  std::span<const AliasPathInfo> alias_paths = {};
  std::string_view discriminator = {};
  std::string_view json_schema_extra = {};  ///< the text of a JSON object
  std::string_view openapi_examples = {};   ///< the text of a JSON object
  std::string_view media_type = {};
  /// Makes what is written in place of the value; null when the value is written itself.
  const MadeOutput* serializer = nullptr;
  bool has_serializer = false;  // g++ with sanitizers takes no comparison of an address with null for a constant
  /// The examples; null when there are none.
  JsonArray (*examples)() = nullptr;
  bool deprecated = false;
  bool required = false;
  bool exclude_from_schema = false;
  bool embed = false;
  bool keep_underscores = false;
  bool extra_fields = false;
  /// Whether anything has to be checked beyond the type.
  bool has_constraints = false;
  /// Whether there is a default; g++ 12 cannot compare set_default with null in a constant.
  bool has_default = false;
  /// Whether the default is the same each time, and so can be documented.
  bool default_is_constant = true;
  /// Assigns the default to a value of the described type; null when there is none.
  void (*set_default)(void* value) = nullptr;
  /// Runs the validators of the program's own; may throw ValueError. Null when there are none, or when the input or
  /// the place matters to one of them.
  void (*validate)(void* value) = nullptr;
  /// All validators of the program's own. Those that run after the validation get the value in an optional.
  std::span<const ValidatorHook> hooks = {};
  /// Whether the fast path can do what the validators need.
  bool plain_input = true;
  /// Whether one of the validators asks where it runs, so that the whole model has to be explained.
  bool needs_place = false;
};

inline constexpr Facts no_facts{};

}  // namespace model

}  // namespace talaria
