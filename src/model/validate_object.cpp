#include "model/type_display.hpp"
#include "model/validators.hpp"

#include <algorithm>
#include <bit>
#include <vector>

#include <talaria/model/dump.hpp>

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

/// What stands under a name or at a place of a value; nothing when there is none.
const Json* take_step(const Json& value, const AliasStep& step) {
  if (const JsonObject* const object = value.if_object()) return step.is_index ? nullptr : object->find(step.name);
  const JsonArray* const list = value.if_array();
  if (list == nullptr || !step.is_index) return nullptr;
  const auto size = static_cast<std::int64_t>(list->size());
  const std::int64_t index = step.index < 0 ? size + step.index : step.index;
  return index >= 0 && index < size ? &(*list)[static_cast<std::size_t>(index)] : nullptr;
}

/// Validates the members of one object into the fields of a model.
class MemberValidation {
 public:
  MemberValidation(const TypeInfo& type, const Json& input, const JsonObject& members, void* out, Trail& trail)
      : type_(type), input_(input), members_(members), out_(out), trail_(trail) {
    type.locate(out, places_);
  }

  bool run() {
    bool valid = true;
    FieldsSoFar so_far{&type_, places_};
    for (std::size_t i = 0; i < type_.fields.size(); ++i) {
      const Trail::InField scope(trail_, type_.fields[i].name, so_far);
      if (validate_field(i)) {
        so_far.valid |= std::uint64_t{1} << i;
      } else {
        valid = false;
      }
    }
    if (type_.extra != nullptr || type_.config->extra == Extra::forbid) valid = take_extra() && valid;
    trail_.add_fields_set(static_cast<std::size_t>(std::popcount(sent_)));
    if (trail_.sent() != nullptr) trail_.sent()->assign(sent_, type_.fields.size());
    return valid;
  }

 private:
  /// Where a value was found, or was looked for first: under a name, or along a path of the aliases.
  struct Way {
    std::string_view name;
    std::span<const AliasStep> steps = {};  ///< nothing: the name alone

    [[nodiscard]] std::size_t size() const { return steps.empty() ? 1 : steps.size(); }
    [[nodiscard]] LocItem step(std::size_t i) const {
      if (steps.empty()) return std::string(name);
      if (steps[i].is_index) return steps[i].index;
      return std::string(steps[i].name);
    }
  };
  static Way along(const AliasPathInfo& path) { return {path.steps[0].name, path.steps}; }

  /// The member for a field, and how it came; null when it did not come.
  const Json* find(const FieldInfo& field, Way& way) {
    const ModelConfig& config = *type_.config;
    const std::span<const AliasPathInfo> paths = field.facts->alias_paths;
    const bool has_alias = !paths.empty() || field.input_name.data() != field.name.data();
    way = paths.empty() ? Way{field.input_name} : along(paths[0]);
    if (!has_alias || config.validate_by_alias) {
      if (const Json* const value = paths.empty() ? find_name(way.name) : find_path(paths, way)) return value;
    }
    if (!has_alias || (!config.validate_by_name && config.validate_by_alias)) return nullptr;
    const Json* const value = find_name(field.name);
    if (value != nullptr || !config.validate_by_alias) way = {field.name};
    return value;
  }

  const Json* find_name(std::string_view name) { return find_member(members_, name, from_); }

  const Json* find_path(std::span<const AliasPathInfo> paths, Way& way) {
    for (const AliasPathInfo& path : paths) {
      const Json* value = find_name(path.steps[0].name);
      for (std::size_t i = 1; i < path.steps.size() && value != nullptr; ++i) value = take_step(*value, path.steps[i]);
      if (value == nullptr) continue;
      way = along(path);
      return value;
    }
    return nullptr;
  }

  bool validate_field(std::size_t index) {
    const FieldInfo& field = type_.fields[index];
    Way way;
    const Json* const value = find(field, way);
    if (value != nullptr) {
      sent_ |= std::uint64_t{1} << index;
      taken_.push_back(way.name);
    } else if (set_unsent(field, places_[index])) {
      return !validates_default(field) || validate_default(field, places_[index]);
    }
    for (std::size_t i = 0; i < way.size(); ++i) trail_.enter(way.step(i));
    const bool valid = value == nullptr
                           ? trail_.report("missing", input_)
                           : validate_part(*field.type, *field.facts, *value, places_[index], index, trail_);
    for (std::size_t i = 0; i < way.size(); ++i) trail_.leave();
    return valid;
  }

  [[nodiscard]] bool validates_default(const FieldInfo& field) const {
    return field.facts->has_default && (field.facts->validate_default || type_.config->validate_default);
  }

  bool validate_default(const FieldInfo& field, void* place) {
    const Json value = to_json(*field.type, place);
    const Trail::Sent scope(trail_, nullptr);
    trail_.enter(std::string(field.input_name));
    const bool valid = validate_value(*field.type, *field.facts, value, place, trail_);
    trail_.leave();
    return valid;
  }

  /// Members that no field took.
  bool take_extra() {
    bool valid = true;
    if (type_.extra != nullptr) *type_.extra(out_) = {};
    for (const JsonMember& member : members_) {
      if (std::find(taken_.begin(), taken_.end(), member.name) != taken_.end()) continue;
      if (type_.config->extra != Extra::forbid) {
        type_.extra(out_)->append(member.name, member.value);
        continue;
      }
      trail_.enter(member.name);
      valid = trail_.report("extra_forbidden", member.value);
      trail_.leave();
    }
    return valid;
  }

  const TypeInfo& type_;
  const Json& input_;
  const JsonObject& members_;
  void* out_;
  Trail& trail_;
  void* places_[max_fields];
  std::size_t from_ = 0;
  std::uint64_t sent_ = 0;
  std::vector<std::string_view> taken_;
};

bool report_no_model(const TypeInfo& type, const Json& input, Trail& trail) {
  if (trail.options().from_attributes) return trail.report("model_attributes_type", input);
  return trail.report("model_type", input, JsonObject{{"class_name", display_name(type.name)}});
}

bool validate_members(const TypeInfo& type, const Facts&, const Json& input, void* out, Trail& trail) {
  const JsonObject* const members = input.if_object();
  if (members == nullptr) return report_no_model(type, input, trail);
  return MemberValidation(type, input, *members, out, trail).run();
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

bool validate_object(const TypeInfo& type, const Facts& facts, const Json& input, void* out, Trail& trail) {
  FieldsSet* const told = trail.sent();
  FieldsSet* const sent = type.fields_set != nullptr ? type.fields_set(out) : told;
  if (sent != nullptr) *sent = {};
  const Trail::InModel config(trail, *type.config);
  const Trail::InField no_field(trail, {}, {});
  bool valid = false;
  {
    const Trail::Sent scope(trail, sent);
    valid = type.hooks.empty() ? validate_members(type, facts, input, out, trail)
                               : run_hooks(type, facts, type.hooks, validate_members, input, out, trail);
  }
  if (told != nullptr && told != sent) *told = *sent;
  return valid;
}

}  // namespace talaria::model
