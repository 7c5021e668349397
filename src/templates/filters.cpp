// The table of filters, and what they share.
#include "templates/filters.hpp"

#include "templates/unicode_case.hpp"

#include <algorithm>
#include <charconv>

namespace talaria::templates {

Filter find_filter(std::string_view name) {
  for (const auto part : {text_filters(), value_filters(), list_filters(), selecting_filters()}) {
    const auto found =
        std::find_if(part.begin(), part.end(), [name](const NamedFilter& one) { return one.name == name; });
    if (found != part.end()) return found->filter;
  }
  return nullptr;
}

std::int64_t whole_argument(const Arguments& arguments, std::size_t place, std::string_view name,
                            std::int64_t otherwise) {
  if (!arguments.has(place, name)) return otherwise;
  const Value value = arguments.get(place, name);
  const auto whole = value.whole();
  if (!whole) fail("'" + std::string(name) + "' is an integer, not " + type_name(value));
  return *whole;
}

std::size_t count_argument(const Arguments& arguments, std::size_t place, std::string_view name,
                           std::int64_t otherwise) {
  const std::int64_t whole = whole_argument(arguments, place, name, otherwise);
  if (whole < 0 || whole > 1'000'000) fail("'" + std::string(name) + "' is between 0 and 1000000");
  return static_cast<std::size_t>(whole);
}

Value attribute_of(const Value& item, const Value& attribute) {
  if (attribute.is_none()) return item;
  if (attribute.text() == nullptr) return get_item(item, attribute);
  Value found = item;
  std::string_view path = attribute.text()->view;
  for (;;) {
    const std::string_view step = path.substr(0, path.find('.'));
    std::int64_t index = 0;
    const auto result = std::from_chars(step.data(), step.data() + step.size(), index);
    const bool is_index = !step.empty() && result.ec == std::errc() && result.ptr == step.data() + step.size();
    found = get_item(found, is_index ? Value::integer(index) : Value::text(std::string(step)));
    if (step.size() == path.size()) return found;
    path.remove_prefix(step.size() + 1);
  }
}

Value without_case(const Value& value) {
  return value.text() != nullptr ? Value::text(lower_case(value.text()->view)) : value;
}

}  // namespace talaria::templates
