// Input to object. The fast path reads bytes straight into the object and only says whether that went well; the
// explaining path works on a Json and names every violation. Rules live in one place and both use them.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include <talaria/model/describe.hpp>
#include <talaria/model/validation_error.hpp>

namespace talaria {

namespace model {

/// Reads JSON text into `out`, a default-constructed value of that type. False when anything at all is unusual: the
/// text is no JSON, a violation, a conversion (`"1"` for an int), a repeated name. `out` is in any state then, and
/// validate() on a fresh object tells what it was.
/// `fields_set`, a set that says all, is told what was sent.
[[nodiscard]] bool read_json(const TypeInfo& type, const Facts& facts, std::string_view text, void* out,
                             FieldsSet* fields_set = nullptr);

/// Reads a parameter's text (`42`, `true`, `foo`) into `out`; for scalars, enums and optionals of them. False as above.
[[nodiscard]] bool read_text(const TypeInfo& type, const Facts& facts, std::string_view text, void* out);

/// Where an input came from: a few conversions are made for one source only.
enum class InputSource : std::uint8_t {
  json,       ///< a Json value
  json_text,  ///< JSON text
  text,       ///< the texts of parameters, forms and settings: every scalar is a string there
  strings,    ///< texts and objects of texts, and nothing else
};

/// How a call validates.
struct ValidationOptions {
  /// Overrules the strictness of fields and models.
  std::optional<bool> strict = {};
  InputSource source = InputSource::json;
  /// A model is also made of what has attributes (Pydantic's `from_attributes`, which FastAPI sets). There is no such
  /// input here, but what is no model is reported in other words then.
  bool from_attributes = false;
  /// Where to say what was sent of the value. It has to be a set that says all.
  FieldsSet* fields_set = nullptr;
};

/// No more violations than this are reported: a body of two bytes per faulty item would else be answered a hundredfold.
inline constexpr std::size_t max_errors = 10'000;

/// Validates `input` into `out` (a default-constructed value of that type) by Pydantic's lax rules. Appends every
/// violation to `errors`, each with `loc` before its own way; true when there was none.
bool validate(const TypeInfo& type, const Facts& facts, const Json& input, void* out, const Loc& loc, Errors& errors,
              const ValidationOptions& options = {});

}  // namespace model

/// A T from a Json value, or ValidationError with every violation (Pydantic's `model_validate`).
template <class T>
[[nodiscard]] T model_validate(const Json& input, const model::ValidationOptions& options = {}) {
  T object{};
  model::Errors errors;
  if (!model::validate(model::type_info<T>, model::no_facts, input, &object, {}, errors, options)) {
    throw ValidationError(std::move(errors));
  }
  return object;
}

/// A T from texts: every value in `input` is a text, or an object of such (Pydantic's `model_validate_strings`), as
/// they are in settings, in a query, in a table of strings. `{"age": "42", "home": {"lat": "1.5"}}`.
template <class T>
[[nodiscard]] T model_validate_strings(const Json& input, model::ValidationOptions options = {}) {
  options.source = model::InputSource::strings;
  return model_validate<T>(input, options);
}

namespace model {
/// Reads or explains: fills `out` or throws ValidationError. `again` is a second fresh object for the slow path.
void validate_json_text(const TypeInfo& type, std::string_view text, void* out, void* again, bool& used_again,
                        const ValidationOptions& options);
}  // namespace model

/// A T from JSON text, or ValidationError with every violation (Pydantic's `model_validate_json`).
template <class T>
[[nodiscard]] T model_validate_json(std::string_view text, const model::ValidationOptions& options = {}) {
  T fast{};
  T slow{};
  bool use_slow = false;
  model::validate_json_text(model::type_info<T>, text, &fast, &slow, use_slow, options);
  return use_slow ? std::move(slow) : std::move(fast);
}

}  // namespace talaria
