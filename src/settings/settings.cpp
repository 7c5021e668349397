// From variables to a filled struct, by the tables of its type.
#include "model/type_label.hpp"
#include "settings/sources.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include <talaria/base/strings.hpp>
#include <talaria/model/validate.hpp>
#include <talaria/settings/settings.hpp>

namespace talaria {

SettingsError::SettingsError(std::string_view settings, std::vector<SettingFault> faults) : faults_(std::move(faults)) {
  text_ = std::string(settings) + " cannot be read, ";
  text_ += faults_.size() == 1 ? "one setting has a fault:" : std::to_string(faults_.size()) + " settings have faults:";
  for (const SettingFault& fault : faults_) text_ += "\n  " + fault.variable + ": " + fault.message;
}
SettingsError::SettingsError(const SettingsError&) = default;
SettingsError& SettingsError::operator=(const SettingsError&) = default;
SettingsError::~SettingsError() = default;

namespace settings {

namespace {

using model::FieldInfo;
using model::Kind;
using model::TypeInfo;

const TypeInfo& without_optional(const TypeInfo& type) {
  return type.kind == Kind::optional ? without_optional(*type.element) : type;
}

/// Whether the text of a variable is JSON: lists, dicts, models.
bool is_complex(const TypeInfo& given) {
  const TypeInfo& type = without_optional(given);
  switch (type.kind) {
    case Kind::list:
    case Kind::set:
    case Kind::map:
    case Kind::object:
    case Kind::json_object:
    case Kind::json_array:
    case Kind::tuple:
      return true;
    default:
      return false;
  }
}

/// Whether it may be JSON: a union with a list, a dict or a model in it. What is no JSON stays a text.
bool may_be_complex(const TypeInfo& given) {
  const TypeInfo& type = without_optional(given);
  if (type.kind == Kind::any) return false;
  const auto parts = type.variant != nullptr ? model::parts_of(type) : std::span<const model::PartInfo>();
  return std::any_of(parts.begin(), parts.end(), [](const model::PartInfo& part) { return is_complex(*part.type); });
}

/// A name under which a field is looked for.
struct Name {
  std::string key;       ///< in the input of the validation
  std::string variable;  ///< as it is compared
  std::string shown;     ///< as a person writes it
  bool is_path = false;  ///< the value is inside of the variable's JSON
};

std::string shown_name(std::string_view name, const SettingsConfig& config) {
  return config.case_sensitive ? std::string(name) : base::to_upper(name);
}

Name make_name(std::string_view key, std::string_view variable, bool is_path, const SettingsConfig& config) {
  return {std::string(key), compared_name(variable, config), shown_name(variable, config), is_path};
}

// An alias takes no prefix.
std::vector<Name> names_of(const FieldInfo& field, const TypeInfo& type, const SettingsConfig& config) {
  std::vector<Name> names;
  for (const model::AliasPathInfo& path : field.facts->alias_paths) {
    names.push_back(make_name(path.steps.front().name, path.steps.front().name, path.steps.size() > 1, config));
  }
  const bool has_alias = field.input_name != field.name;
  if (names.empty() && has_alias) names.push_back(make_name(field.input_name, field.input_name, false, config));
  if (names.empty() || type.config->validate_by_name) {
    names.push_back(make_name(field.name, std::string(config.env_prefix).append(field.name), false, config));
  }
  return names;
}

/// Puts the members of `from` into `into`; of two objects the members are put together.
void deep_update(JsonObject& into, const JsonObject& from) {
  for (const auto& [name, value] : from) {
    Json* const known = into.find(name);
    if (known != nullptr && known->is_object() && value.is_object()) {
      deep_update(*known->if_object(), *value.if_object());
    } else {
      into.set(name, value);
    }
  }
}

class Loader {
 public:
  Loader(const TypeInfo& type, const SettingsConfig& config, const SettingsSources& sources)
      : type_(type), config_(config), sources_(sources) {}

  void run(void* out) {
    const Variables environment = read_environment(config_, sources_);
    const Variables dotenv = read_dotenv_files(config_, sources_, environment);
    const Variables secrets = read_secrets(config_, sources_, faults_);
    // The first source counts most, so it comes last.
    JsonObject input;
    deep_update(input, read(secrets));
    deep_update(input, read(dotenv));
    deep_update(input, read(environment));
    deep_update(input, init());
    add_extra(dotenv, input);
    validate(Json(std::move(input)), out);
    if (!faults_.empty()) throw SettingsError(type_.name, std::move(faults_));
  }

 private:
  // What the program gives, under the names that the validation knows.
  JsonObject init() {
    JsonObject out;
    for (const auto& [name, value] : sources_.init) {
      const FieldInfo* const field = field_of(name);
      if (field == nullptr && config_.extra == Extra::forbid) {
        faults_.push_back({name, "extra_forbidden", "there is no such setting"});
      } else {
        out.set(field != nullptr ? names_of(*field, type_, config_).front().key : name, value);
      }
    }
    return out;
  }
  [[nodiscard]] const FieldInfo* field_of(std::string_view name) const {
    for (const FieldInfo& field : type_.fields) {
      if (field.name == name) return &field;
      for (const Name& one : names_of(field, type_, config_)) {
        if (one.key == name) return &field;
      }
    }
    return nullptr;
  }

