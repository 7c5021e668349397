#include <algorithm>

#include <talaria/sql/crud.hpp>

namespace talaria::sql {

namespace {

std::string message(const std::vector<std::string>& values) {
  std::string text = "there are already rows with these values: ";
  for (std::size_t i = 0; i < values.size(); ++i) text += (i > 0 ? ", " : "") + values[i];
  return text;
}

}  // namespace

DuplicateValues::DuplicateValues(std::vector<std::string> values)
    : Error(message(values)), values_(std::move(values)) {}

namespace detail {

std::string value_text(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::null:
      return "null";
    case Value::Kind::boolean:
      return value.as_bool() ? "true" : "false";
    case Value::Kind::integer:
      return std::to_string(value.as_integer());
    case Value::Kind::real:
      return std::to_string(value.as_real());
    case Value::Kind::text:
      return value.as_text();
    case Value::Kind::bytes:
      break;
  }
  return "octets";
}

void refuse_repeated(const std::vector<Value>& values) {
  std::vector<std::string> texts;
  for (const Value& value : values) texts.push_back(value_text(value));
  std::vector<std::string> sorted = texts;
  std::sort(sorted.begin(), sorted.end());
  std::vector<std::string> repeated;
  for (const std::string& text : texts) {
    const auto [first, last] = std::equal_range(sorted.begin(), sorted.end(), text);
    if (last - first < 2 || std::find(repeated.begin(), repeated.end(), text) != repeated.end()) continue;
    repeated.push_back(text);
  }
  if (!repeated.empty()) throw DuplicateValues(std::move(repeated));
}

void refuse_missing(const std::vector<Value>& values, const std::vector<Value>& inserted) {
  std::vector<std::string> there;
  for (const Value& value : inserted) there.push_back(value_text(value));
  std::sort(there.begin(), there.end());
  std::vector<std::string> missing;
  for (const Value& value : values) {
    std::string text = value_text(value);
    if (!std::binary_search(there.begin(), there.end(), text)) missing.push_back(std::move(text));
  }
  if (!missing.empty()) throw DuplicateValues(std::move(missing));
}

}  // namespace detail

}  // namespace talaria::sql
