#include <talaria/base/strings.hpp>
#include <talaria/describe/wire_name.hpp>

namespace talaria::describe {

std::string wire_name(const ParameterInfo& parameter) {
  if (!parameter.facts->alias.empty()) return std::string(parameter.facts->alias);
  if (parameter.location == Location::header && !parameter.facts->keep_underscores) {
    return base::replace_all(parameter.name, "_", "-");
  }
  return std::string(parameter.name);
}

std::string wire_name(const ParameterInfo& model, const model::FieldInfo& field) {
  ParameterInfo parameter{model.location};
  parameter.name = field.name;
  parameter.facts = field.facts;
  if (model.facts->keep_underscores) return std::string(field.wire_name());
  return wire_name(parameter);
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
