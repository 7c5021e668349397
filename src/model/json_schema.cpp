#include "model/schema_writer.hpp"
#include "model/type_display.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>

#include <talaria/base/strings.hpp>
#include <talaria/model/json_schema.hpp>

namespace talaria::model {

namespace {

/// The names that a definition may have, the shortest first. The last one is no other definition's.
std::vector<std::string> candidates(const TypeInfo& type, SchemaMode mode, std::size_t occurrence) {
  const std::string suffix = mode == SchemaMode::validation ? "-Input" : "-Output";
  const std::string number = "__" + std::to_string(occurrence);
  const std::string name = definition_name(type.name);
  const std::string qualified = reference_name(base::replace_all(type.qualified_name, "::", "__"));
  return {name, name + suffix, qualified, qualified + suffix, qualified + number, qualified + suffix + number};
}

}  // namespace

SchemaMode SchemaRegistry::shown_mode(const TypeInfo& type, SchemaMode mode) const {
  return separate_modes_ || !type.computed.empty() ? mode : SchemaMode::validation;
}

void SchemaRegistry::add(const TypeInfo& type, SchemaMode mode) {
  mention(type, shown_mode(type, mode));
}

void SchemaRegistry::mention_value(const TypeInfo& type, const Facts& facts, SchemaMode mode) {
  if (mode == SchemaMode::validation && facts.any_input) return;
  const bool made = mode == SchemaMode::serialization && facts.serializer != nullptr;
  mention(made ? facts.serializer->type() : type, mode);
}

void SchemaRegistry::mention(const TypeInfo& type, SchemaMode mode) {
  if (type.element != nullptr) mention_value(*type.element, *type.element_facts, mode);
  if (type.map != nullptr && type.map->key != nullptr) mention(*type.map->key, mode);
  for (const PartInfo& part : parts_of(type)) mention_value(*part.type, *part.facts, mode);
  if (!has_definition(type)) return;
  const auto is_this = [&](const Mention& known) { return known.type == &type && known.mode == mode; };
  if (std::any_of(mentions_.begin(), mentions_.end(), is_this)) return;
  mentions_.push_back({&type, mode, {}});
  named_ = false;
  const bool output = mode == SchemaMode::serialization;
  if (output && type.serializer != nullptr) return mention(type.serializer->type(), mode);
  for (const FieldInfo& field : type.fields) {
    if (is_shown(field, mode)) mention_value(*field.type, *field.facts, mode);
  }
  if (!output) return;
  for (const ComputedInfo& computed : type.computed) mention(computed.output->type(), mode);
}

const SchemaRegistry::Mention& SchemaRegistry::find(const TypeInfo& type, SchemaMode mode) const {
  for (const Mention& mention : mentions_) {
    if (mention.type == &type && mention.mode == mode) return mention;
  }
  throw std::logic_error("SchemaRegistry: " + std::string(type.name) + " was not added");
}

/// Pydantic's way: a definition gets the shortest of its names under which no two different schemas would stand.
/// Shorter names make schemas equal that refer to them, so it goes on until nothing changes.
void SchemaRegistry::choose_names() const {
  named_ = true;
  std::map<std::string_view, std::vector<const TypeInfo*>> occurrences;
  std::vector<std::vector<std::string>> names;
  for (Mention& mention : mentions_) {
    auto& types = occurrences[mention.type->qualified_name];
    const auto place = std::find(types.begin(), types.end(), mention.type) - types.begin();
    if (static_cast<std::size_t>(place) == types.size()) types.push_back(mention.type);
    names.push_back(candidates(*mention.type, mention.mode, static_cast<std::size_t>(place) + 1));
    mention.name = names.back().back();
  }
  constexpr int most_rounds = 100;
  bool changed = true;
  for (int round = 0; changed && round < most_rounds; ++round) {
    changed = false;
    std::map<std::string_view, std::set<std::string>> schemas;
    for (std::size_t i = 0; i < mentions_.size(); ++i) {
      const std::string schema = dump_json(SchemaWriter(*this, mentions_[i].mode).definition(*mentions_[i].type));
      for (const std::string& name : names[i]) schemas[name].insert(schema);
    }
    for (std::size_t i = 0; i < mentions_.size(); ++i) {
      const auto alone = [&](const std::string& name) { return schemas[name].size() == 1; };
      const std::string& best = *std::find_if(names[i].begin(), names[i].end(), alone);
      changed = changed || best != mentions_[i].name;
      mentions_[i].name = best;
    }
  }
}

std::string SchemaRegistry::name_of(const TypeInfo& type, SchemaMode mode) const {
  if (!named_) choose_names();
  return find(type, shown_mode(type, mode)).name;
}

Json SchemaRegistry::schema(const TypeInfo& type, const Facts& facts, std::string_view title, SchemaMode mode) const {
  if (!named_) choose_names();
  // What refers to a definition has its title there.
  if (has_definition(type)) title = {};
  return SchemaWriter(*this, shown_mode(type, mode)).schema(type, facts, title);
}

JsonObject SchemaRegistry::definitions() const {
  if (!named_) choose_names();
  std::map<std::string, const Mention*> sorted;
  for (const Mention& mention : mentions_) sorted.emplace(mention.name, &mention);
  JsonObject out;
  for (const auto& [name, mention] : sorted) {
    out.append(name, SchemaWriter(*this, mention->mode).definition(*mention->type));
  }
  return out;
}

std::string title_from_name(std::string_view name) {
  return base::replace_all(base::title_case(name), "_", " ");
}

}  // namespace talaria::model

namespace talaria {

Json model_json_schema(const model::TypeInfo& type, SchemaMode mode) {
  model::SchemaRegistry registry("#/$defs/");
  registry.add(type, mode);
  Json schema = registry.schema(type, model::no_facts, {}, mode);
  JsonObject definitions = registry.definitions();
  // Like Pydantic: the model itself stands in front, unless it refers to itself and so has to be a definition.
  if (model::has_definition(type)) {
    const std::string name = registry.name_of(type, mode);
    const std::string own_reference = "\"$ref\":" + dump_json(Json("#/$defs/" + name));
    if (dump_json(definitions).find(own_reference) == std::string::npos) {
      schema = definitions.at(name);
      definitions.erase(name);
    }
  }
  if (!definitions.empty()) schema["$defs"] = std::move(definitions);
  return schema;
}

ModelsJsonSchema models_json_schema(std::initializer_list<std::pair<const model::TypeInfo*, SchemaMode>> models) {
  model::SchemaRegistry registry("#/$defs/");
  for (const auto& [type, mode] : models) registry.add(*type, mode);
  ModelsJsonSchema out;
  for (const auto& [type, mode] : models) {
    out.schemas.push_back(registry.schema(*type, model::no_facts, {}, mode));
  }
  out.definitions = registry.definitions();
  return out;
}

}  // namespace talaria
