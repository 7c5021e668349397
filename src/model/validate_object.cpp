#include "model/validators.hpp"

#include <bit>

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

bool validate_field(const TypeInfo& model, std::size_t index, const Json& object, const Json* value, void* out,
                    Trail& trail) {
  const FieldInfo& field = model.fields[index];
  if (value == nullptr && set_unsent(field, out)) return true;
  trail.enter(std::string(field.wire_name()));
  const bool valid = value == nullptr ? trail.report("missing", object)
                                      : validate_part(*field.type, *field.facts, *value, out, index, trail);
  trail.leave();
  return valid;
}

bool validate_members(const TypeInfo& type, const Json& input, void* out, Trail& trail) {
  const JsonObject* const members = input.if_object();
  if (members == nullptr) return trail.report("model_attributes_type", input);
  void* places[max_fields];
  type.locate(out, places);
  bool valid = true;
  std::size_t from = 0;
  std::uint64_t seen = 0;
  for (std::size_t i = 0; i < type.fields.size(); ++i) {
    const Json* const value = find_member(*members, type.fields[i].input_name, from);
    if (value != nullptr) seen |= std::uint64_t{1} << i;
    if (!validate_field(type, i, input, value, places[i], trail)) valid = false;
  }
  trail.add_fields_set(static_cast<std::size_t>(std::popcount(seen)));
  if (trail.sent() != nullptr) trail.sent()->assign(seen, type.fields.size());
  return valid;
}

}  // namespace

bool set_unsent(const FieldInfo& field, void* out) {
  if (field.required()) return false;
  if (field.may_be_absent) return true;
  if (field.facts->has_default) {
    field.facts->set_default(out);
  } else {
    field.type->optional->reset(out);
  }
  return true;
}

bool validate_object(const TypeInfo& type, const Facts&, const Json& input, void* out, Trail& trail) {
  FieldsSet* const told = trail.sent();
  FieldsSet* const sent = type.fields_set != nullptr ? type.fields_set(out) : told;
  if (sent != nullptr) *sent = {};
  const Trail::InModel scope(trail, *type.config);
  bool valid = false;
  {
    const Trail::Sent inner(trail, sent);
    valid = validate_members(type, input, out, trail);
  }
  if (told != nullptr && told != sent) *told = *sent;
  if (!valid || type.validate == nullptr) return valid;
  try {
    type.validate(out);
  } catch (const ValueError& error) {
    return trail.report("value_error", input, JsonObject{{"error", error.what()}});
  }
  return true;
}

}  // namespace talaria::model
