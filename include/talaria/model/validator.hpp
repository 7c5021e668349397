// What validators of the program's own are given beside a value, and the chain that they make.
#pragma once
#include <cstdint>
#include <string_view>
#include <utility>

namespace talaria {

class Json;
struct ModelConfig;

namespace model {

struct TypeInfo;

/// The fields of a model that are valid already, for the validators of those that follow.
struct FieldsSoFar {
  const TypeInfo* type = nullptr;
  void* const* places = nullptr;  ///< where the value of each field is
  std::uint64_t valid = 0;        ///< a bit for each field
};

/// The validation inside of a wrap validator: of the type itself, and of the validators before it.
class InnerValidator {
 public:
  using Run = void (*)(void* state, const Json& input, void* out);
  InnerValidator(Run run, void* state) : run_(run), state_(state) {}
  void operator()(const Json& input, void* out) const { run_(state_, input, out); }

 private:
  Run run_;
  void* state_;
};

}  // namespace model

/// Where a validator runs; a validator may take it as its last parameter.
class ValidationInfo {
 public:
  ValidationInfo(std::string_view field_name, const ModelConfig& config, const model::FieldsSoFar& fields)
      : field_name_(field_name), config_(&config), fields_(fields) {}

  /// The name of the field, as declared; empty for what is no field.
  [[nodiscard]] std::string_view field_name() const { return field_name_; }
  /// The configuration of the model that the field is in.
  [[nodiscard]] const ModelConfig& config() const { return *config_; }
  /// The value of a field that stands before this one and is valid; null when there is none.
  [[nodiscard]] Json data(std::string_view field) const;

 private:
  std::string_view field_name_;
  const ModelConfig* config_;
  model::FieldsSoFar fields_;
};

/// What a wrap validator calls to have an input validated: `T valid = inner(input);`. Throws ValidationError; what is
/// not caught is reported as if there were no wrap validator.
template <class T>
class Validator {
 public:
  explicit Validator(const model::InnerValidator& inner) : inner_(inner) {}
  [[nodiscard]] T operator()(const Json& input) const {
    T out{};
    inner_(input, &out);
    return out;
  }

 private:
  const model::InnerValidator& inner_;
};

namespace model {

/// One validator of the program's own. Each is around those before it, the type's own validation being innermost.
struct ValidatorHook {
  enum class Mode : std::uint8_t {
    after,   ///< gets a valid value
    before,  ///< gets the input, and gives another one
    around,  ///< gets the input and gives the value: wrap and plain validators
  };
  Mode mode = Mode::after;
  void (*after)(void* value, const ValidationInfo& info) = nullptr;
  void (*before)(const Json& input, Json& replaced, const ValidationInfo& info) = nullptr;
  void (*around)(const Json& input, const InnerValidator& inner, void* out, const ValidationInfo& info) = nullptr;
};

}  // namespace model

}  // namespace talaria
