// std::variant: Pydantic's smart unions, unions from left to right and tagged unions.
#include "model/literals.hpp"
#include "model/python_text.hpp"
#include "model/scratch.hpp"
#include "model/type_label.hpp"
#include "model/union_tags.hpp"
#include "model/validators.hpp"

namespace talaria::model {

namespace {

/// Tries one alternative; what is wrong with it is reported under its label.
bool try_alternative(const PartInfo& part, const Json& input, void* out, Trail& trail) {
  const std::size_t found_before = trail.count();
  if (validate_value(*part.type, *part.facts, input, out, trail)) return true;
  trail.insert_step_since(found_before, type_label(*part.type, *part.facts));
  return false;
}

/// The number of fields that were sent says more than how exactly they fit.
bool is_better(const Fit& fit, const Fit& best) {
  if (fit.fields_set && best.fields_set && *fit.fields_set != *best.fields_set) {
    return *fit.fields_set > *best.fields_set;
  }
  return fit.exactness > best.exactness;
}

bool validate_smart(const VariantOps& variant, const Json& input, void* out, Trail& trail) {
  const std::size_t found_before = trail.count();
  const Fit outer = trail.fit();
  std::optional<Fit> best;
  FieldsSet best_sent;
  for (std::size_t i = 0; i < variant.alternatives.size(); ++i) {
    const PartInfo& part = variant.alternatives[i];
    const Scratch value(*part.type);
    trail.fit() = {};
    FieldsSet sent;
    const Trail::Sent scope(trail, trail.sent() != nullptr ? &sent : nullptr);
    if (!try_alternative(part, input, value.get(), trail)) continue;
    const Fit fit = trail.fit();
    if (!best || is_better(fit, *best)) {
      variant.take(out, i, value.get());
      best = fit;
      best_sent = std::move(sent);
    }
    if (fit.exactness == Exactness::exact && !fit.fields_set) break;  // there is no better one
  }
  trail.fit() = outer;
  if (!best) return false;
  trail.forget_since(found_before);
  trail.floor(best->exactness);
  if (trail.sent() != nullptr) *trail.sent() = std::move(best_sent);
  if (best->fields_set) trail.add_fields_set(*best->fields_set);
  return true;
}

bool validate_left_to_right(const VariantOps& variant, const Json& input, void* out, Trail& trail) {
  const std::size_t found_before = trail.count();
  for (std::size_t i = 0; i < variant.alternatives.size(); ++i) {
    if (trail.sent() != nullptr) *trail.sent() = {};
    if (!try_alternative(variant.alternatives[i], input, variant.emplace(out, i), trail)) continue;
    trail.forget_since(found_before);
    return true;
  }
  return false;
}

/// `'pet_type'`, or `'kind' | 'petKind'` where the wire has another name for it.
std::string discriminator_repr(std::string_view name, std::string_view wire_name) {
  std::string out = python_quoted(name);
  if (wire_name != name) out += " | " + python_quoted(wire_name);
  return out;
}

bool report_tag(const TypeInfo& type, std::string_view discriminator, const Json& tag, const Json& input,
                Trail& trail) {
  std::string expected;
  for (const UnionTag& known : union_tags(type, discriminator)) {
    if (!expected.empty()) expected += ", ";
    expected += literal_repr(*known.value);
  }
  const std::string_view wire_name = discriminator_name(type, discriminator);
  return trail.report("union_tag_invalid", input,
                      JsonObject{{"discriminator", discriminator_repr(discriminator, wire_name)},
                                 {"tag", python_str(tag)},
                                 {"expected_tags", std::move(expected)}});
}

LocItem tag_step(const Json& tag) {
  if (const std::int64_t* const number = tag.if_int()) return *number;
  if (const bool* const truth = tag.if_bool()) return std::int64_t{*truth ? 1 : 0};
  return python_str(tag);
}

bool validate_tagged(const TypeInfo& type, std::string_view discriminator, const Json& input, void* out, Trail& trail) {
  const JsonObject* const members = input.if_object();
  if (members == nullptr) return trail.report("model_attributes_type", input);
  const Json* tag = members->find(discriminator);
  const std::string_view wire_name = discriminator_name(type, discriminator);
  if (tag == nullptr) tag = members->find(wire_name);
  if (tag == nullptr) {
    return trail.report("union_tag_not_found", input,
                        JsonObject{{"discriminator", discriminator_repr(discriminator, wire_name)}});
  }
  const auto alternative = find_alternative(type, discriminator, *tag);
  if (!alternative) return report_tag(type, discriminator, *tag, input, trail);
  const PartInfo& part = type.variant->alternatives[*alternative];
  trail.enter(tag_step(*tag));
  const bool valid = validate_value(*part.type, *part.facts, input, type.variant->emplace(out, *alternative), trail);
  trail.leave();
  return valid;
}

}  // namespace

bool validate_variant(const TypeInfo& type, const Facts& facts, const Json& input, void* out, Trail& trail) {
  const VariantOps& variant = *type.variant;
  if (variant.nullable && input.is_null()) {
    variant.reset(out);
    return true;
  }
  if (!facts.discriminator.empty()) return validate_tagged(type, facts.discriminator, input, out, trail);
  if (variant.alternatives.size() == 1) {
    const PartInfo& part = variant.alternatives.front();
    return validate_value(*part.type, *part.facts, input, variant.emplace(out, 0), trail);
  }
  return facts.left_to_right ? validate_left_to_right(variant, input, out, trail)
                             : validate_smart(variant, input, out, trail);
}

}  // namespace talaria::model
