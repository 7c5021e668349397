// ModelConfig: how a whole model is validated, written and documented (Pydantic's `model_config`).
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace talaria {

/// What happens to members of an object that the model has no field for.
enum class Extra : std::uint8_t {
  ignore,  ///< nothing
  forbid,  ///< each is an `extra_forbidden` error
  allow,   ///< they go into the field that is marked with the fact `extra_fields`
};

/// How octets are written as text, and read from it.
enum class BytesFormat : std::uint8_t {
  utf8,    ///< as they are; they have to be UTF-8
  base64,  ///< URL-safe base64 with padding (RFC 4648 section 5)
  hex,     ///< two lower-case digits each
};

/// How a span of time is written.
enum class TimedeltaFormat : std::uint8_t {
  iso8601,        ///< `P1DT2H`
  seconds_float,  ///< `93600.0`
};

/// How a date with time that has no offset is written.
enum class NaiveDatetimeFormat : std::uint8_t {
  naive,  ///< as it is, without an offset
  utc,    ///< as UTC, with `Z`
};

/// How NaN and infinities are written.
enum class InfNanFormat : std::uint8_t {
  null,     ///< `null`
  strings,  ///< `"NaN"`, `"Infinity"`, `"-Infinity"`
};

/// A function that makes the name on the wire of a field without an alias: writes at most `room` characters of it to
/// `out` and gives their number. `to_camel`, `to_pascal` and `to_snake` are such functions.
class AliasGenerator {
 public:
  using Function = std::size_t (*)(std::string_view name, char* out, std::size_t room);

  /// None: fields have their own names.
  constexpr AliasGenerator() = default;
  constexpr AliasGenerator(Function function) : function_(function), given_(true) {}
  constexpr explicit operator bool() const { return given_; }
  constexpr std::size_t operator()(std::string_view name, char* out, std::size_t room) const {
    return function_(name, out, room);
  }

 private:
  Function function_ = nullptr;
  bool given_ = false;  // g++ with sanitizers takes no comparison of a function with null for a constant
};

/// The configuration of a model: `static constexpr ModelConfig model_config{.extra = Extra::forbid};` in the struct. A
/// struct takes that of its base over when it has none of its own. Every option is named as Pydantic names it.
struct ModelConfig {
  /// The title of the schema instead of the type's name.
  std::string_view title = {};
  /// The description of the schema, for which Pydantic takes the docstring.
  std::string_view description = {};
  Extra extra = Extra::ignore;
  /// Only values of the types themselves are taken, nothing that has to be converted.
  bool strict = false;
  bool str_strip_whitespace = false;
  bool str_to_lower = false;
  bool str_to_upper = false;
  std::size_t str_min_length = 0;
  std::size_t str_max_length = static_cast<std::size_t>(-1);
  bool coerce_numbers_to_str = false;
  bool allow_inf_nan = true;
  bool validate_default = false;
  /// A field with an alias is also found under its own name (`populate_by_name`).
  bool validate_by_name = false;
  /// A field with an alias is found under the alias.
  bool validate_by_alias = true;
  /// Makes the aliases of all fields that have none.
  AliasGenerator alias_generator = {};
  BytesFormat ser_json_bytes = BytesFormat::utf8;
  BytesFormat val_json_bytes = BytesFormat::utf8;
  TimedeltaFormat ser_json_timedelta = TimedeltaFormat::iso8601;
  NaiveDatetimeFormat ser_json_naive_datetime = NaiveDatetimeFormat::naive;
  InfNanFormat ser_json_inf_nan = InfNanFormat::null;
  /// In the schema of outputs, fields that have a default are required too, as they are always there.
  bool json_schema_serialization_defaults_required = false;
  /// Members that are added to the schema: the text of a JSON object.
  std::string_view json_schema_extra = {};
};

namespace model {
inline constexpr ModelConfig default_config{};
}  // namespace model

}  // namespace talaria
