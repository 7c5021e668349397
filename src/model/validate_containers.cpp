#include "model/constraints.hpp"
#include "model/scratch.hpp"
#include "model/union_tags.hpp"
#include "model/validators.hpp"

namespace talaria::model {

namespace {

bool report_size(Trail& trail, const Json& input, const Facts& facts, std::string_view container, bool too_short,
                 Json actual) {
  JsonObject ctx;
  ctx.append("field_type", container);
  ctx.append(too_short ? "min_length" : "max_length", too_short ? facts.min_length : facts.max_length);
  ctx.append("actual_length", std::move(actual));
  return trail.report(too_short ? "too_short" : "too_long", input, std::move(ctx));
}

bool check_size(Trail& trail, const Json& input, const Facts& facts, std::string_view container, std::size_t size) {
  if (facts.has_min_length && size < facts.min_length) {
    return report_size(trail, input, facts, container, true, size);
  }
  if (facts.has_max_length && size > facts.max_length) {
    return report_size(trail, input, facts, container, false, size);
  }
  return true;
}

}  // namespace

bool validate_optional(const TypeInfo& type, const Facts& facts, const Json& input, void* out, Trail& trail) {
  if (input.is_null()) {
    type.optional->reset(out);
    return true;
  }
  void* const value = type.optional->emplace(out);
  // What is demanded of an optional is demanded of the value in it. Its own facts come first, as the inner ones of
  // nested Annotated types do.
  if (type.element_facts->has_constraints && facts.has_constraints) {
    if (!validate_value(*type.element, *type.element_facts, input, value, trail)) return false;
    return validate_value(*type.element, facts, input, value, trail);
  }
  return validate_value(*type.element, passed_facts(type, facts), input, value, trail);
}

bool validate_list(const TypeInfo& type, const Facts& facts, const Json& input, void* out, Trail& trail) {
  const JsonArray* const items = input.if_array();
  if (items == nullptr) return trail.report("list_type", input);
  const std::size_t found_before = trail.count();
  bool valid = true;
  type.sequence->clear(out);
  type.sequence->reserve(out, items->size());
  for (std::size_t i = 0; i < items->size(); ++i) {
    trail.enter(static_cast<std::int64_t>(i));
    void* const element = type.sequence->append(out);
    valid = validate_part(*type.element, *type.element_facts, (*items)[i], element, i, trail) && valid;
    trail.leave();
    if (!valid && facts.fail_fast) return false;
    if (facts.has_max_length && i + 1 > facts.max_length) {
      // The one item too many ends it, and what was wrong with the others is not reported.
      trail.forget_since(found_before);
      return report_size(trail, input, facts, "List", false, items->size());
    }
  }
  return valid && check_size(trail, input, facts, "List", items->size());
}

bool validate_set(const TypeInfo& type, const Facts& facts, const Json& input, void* out, Trail& trail) {
  const JsonArray* const items = input.if_array();
  if (items == nullptr) return trail.report("set_type", input);
  trail.lax();  // an array of JSON is a list
  const std::size_t found_before = trail.count();
  bool valid = true;
  type.sequence->clear(out);
  for (std::size_t i = 0; i < items->size(); ++i) {
    const Scratch element(*type.element);
    const Trail::Sent scope(trail, nullptr);
    trail.enter(static_cast<std::int64_t>(i));
    const bool item_valid = validate_value(*type.element, *type.element_facts, (*items)[i], element.get(), trail);
    trail.leave();
    valid = valid && item_valid;
    if (!item_valid && facts.fail_fast) return false;
    if (!item_valid) continue;
    type.sequence->insert(out, element.get());
    if (facts.has_max_length && type.sequence->size(out) > facts.max_length) {
      trail.forget_since(found_before);
      return report_size(trail, input, facts, "Set", false, nullptr);
    }
  }
  return valid && check_size(trail, input, facts, "Set", type.sequence->size(out));
}

namespace {

/// The place for the value under a key, or nullptr when the key is not valid.
void* insert_key(const MapOps& map, const std::string& name, void* out, Trail& trail) {
  if (map.key == nullptr) return map.insert(out, name);
  const Trail::TextsOnly scope(trail);
  const Scratch key(*map.key);
  trail.enter("[key]");
  const bool valid = validate_value(*map.key, *map.key_facts, name, key.get(), trail);
  trail.leave();
  return valid ? map.insert_key(out, key.get()) : nullptr;
}

bool validate_entry(const TypeInfo& type, const JsonMember& member, void* out, Trail& trail) {
  if (void* const element = insert_key(*type.map, member.name, out, trail)) {
    return validate_part(*type.element, *type.element_facts, member.value, element, std::string_view(member.name),
                         trail);
  }
  const Scratch element(*type.element);  // what is wrong with the value is told too
  validate_value(*type.element, *type.element_facts, member.value, element.get(), trail);
  return false;
}

}  // namespace

bool validate_map(const TypeInfo& type, const Facts& facts, const Json& input, void* out, Trail& trail) {
  const JsonObject* const members = input.if_object();
  if (members == nullptr) return trail.report("dict_type", input);
  bool valid = true;
  type.map->clear(out);
  for (const JsonMember& member : *members) {
    trail.enter(member.name);
    valid = validate_entry(type, member, out, trail) && valid;
    trail.leave();
    if (!valid && facts.fail_fast) return false;
  }
  return valid && check_size(trail, input, facts, "Dictionary", type.map->size(out));
}

bool validate_tuple(const TypeInfo& type, const Facts& facts, const Json& input, void* out, Trail& trail) {
  const JsonArray* const items = input.if_array();
  if (items == nullptr) return trail.report("tuple_type", input);
  trail.lax();  // an array of JSON is a list
  const std::span<const PartInfo> parts = type.tuple->items;
  const std::size_t found_before = trail.count();
  bool valid = true;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    trail.enter(static_cast<std::int64_t>(i));
    const PartInfo& part = parts[i];
    valid = (i < items->size() ? validate_part(*part.type, *part.facts, (*items)[i], type.tuple->item(out, i), i, trail)
                               : trail.report("missing", input)) &&
            valid;
    trail.leave();
    if (!valid && facts.fail_fast) return false;
  }
  if (items->size() <= parts.size()) return valid;
  // Items too many end it, and what was wrong with the others is not reported.
  trail.forget_since(found_before);
  return trail.report(
      "too_long", input,
      JsonObject{{"field_type", "Tuple"}, {"max_length", parts.size()}, {"actual_length", items->size()}});
}

bool validate_json_object(const TypeInfo&, const Facts& facts, const Json& input, void* out, Trail& trail) {
  const JsonObject* const members = input.if_object();
  if (members == nullptr) return trail.report("dict_type", input);
  if (!check_size(trail, input, facts, "Dictionary", members->size())) return false;
  *static_cast<JsonObject*>(out) = *members;
  return true;
}

bool validate_json_array(const TypeInfo&, const Facts& facts, const Json& input, void* out, Trail& trail) {
  const JsonArray* const items = input.if_array();
  if (items == nullptr) return trail.report("list_type", input);
  if (!check_size(trail, input, facts, "List", items->size())) return false;
  *static_cast<JsonArray*>(out) = *items;
  return true;
}

}  // namespace talaria::model
