#include <talaria/base/strings.hpp>
#include <talaria/describe/wire_name.hpp>

namespace talaria::describe {

std::string wire_name(const ParameterInfo& parameter) {
  const model::Facts& facts = *parameter.facts;
  if (!facts.validation_alias.empty()) return std::string(facts.validation_alias);
  if (!facts.alias.empty()) return std::string(facts.alias);
  if (parameter.location == Location::header && !parameter.facts->keep_underscores) {
    return base::replace_all(parameter.name, "_", "-");
  }
  return std::string(parameter.name);
}

std::string wire_name(const ParameterInfo& model, const model::FieldInfo& field) {
  const bool hyphens = model.location == Location::header && field.input_name == field.name &&
                       !field.facts->keep_underscores && !model.facts->keep_underscores;
  return hyphens ? base::replace_all(field.name, "_", "-") : std::string(field.input_name);
}

std::string_view location_name(Location location) {
  switch (location) {
    case Location::path:
      return "path";
    case Location::query:
      return "query";
    case Location::header:
      return "header";
    case Location::cookie:
      return "cookie";
    case Location::body:
      return "body";
    default:
      return {};
  }
}

}  // namespace talaria::describe
