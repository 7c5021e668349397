// The explaining path: one function per kind of value, all of one shape, so that a table picks them.
#pragma once
#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <talaria/model/fields_set.hpp>
#include <talaria/model/validate.hpp>

namespace talaria::model {

/// How well an input fits a type; of the alternatives of a union the best one is taken.
enum class Exactness : std::uint8_t {
  lax,     ///< it has to be converted: a text for a number
  strict,  ///< it is another type of JSON that says as much: an integer for a real number
  exact,   ///< it is of the type itself
};

/// What is known of a value that fits.
struct Fit {
  Exactness exactness = Exactness::exact;
  std::optional<std::size_t> fields_set = {};  ///< fields that were sent, of all models in it; nothing without models
};

/// Where the explaining path stands, under which rules, and what it has found so far.
class Trail {
 public:
  Trail(const Loc& start, Errors& errors, const ValidationOptions& options = {})
      : loc_(start), errors_(errors), options_(options), sent_(options.fields_set) {}

  /// Whether a value with these facts has to be of the type itself: the call decides, else the field, else the model.
  [[nodiscard]] bool strict(const Facts& facts) const;
  /// Whether a text is refused for a number, because it is strict and numbers are not texts anyway.
  [[nodiscard]] bool refuses_text(const Facts& facts) const { return !has_texts() && strict(facts); }
  /// Whether every scalar of the input is a text.
  [[nodiscard]] bool has_texts() const {
    return options_.source == InputSource::text || options_.source == InputSource::strings;
  }
  [[nodiscard]] const ValidationOptions& options() const { return options_; }
  /// The configuration of the model that the value is in.
  [[nodiscard]] const ModelConfig& config() const { return *config_; }

  /// Its model's configuration counts until it goes.
  class InModel {
   public:
    InModel(Trail& trail, const ModelConfig& config) : trail_(trail), outer_(trail.config_) { trail.config_ = &config; }
    ~InModel() { trail_.config_ = outer_; }
    InModel(const InModel&) = delete;
    InModel& operator=(const InModel&) = delete;

   private:
    Trail& trail_;
    const ModelConfig* outer_;
  };

  /// Where to say what was sent of the value; null when nobody asks.
  [[nodiscard]] FieldsSet* sent() const { return sent_; }

  /// What is validated until it goes has a set of its own of what was sent: a field, or an alternative of a union.
  class Sent {
   public:
    Sent(Trail& trail, FieldsSet* set) : trail_(trail), outer_(trail.sent_) { trail.sent_ = set; }
    ~Sent() { trail_.sent_ = outer_; }
    Sent(const Sent&) = delete;
    Sent& operator=(const Sent&) = delete;

   private:
    Trail& trail_;
    FieldsSet* outer_;
  };

  /// Adds a violation at the present place. Gives false, for `return trail.report(...)`.
  bool report(std::string_view type, const Json& input, JsonObject ctx = {});
  bool report(ErrorDetail error);
  /// Adds violations whose ways begin here.
  bool report_inside(Errors errors);
  /// Takes back what was found since there were only `count` violations, with ways that begin here.
  Errors take_since(std::size_t count);

  /// The field that is validated, and those before it, until it goes.
  class InField {
   public:
    InField(Trail& trail, std::string_view name, const FieldsSoFar& fields)
        : trail_(trail), name_(trail.field_name_), fields_(trail.fields_) {
      trail.field_name_ = name;
      trail.fields_ = fields;
    }
    ~InField() {
      trail_.field_name_ = name_;
      trail_.fields_ = fields_;
    }
    InField(const InField&) = delete;
    InField& operator=(const InField&) = delete;

   private:
    Trail& trail_;
    std::string_view name_;
    FieldsSoFar fields_;
  };
  [[nodiscard]] ValidationInfo info() const { return {field_name_, *config_, fields_}; }

  /// How well the values fitted since the last union began; validators tell when one does not quite.
  [[nodiscard]] Fit& fit() { return fit_; }
  void floor(Exactness exactness) { fit_.exactness = std::min(fit_.exactness, exactness); }
  /// The value had to be converted.
  void lax() { fit_.exactness = Exactness::lax; }
  /// A number or a truth had to be read from another value; among texts alone a text is as good as anything.
  void lax_scalar() {
    if (options_.source != InputSource::strings) lax();
  }
  void add_fields_set(std::size_t count) { fit_.fields_set = fit_.fields_set.value_or(0) + count; }