  JsonObject read(const Variables& variables) {
    JsonObject out;
    for (const FieldInfo& field : type_.fields) {
      const auto names = names_of(field, type_, config_);
      const auto name =
          std::find_if(names.begin(), names.end(), [&](const Name& one) { return variables.contains(one.variable); });
      if (name != names.end()) read_field(field, *name, variables.find(name->variable)->second, out);
      read_nested(field, names, variables, out);
    }
    return out;
  }

  void read_field(const FieldInfo& field, const Name& name, const Variable& variable, JsonObject& out) {
    places_[name.key] = {name.shown, variable.place};
    if (!variable.value) {
      out.set(name.key, nullptr);
    } else {
      decode(*field.type, name.is_path, *variable.value, name.shown, variable.place, out[name.key]);
    }
  }

  // `a, b` for a list of scalars, which people write for what pydantic-settings wants JSON for.
  static bool is_list_of_scalars(const TypeInfo& given) {
    const TypeInfo& type = without_optional(given);
    return (type.kind == Kind::list || type.kind == Kind::set) && !is_complex(*type.element);
  }
  static JsonArray split_at_commas(std::string_view text) {
    JsonArray items;
    for (bool more = !base::trim(text).empty(); more;) {
      const std::size_t comma = text.find(',');
      items.push_back(base::trim(text.substr(0, comma)));
      more = comma != std::string_view::npos;
      text.remove_prefix(more ? comma + 1 : 0);
    }
    return items;
  }

  // The text as it is, or as the JSON that it has to be.
  void decode(const TypeInfo& type, bool as_json, const std::string& text, const std::string& shown,
              const std::string& place, Json& out) {
    const bool has_to = as_json || is_complex(type);
    if (!has_to && !may_be_complex(type)) {
      out = text;
      return;
    }
    const std::string_view bare = base::trim(text);
    if (!as_json && is_list_of_scalars(type) && !bare.starts_with('[') && !bare.starts_with('{') &&
        !bare.starts_with('"')) {
      out = split_at_commas(text);
      return;
    }
    auto parsed = parse_json(text);
    if (parsed) {
      out = std::move(*parsed);
    } else if (!has_to) {
      out = text;
    } else {
      out = nullptr;
      faulty_.push_back(shown);
      faults_.push_back({shown, "json_invalid",
                         "the value is no JSON, which " + model::type_label(without_optional(type), model::no_facts) +
                             " has to be here: " + parsed.error().message + " (in " + place + ")"});
    }
  }

  // `DB__HOST`: what stands behind the delimiters is inside of the field.
  void read_nested(const FieldInfo& field, const std::vector<Name>& names, const Variables& variables,
                   JsonObject& out) {
    if (config_.env_nested_delimiter.empty() || !is_nestable(*field.type)) return;
    for (const Name& name : names) {
      const std::string prefix = name.variable + compared_name(config_.env_nested_delimiter, config_);
      for (auto at = variables.lower_bound(prefix); at != variables.end() && at->first.starts_with(prefix); ++at) {
        Json& value = out[name.key];
        if (!value.is_object()) value = JsonObject();
        put_nested(*field.type, std::string_view(at->first).substr(prefix.size()), at->first, at->second, value);
      }
    }
  }
  static bool is_nestable(const TypeInfo& type) {
    const Kind kind = without_optional(type).kind;
    return kind == Kind::object || kind == Kind::map || kind == Kind::json_object ||
           (kind == Kind::variant && may_be_complex(type));
  }

  // The field of a nested model that a part of a name means.
  const FieldInfo* nested_field(const TypeInfo& given, std::string_view part) const {
    const TypeInfo& type = without_optional(given);
    if (type.variant != nullptr) {
      for (const model::PartInfo& alternative : model::parts_of(type)) {
        if (const FieldInfo* found = nested_field(*alternative.type, part)) return found;
      }
    }
    for (const FieldInfo& field : type.fields) {
      const bool is_it = config_.case_sensitive
                             ? (field.name == part || field.input_name == part)
                             : (base::iequals(field.name, part) || base::iequals(field.input_name, part));
      if (is_it) return &field;
    }
    return nullptr;
  }

