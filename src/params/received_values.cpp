#include "params/received_values.hpp"

#include "model/scratch.hpp"

#include <algorithm>
#include <set>

#include <talaria/base/strings.hpp>
#include <talaria/describe/wire_name.hpp>
#include <talaria/model/dump.hpp>

namespace talaria::params {

bool is_sequence(const model::TypeInfo& type) {
  using model::Kind;
  if (type.kind == Kind::optional) return is_sequence(*type.element);
  return type.kind == Kind::list || type.kind == Kind::set || type.kind == Kind::tuple || type.kind == Kind::json_array;
}

std::optional<Json> ReceivedValues::find(std::string_view name, const model::TypeInfo& type) const {
  const std::string key = lower_case ? base::to_lower(name) : std::string(name);
  const bool list = has_lists && is_sequence(type);
  JsonArray found;
  for (const auto& [received, value] : values) {
    if (received != key) continue;
    found.push_back(value);
    if (first_counts && !list) break;
  }
  if (found.empty()) return std::nullopt;
  if (list) return Json(std::move(found));
  return std::move(found[found.size() - 1]);
}

namespace {

// FastAPI puts defaults among the values, so that they are seen in the `input` of errors. Where one of several names
// counts, a default under one of them would hide what came under another.
void append_default(JsonObject& object, const model::FieldInfo& field) {
  if (!field.facts->has_default || !field.facts->alias_paths.empty()) return;
  const model::Scratch value(*field.type);
  field.facts->set_default(value.get());
  Json as_json = model::to_json(*field.type, value.get());
  if (!as_json.is_null()) object.append(std::string(field.wire_name()), std::move(as_json));
}

}  // namespace

Json model_input(const describe::ParameterInfo& parameter, const ReceivedValues& received) {
  JsonObject object;
  std::set<std::string, std::less<>> known;
  for (const auto& field : parameter.type->fields) {
    const std::string name = describe::wire_name(parameter, field);
    auto value = received.find(name, *field.type);
    if (value) {
      object.append(std::string(field.wire_name()), std::move(*value));
    } else {
      append_default(object, field);
    }
    known.insert(received.lower_case ? base::to_lower(name) : name);
    known.emplace(field.wire_name());
  }
  for (const auto& [name, value] : received.values) {
    if (!known.insert(name).second) continue;
    std::vector<const Json*> same;
    for (const auto& other : received.values) {
      if (other.first == name) same.push_back(&other.second);
    }
    if (same.size() == 1 || !received.has_lists) {
      object.append(name, *same.back());
      continue;
    }
    JsonArray all;
    for (const Json* one : same) all.push_back(*one);
    object.append(name, std::move(all));
  }
  return object;
}

}  // namespace talaria::params