  /// Texts are all there is until it goes: the keys of a map.
  class TextsOnly {
   public:
    explicit TextsOnly(Trail& trail) : trail_(trail), outer_(trail.options_.source) {
      trail.options_.source = InputSource::text;
    }
    ~TextsOnly() { trail_.options_.source = outer_; }
    TextsOnly(const TextsOnly&) = delete;
    TextsOnly& operator=(const TextsOnly&) = delete;

   private:
    Trail& trail_;
    InputSource outer_;
  };

  void enter(LocItem step) { loc_.push_back(std::move(step)); }
  void leave() { loc_.pop_back(); }
  [[nodiscard]] const Loc& loc() const { return loc_; }
  [[nodiscard]] std::size_t count() const { return errors_.size(); }
  /// Forgets what was found since there were only `count` violations.
  void forget_since(std::size_t count) { errors_.resize(count); }
  /// Puts a step into the way of each violation found since there were only `count`, behind the present place.
  void insert_step_since(std::size_t count, const LocItem& step);

 private:
  Loc loc_;
  Errors& errors_;
  ValidationOptions options_;
  const ModelConfig* config_ = &default_config;
  Fit fit_;
  FieldsSet* sent_;
  std::string_view field_name_;
  FieldsSoFar fields_;
};

/// Validates a value of one kind.
using ValidateKind = bool (*)(const TypeInfo& type, const Facts& facts, const Json& input, void* out, Trail& trail);

/// Runs validators of the program's own around the validation of the type itself.
bool run_hooks(const TypeInfo& type, const Facts& facts, std::span<const ValidatorHook> hooks, ValidateKind innermost,
               const Json& input, void* out, Trail& trail);

/// Validates a value without the validators of its facts, which are run around it.
bool validate_by_kind(const TypeInfo& type, const Facts& facts, const Json& input, void* out, Trail& trail);

/// Validates one value of any kind into `out`; false when something was reported.
bool validate_value(const TypeInfo& type, const Facts& facts, const Json& input, void* out, Trail& trail);

/// The same for a part of a value, known under an index or a key, so that what was sent of it is told to the whole.
template <class Key>
bool validate_part(const TypeInfo& type, const Facts& facts, const Json& input, void* out, const Key& key,
                   Trail& trail) {
  FieldsSet* const whole = trail.sent();
  if (whole == nullptr) return validate_value(type, facts, input, out, trail);
  FieldsSet part;
  const Trail::Sent scope(trail, &part);
  const bool valid = validate_value(type, facts, input, out, trail);
  whole->put(key, std::move(part));
  return valid;
}

/// Gives a field that was not sent its default, or makes it empty; false when it is required.
bool set_unsent(const FieldInfo& field, void* out);

// By kind. Each has the same contract.
bool validate_boolean(const TypeInfo& type, const Facts& facts, const Json& input, void* out, Trail& trail);
bool validate_integer(const TypeInfo& type, const Facts& facts, const Json& input, void* out, Trail& trail);
bool validate_number(const TypeInfo& type, const Facts& facts, const Json& input, void* out, Trail& trail);
bool validate_string(const TypeInfo& type, const Facts& facts, const Json& input, void* out, Trail& trail);
bool validate_enumeration(const TypeInfo& type, const Facts& facts, const Json& input, void* out, Trail& trail);
bool validate_optional(const TypeInfo& type, const Facts& facts, const Json& input, void* out, Trail& trail);
bool validate_list(const TypeInfo& type, const Facts& facts, const Json& input, void* out, Trail& trail);
bool validate_set(const TypeInfo& type, const Facts& facts, const Json& input, void* out, Trail& trail);
bool validate_map(const TypeInfo& type, const Facts& facts, const Json& input, void* out, Trail& trail);
bool validate_object(const TypeInfo& type, const Facts& facts, const Json& input, void* out, Trail& trail);
bool validate_json_object(const TypeInfo& type, const Facts& facts, const Json& input, void* out, Trail& trail);
bool validate_json_array(const TypeInfo& type, const Facts& facts, const Json& input, void* out, Trail& trail);
bool validate_variant(const TypeInfo& type, const Facts& facts, const Json& input, void* out, Trail& trail);
bool validate_tuple(const TypeInfo& type, const Facts& facts, const Json& input, void* out, Trail& trail);
bool validate_literal(const TypeInfo& type, const Facts& facts, const Json& input, void* out, Trail& trail);
inline bool validate_custom(const TypeInfo& type, const Facts& facts, const Json& input, void* out, Trail& trail) {
  if (!type.custom->is_text) trail.lax();
  return type.custom->validate(type, facts, input, out, trail);
}

}  // namespace talaria::model