  void put_nested(const TypeInfo& around, std::string_view rest, const std::string& whole, const Variable& variable,
                  Json& out) {
    const std::string delimiter = compared_name(config_.env_nested_delimiter, config_);
    const TypeInfo* type = &around;
    Json* at = &out;
    for (;;) {
      const std::size_t end = rest.find(delimiter);
      const std::string_view part = rest.substr(0, end);
      const FieldInfo* const field = type != nullptr ? nested_field(*type, part) : nullptr;
      const TypeInfo* const next = field != nullptr ? field->type : element_of(type);
      const std::string key(field != nullptr ? field->input_name : part);
      Json& value = (*at)[key];
      if (end == std::string_view::npos) return set_nested(next, whole, variable, value);
      if (!value.is_object()) value = JsonObject();
      at = &value;
      type = next;
      rest.remove_prefix(end + delimiter.size());
    }
  }
  static const TypeInfo* element_of(const TypeInfo* type) {
    if (type == nullptr) return nullptr;
    const TypeInfo& bare = without_optional(*type);
    return bare.kind == Kind::map ? bare.element : nullptr;
  }
  void set_nested(const TypeInfo* type, const std::string& whole, const Variable& variable, Json& out) {
    if (!variable.value) {
      out = nullptr;
    } else if (type != nullptr) {
      decode(*type, false, *variable.value, shown_name(whole, config_), variable.place, out);
    } else {
      out = *variable.value;
    }
  }

  // Names of files that no field has: other programs do not write there, so they are mostly mistakes.
  void add_extra(const Variables& dotenv, JsonObject& input) {
    if (config_.extra == Extra::ignore) return;
    for (const auto& [name, variable] : dotenv) {
      if (!variable.value || variable.value->empty() || is_used(name)) continue;
      if (config_.extra == Extra::forbid) {
        faults_.push_back(
            {shown_name(name, config_), "extra_forbidden", "there is no such setting (in " + variable.place + ")"});
      } else {
        const std::string prefix = compared_name(config_.env_prefix, config_);
        input.set(name.starts_with(prefix) ? name.substr(prefix.size()) : name, *variable.value);
      }
    }
  }
  [[nodiscard]] bool is_used(const std::string& name) const {
    for (const FieldInfo& field : type_.fields) {
      for (const Name& one : names_of(field, type_, config_)) {
        if (name == one.variable) return true;
        if (!is_nestable(*field.type) || config_.env_nested_delimiter.empty()) continue;
        if (name.starts_with(one.variable + compared_name(config_.env_nested_delimiter, config_))) return true;
      }
    }
    return false;
  }

  void validate(const Json& input, void* out) {
    model::Errors errors;
    model::validate(type_, model::no_facts, input, out, {}, errors, {.source = model::InputSource::text});
    for (const model::ErrorDetail& error : errors) {
      SettingFault fault = describe(error);
      if (std::find(faulty_.begin(), faulty_.end(), fault.variable) == faulty_.end())
        faults_.push_back(std::move(fault));
    }
  }

  // The variable that a field has, and where its value came from.
  [[nodiscard]] SettingFault describe(const model::ErrorDetail& error) const {
    SettingFault fault{"", error.type, error.msg};
    if (error.loc.empty()) {
      fault.variable = type_.name;
      return fault;
    }
    const auto* const key = std::get_if<std::string>(&error.loc.front());
    if (key == nullptr) return fault;
    const FieldInfo* field = nullptr;
    std::string shown = *key;
    for (const FieldInfo& one : type_.fields) {
      for (const Name& name : names_of(one, type_, config_)) {
        if (name.key != *key || field != nullptr) continue;
        field = &one;
        shown = name.shown;
      }
    }
    const auto place = places_.find(*key);
    if (place != places_.end()) shown = place->second.first;
    fault.variable = shown + nested_way(error.loc, field);
    if (error.type == "missing") {
      const TypeInfo* const missing = field != nullptr && error.loc.size() == 1 ? field->type : nullptr;
      fault.message =
          missing != nullptr ? "Field required, of type " + model::type_label(*missing, *field->facts) : error.msg;
    } else if (place != places_.end()) {
      fault.message += " (in " + place->second.second + ")";
    }
    return fault;
  }

  // `__HOST` where names may be nested; else the way inside of the JSON, `.host`, `[2]`.
  [[nodiscard]] std::string nested_way(const model::Loc& loc, const FieldInfo* field) const {
    std::string way;
    const bool by_name = !config_.env_nested_delimiter.empty() && field != nullptr && is_nestable(*field->type);
    for (std::size_t i = 1; i < loc.size(); ++i) {
      const auto* const name = std::get_if<std::string>(&loc[i]);
      if (name == nullptr) {
        way += "[" + std::to_string(std::get<std::int64_t>(loc[i])) + "]";
      } else if (by_name) {
        way += shown_name(config_.env_nested_delimiter, config_) + shown_name(*name, config_);
      } else {
        way += "." + *name;
      }
    }
    return way;
  }

  const TypeInfo& type_;
  const SettingsConfig& config_;
  const SettingsSources& sources_;
  std::vector<SettingFault> faults_;
  std::vector<std::string> faulty_;                                                 // whose fault is known already
  std::map<std::string, std::pair<std::string, std::string>, std::less<>> places_;  // by key: the variable, its place
};

}  // namespace

void load(const model::TypeInfo& type, const SettingsConfig& config, const SettingsSources& sources, void* out) {
  Loader(type, config, sources).run(out);
}

void end_process(const SettingsError& error) {
  std::fprintf(stderr, "ERROR: %s\n", error.what());
  std::exit(1);
}

}  // namespace settings

}  // namespace talaria
