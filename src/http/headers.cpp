#include <algorithm>
#include <stdexcept>

#include <talaria/base/strings.hpp>
#include <talaria/http/grammar.hpp>
#include <talaria/http/headers.hpp>

namespace talaria::http {

namespace {

template <class Fields>
std::optional<std::string_view> first_value(const Fields& fields, std::string_view name) {
  for (const auto& [field_name, value] : fields) {
    if (base::iequals(field_name, name)) return std::string_view{value};
  }
  return std::nullopt;
}

template <class Fields>
std::vector<std::string_view> all_values(const Fields& fields, std::string_view name) {
  std::vector<std::string_view> values;
  for (const auto& [field_name, value] : fields) {
    if (base::iequals(field_name, name)) values.emplace_back(value);
  }
  return values;
}

// The one gate for what goes out: with CR, LF or NUL in it a value would become another field or another response.
void ensure_writable(std::string_view name, std::string_view value) {
  if (!is_token(name)) throw std::invalid_argument("header field name is not a token");
  if (!is_field_value(value)) {
    throw std::invalid_argument("value of header field '" + std::string(name) +
                                "' has a control character, or blanks at its ends");
  }
}

}  // namespace

std::optional<std::string_view> RequestHeaders::get(std::string_view name) const {
  return first_value(fields_, name);
}

std::vector<std::string_view> RequestHeaders::get_all(std::string_view name) const {
  return all_values(fields_, name);
}

Headers::Headers(std::initializer_list<Field> fields) {
  fields_.reserve(fields.size());
  for (const auto& [name, value] : fields) add(name, value);
}

void Headers::set(std::string_view name, std::string_view value) {
  ensure_writable(name, value);
  const auto same = [name](const Field& field) { return base::iequals(field.first, name); };
  const auto first = std::find_if(fields_.begin(), fields_.end(), same);
  if (first == fields_.end()) {
    fields_.emplace_back(name, value);
    return;
  }
  // `value` may be a view into a field that goes.
  std::string text(value);
  fields_.erase(std::remove_if(std::next(first), fields_.end(), same), fields_.end());
  first->second = std::move(text);
}

void Headers::add(std::string_view name, std::string_view value) {
  ensure_writable(name, value);
  fields_.emplace_back(name, value);
}

void Headers::add_vary(std::string_view name) {
  std::string list;
  for (std::string_view value : get_all("vary")) {
    if (!list.empty()) list += ", ";
    list += value;
    for (std::size_t comma = 0; comma != std::string_view::npos;) {
      comma = value.find(',');
      const std::string_view item = base::trim(value.substr(0, comma));
      if (item == "*" || base::iequals(item, name)) return;
      if (comma != std::string_view::npos) value.remove_prefix(comma + 1);
    }
  }
  set("vary", list.empty() ? std::string(name) : list + ", " + std::string(name));
}

void Headers::remove(std::string_view name) {
  std::erase_if(fields_, [name](const Field& field) { return base::iequals(field.first, name); });
}

std::optional<std::string_view> Headers::get(std::string_view name) const {
  return first_value(fields_, name);
}

std::vector<std::string_view> Headers::get_all(std::string_view name) const {
  return all_values(fields_, name);
}

}  // namespace talaria::http
