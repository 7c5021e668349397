#include "model/validators.hpp"

namespace talaria::model {

namespace {

/// Fields are mostly sent in the order of their declaration, so the search goes on where the last one was found.
const Json* find_member(const JsonObject& members, std::string_view name, std::size_t& from) {
  const JsonMember* const all = members.begin();
  for (std::size_t step = 0; step < members.size(); ++step) {
    const std::size_t at = (from + step) % members.size();
    if (all[at].name == name) {
      from = at + 1;
      return &all[at].value;
    }
  }
  return nullptr;
}

bool validate_field(const FieldInfo& field, const Json& object, const Json* value, void* out, Trail& trail) {
  if (value == nullptr && set_unsent(field, out)) return true;
  trail.enter(std::string(field.wire_name()));
  const bool valid = value == nullptr ? trail.report("missing", object)
                                      : validate_value(*field.type, *field.facts, *value, out, trail);
  trail.leave();
  return valid;
}

}  // namespace

bool set_unsent(const FieldInfo& field, void* out) {
  if (field.required()) return false;
  if (field.facts->has_default) {
    field.facts->set_default(out);
  } else {
    field.type->optional->reset(out);
  }
  return true;
}

bool validate_object(const TypeInfo& type, const Facts&, const Json& input, void* out, Trail& trail) {
  const JsonObject* const members = input.if_object();
  if (members == nullptr) return trail.report("model_attributes_type", input);
  const Trail::InModel scope(trail, *type.config);
  void* places[max_fields];
  type.locate(out, places);
  bool valid = true;
  std::size_t from = 0;
  std::size_t fields_set = 0;
  for (std::size_t i = 0; i < type.fields.size(); ++i) {
    const FieldInfo& field = type.fields[i];
    const Json* const value = find_member(*members, field.wire_name(), from);
    if (value != nullptr) ++fields_set;
    if (!validate_field(field, input, value, places[i], trail)) valid = false;
  }
  trail.add_fields_set(fields_set);
  if (!valid || type.validate == nullptr) return valid;
  try {
    type.validate(out);
  } catch (const ValueError& error) {
    return trail.report("value_error", input, JsonObject{{"error", error.what()}});
  }
  return true;
}

}  // namespace talaria::model
