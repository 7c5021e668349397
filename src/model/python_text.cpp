#include "model/python_text.hpp"

namespace talaria::model {

namespace {

void append_escaped(std::string& out, char c) {
  constexpr std::string_view digits = "0123456789abcdef";
  switch (c) {
    case '\n':
      out += "\\n";
      break;
    case '\r':
      out += "\\r";
      break;
    case '\t':
      out += "\\t";
      break;
    default:
      out += "\\x";
      out += digits[static_cast<unsigned char>(c) >> 4];
      out += digits[static_cast<unsigned char>(c) & 15];
  }
}

std::string repr_of_items(const JsonArray& items) {
  std::string out = "[";
  for (const Json& item : items) {
    if (out.size() > 1) out += ", ";
    out += python_repr(item);
  }
  return out + ']';
}

std::string repr_of_members(const JsonObject& members) {
  std::string out = "{";
  for (const JsonMember& member : members) {
    if (out.size() > 1) out += ", ";
    out += python_quoted(member.name) + ": " + python_repr(member.value);
  }
  return out + '}';
}

}  // namespace

std::string python_quoted(std::string_view text) {
  // Python takes double quotes when only single ones are in the text.
  const bool single = text.find('\'') != std::string_view::npos;
  const bool both = single && text.find('"') != std::string_view::npos;
  const char quote = single && !both ? '"' : '\'';
  std::string out(1, quote);
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      append_escaped(out, c);
      continue;
    }
    if (c == '\\' || (both && c == '\'')) out += '\\';
    out += c;
  }
  return out + quote;
}

std::string python_repr(const Json& value) {
  if (value.is_null()) return "None";
  if (const bool* const truth = value.if_bool()) return *truth ? "True" : "False";
  if (const std::string* const text = value.if_string()) return python_quoted(*text);
  if (const JsonArray* const items = value.if_array()) return repr_of_items(*items);
  if (const JsonObject* const members = value.if_object()) return repr_of_members(*members);
  return dump_json(value);
}

std::string python_str(const Json& value) {
  const std::string* const text = value.if_string();
  return text != nullptr ? *text : python_repr(value);
}

std::string one_of(const std::vector<std::string>& values) {
  std::string out;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i != 0) out += i + 1 == values.size() ? " or " : ", ";
    out += values[i];
  }
  return out;
}

}  // namespace talaria::model
