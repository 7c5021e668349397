#include "model/type_display.hpp"

#include <cstddef>
#include <vector>

#include <talaria/base/strings.hpp>

namespace talaria::model {

namespace {

/// A C++ type as it is spelled: a name and template arguments.
struct SpelledType {
  std::string_view name;
  std::vector<SpelledType> arguments;
};

/// Where the next of `stops` is outside of brackets, or the end.
std::size_t find_outside(std::string_view text, std::string_view stops) {
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (depth == 0 && stops.find(text[i]) != std::string_view::npos) return i;
    if (text[i] == '<' || text[i] == '(') ++depth;
    if (text[i] == '>' || text[i] == ')') --depth;
  }
  return text.size();
}

/// The last component of a qualified name, `(anonymous namespace)` and all else before it cut off.
std::string_view last_component(std::string_view name) {
  const auto colons = name.rfind("::");
  return base::trim(colons == std::string_view::npos ? name : name.substr(colons + 2));
}

SpelledType parse_type(std::string_view text) {
  text = base::trim(text);
  const std::size_t open = find_outside(text, "<");
  SpelledType type{last_component(text.substr(0, open)), {}};
  if (open == text.size()) return type;
  const std::size_t close = open + 1 + find_outside(text.substr(open + 1), ">");
  if (const auto member = text.find("::", close); member != std::string_view::npos) {
    return parse_type(text.substr(member + 2));  // a class inside of a class template
  }
  std::string_view list = text.substr(open + 1, close - open - 1);
  while (!list.empty()) {
    const std::size_t comma = find_outside(list, ",");
    type.arguments.push_back(parse_type(list.substr(0, comma)));
    list.remove_prefix(comma == list.size() ? comma : comma + 1);
  }
  return type;
}

std::string display(const SpelledType& type);

std::string with_arguments(std::string_view name, const SpelledType& type, std::size_t count,
                           std::string_view separator = ", ") {
  std::string out(name);
  out += '[';
  for (std::size_t i = 0; i < type.arguments.size() && i < count; ++i) {
    if (i != 0) out += separator;
    out += display(type.arguments[i]);
  }
  return out + ']';
}

/// The standard library's templates, and how many of their arguments say what they hold.
std::string display_template(const SpelledType& type) {
  if (type.name == "basic_string") return "str";
  if (type.name == "vector") return with_arguments("list", type, 1);
  if (type.name == "set" || type.name == "unordered_set") return with_arguments("set", type, 1);
  if (type.name == "map" || type.name == "unordered_map") return with_arguments("dict", type, 2);
  if (type.name == "optional") return "Union[" + display(type.arguments.front()) + ", NoneType]";
  if (type.name == "Field") return display(type.arguments.front());
  return with_arguments(type.name, type, type.arguments.size());
}

std::string display(const SpelledType& type) {
  if (!type.arguments.empty()) return display_template(type);
  if (type.name == "string") return "str";
  if (type.name == "double" || type.name == "float") return "float";
  if (type.name == "Json") return "Any";
  if (type.name == "JsonObject") return "dict";
  if (type.name == "JsonArray") return "list";
  for (const std::string_view integer : {"int", "long", "short", "unsigned", "signed", "char"}) {
    const std::string_view first_word = type.name.substr(0, type.name.find(' '));
    if (first_word == integer) return "int";
  }
  return std::string(type.name);
}

}  // namespace

std::string display_name(std::string_view spelled_type) {
  return display(parse_type(spelled_type));
}

std::string definition_name(std::string_view spelled_type) {
  const SpelledType type = parse_type(spelled_type);
  return reference_name(type.arguments.empty() ? display(type)
                                               : with_arguments(type.name, type, type.arguments.size(), ","));
}

std::string reference_name(std::string_view display_name) {
  std::string out(display_name);
  for (char& c : out) {
    const bool allowed = base::is_ascii_alpha(c) || base::is_ascii_digit(c) || c == '.' || c == '-' || c == '_';
    if (!allowed) c = '_';
  }
  return out;
}

}  // namespace talaria::model
