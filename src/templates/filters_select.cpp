// Filters that take another filter or a test along: map, select, reject and those by attribute.
#include "templates/filters.hpp"
#include "templates/tests.hpp"

namespace talaria::templates {

namespace {

// The arguments behind the first `count` ones.
Arguments without_first(const Arguments& arguments, std::size_t count) {
  Arguments rest;
  rest.named = arguments.named;
  for (std::size_t i = count; i < arguments.values.size(); ++i) rest.values.push_back(arguments.values[i]);
  return rest;
}

Value map(Render& render, const Value& value, const Arguments& arguments) {
  std::vector<Value> made;
  if (arguments.values.empty() && arguments.has(0, "attribute")) {
    const Value attribute = arguments.get(0, "attribute");
    for (const Value& item : items_of(value)) {
      Value found = attribute_of(item, attribute);
      made.push_back(found.is_undefined() && arguments.has(SIZE_MAX, "default") ? arguments.get(SIZE_MAX, "default")
                                                                                : found);
    }
    return Value::list(std::move(made));
  }
  if (arguments.values.empty()) fail("map requires a filter argument");
  const std::string filter = to_text(arguments.values.front());
  const Arguments rest = without_first(arguments, 1);
  for (const Value& item : items_of(value)) made.push_back(render.call_filter(filter, item, rest));
  return Value::list(std::move(made));
}

template <bool wanted, bool by_attribute>
Value choose(Render& render, const Value& value, const Arguments& arguments) {
  if (by_attribute && arguments.values.empty()) fail("Missing parameter for attribute name");
  const Value attribute = by_attribute ? arguments.values.front() : Value();
  const std::size_t place = by_attribute ? 1 : 0;
  const bool has_test = arguments.values.size() > place;
  const std::string test = has_test ? to_text(arguments.values[place]) : "";
  const Arguments rest = without_first(arguments, place + 1);
  std::vector<Value> kept;
  for (Value& item : items_of(value)) {
    const Value looked_at = attribute_of(item, attribute);
    const bool passes = has_test ? run_test(render, test, looked_at, rest) : is_true(looked_at);
    if (passes == wanted) kept.push_back(std::move(item));
  }
  return Value::list(std::move(kept));
}

constexpr NamedFilter filters[] = {
    {"map", &map},
    {"select", &choose<true, false>},
    {"reject", &choose<false, false>},
    {"selectattr", &choose<true, true>},
    {"rejectattr", &choose<false, true>},
};

}  // namespace

std::span<const NamedFilter> selecting_filters() {
  return filters;
}

}  // namespace talaria::templates
