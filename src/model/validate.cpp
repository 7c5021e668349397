#include "model/validators.hpp"

#include <talaria/model/validate.hpp>

namespace talaria::model {

bool Trail::strict(const Facts& facts) const {
  if (options_.strict) return *options_.strict;
  return facts.strict == Setting::inherited ? config_->strict : facts.strict == Setting::on;
}

void Trail::insert_step_since(std::size_t count, const LocItem& step) {
  for (std::size_t i = count; i < errors_.size(); ++i) {
    Loc& loc = errors_[i].loc;
    loc.insert(loc.begin() + static_cast<std::ptrdiff_t>(loc_.size()), step);
  }
}

bool Trail::report(ErrorDetail error) {
  if (errors_.size() < max_errors) errors_.push_back(std::move(error));
  return false;
}

bool Trail::report(std::string_view type, const Json& input, JsonObject ctx) {
  if (errors_.size() >= max_errors) return false;
  const Wording wording = options_.source == InputSource::json ? Wording::of_values : Wording::of_json;
  return report(make_error(type, loc_, input, std::move(ctx), wording));
}

namespace {

bool validate_any(const TypeInfo&, const Facts&, const Json& input, void* out, Trail& trail) {
  trail.floor(Exactness::strict);
  *static_cast<Json*>(out) = input;
  return true;
}

}  // namespace

bool validate_by_kind(const TypeInfo& type, const Facts& facts, const Json& input, void* out, Trail& trail) {
  static constexpr ValidateKind by_kind[] = {
      validate_boolean,  validate_integer,     validate_number,     validate_string, validate_enumeration,
      validate_optional, validate_list,        validate_set,        validate_map,    validate_object,
      validate_any,      validate_json_object, validate_json_array, validate_custom, validate_variant,
      validate_tuple,    validate_literal,
  };
  static_assert(std::size(by_kind) == static_cast<std::size_t>(Kind::literal) + 1);
  return by_kind[static_cast<std::size_t>(type.kind)](type, facts, input, out, trail);
}

bool validate_value(const TypeInfo& type, const Facts& facts, const Json& input, void* out, Trail& trail) {
  if (trail.options().source == InputSource::strings && !input.is_string() && !input.is_object()) {
    return trail.report("string_type", input);
  }
  if (facts.hooks.empty()) return validate_by_kind(type, facts, input, out, trail);
  return run_hooks(type, facts, facts.hooks, validate_by_kind, input, out, trail);
}

bool validate(const TypeInfo& type, const Facts& facts, const Json& input, void* out, const Loc& loc, Errors& errors,
              const ValidationOptions& options) {
  Trail trail(loc, errors, options);
  return validate_value(type, facts, input, out, trail);
}

void validate_json_text(const TypeInfo& type, std::string_view text, void* out, void* again, bool& used_again,
                        const ValidationOptions& options) {
  // What the fast path takes is exactly as it should be, unless a union in it would choose by the strictness.
  used_again = options.strict.has_value() || !read_json(type, no_facts, text, out, options.fields_set);
  if (!used_again) return;
  if (options.fields_set != nullptr) *options.fields_set = {};
  const Result<Json, JsonError> input = parse_json(text);
  Errors errors;
  if (!input) {
    const JsonError& fault = input.error();
    errors.push_back(make_error("json_invalid", {static_cast<std::int64_t>(fault.offset)}, JsonObject(),
                                JsonObject{{"error", fault.message}}));
  } else {
    ValidationOptions explaining = options;
    explaining.source = InputSource::json_text;
    validate(type, no_facts, *input, again, {}, errors, explaining);
  }
  if (!errors.empty()) throw ValidationError(std::move(errors));
}

}  // namespace talaria::model
