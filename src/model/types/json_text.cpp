#include "model/validators.hpp"

#include <algorithm>

#include <talaria/model/dump.hpp>
#include <talaria/model/types/json_text.hpp>

namespace talaria::model {

namespace {

/// The fault in the words of Pydantic's JSON parser, which are not CPython's.
std::string explain(const JsonError& fault, std::string_view text) {
  const std::string_view before = text.substr(0, std::min(fault.offset, text.size()));
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const std::size_t start = before.rfind('\n');
  const std::size_t column = before.size() - (start == std::string_view::npos ? 0 : start + 1);
  const bool at_end = text.find_first_not_of(" \t\r\n", before.size()) == std::string_view::npos;
  // A word that was cut short, `nul`, ends where the text does.
  constexpr std::string_view words[] = {"null", "true", "false"};
  const std::string_view rest = text.substr(before.size());
  const bool cut = !rest.empty() && std::any_of(std::begin(words), std::end(words),
                                                [rest](std::string_view word) { return word.starts_with(rest); });
  std::string what = "expected value";
  if (fault.message.starts_with("Illegal trailing comma")) {
    what = "trailing comma";
  } else if (at_end || cut) {
    what = fault.message.starts_with("Expecting value") ? "EOF while parsing a value" : "EOF while parsing";
    return what + " at line " + std::to_string(line) + " column " + std::to_string(column + (cut ? rest.size() : 0));
  } else if (fault.message.starts_with("Expecting property name")) {
    what = "key must be a string";
  } else if (fault.message.starts_with("Expecting ','")) {
    what = "expected `,` or `]`";
  } else if (fault.message.starts_with("Expecting ':'")) {
    what = "expected `:`";
  } else if (fault.message.starts_with("Extra data")) {
    what = "trailing characters";
  }
  const std::size_t shift = what == "trailing comma" ? 2 : 1;
  return what + " at line " + std::to_string(line) + " column " + std::to_string(column + shift);
}

bool validate_json_text(const TypeInfo& type, const Facts&, const Json& input, void* out, Trail& trail) {
  const std::string* const text = input.if_string();
  if (text == nullptr) return trail.report("json_type", input);
  const Result<Json, JsonError> content = parse_json(*text);
  if (!content) {
    const std::string why = explain(content.error(), *text);
    return trail.report({"json_invalid", trail.loc(), "Invalid JSON: " + why, input, JsonObject{{"error", why}}});
  }
  return validate_value(*type.element, *type.element_facts, *content, out, trail);
}

bool read_json_text(const TypeInfo& type, const Facts&, std::string_view text, void* out) {
  return read_json(*type.element, *type.element_facts, text, out);
}

void write_json_text(const TypeInfo& type, const void* value, const ModelConfig&, std::string& out) {
  write_json(out, *type.element, value);
}

void json_text_schema(const TypeInfo&, const Facts&, const ModelConfig&, SchemaMode mode, JsonObject& schema) {
  if (mode == SchemaMode::serialization) return;
  schema.append("type", "string");
  schema.append("contentMediaType", "application/json");
}

}  // namespace

constinit const CustomOps json_text_ops{validate_json_text, read_json_text, write_json_text, json_text_schema};

}  // namespace talaria::model
