#include <talaria/base/strings.hpp>
#include <talaria/params/wire_name.hpp>

namespace talaria::params {

std::string wire_name(const describe::ParameterInfo& parameter) {
  if (!parameter.facts->alias.empty()) return std::string(parameter.facts->alias);
  if (parameter.location == describe::Location::header && !parameter.facts->keep_underscores) {
    return base::replace_all(parameter.name, "_", "-");
  }
  return std::string(parameter.name);
}

std::string_view location_name(describe::Location location) {
  switch (location) {
    case describe::Location::path:
      return "path";
    case describe::Location::query:
      return "query";
    case describe::Location::header:
      return "header";
    case describe::Location::cookie:
      return "cookie";
    case describe::Location::body:
      return "body";
    default:
      return {};
  }
}

}  // namespace talaria::params
