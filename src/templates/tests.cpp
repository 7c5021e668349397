#include "templates/tests.hpp"

#include "templates/filters.hpp"
#include "templates/unicode_case.hpp"

#include <algorithm>

namespace talaria::templates {

namespace {

using Test = bool (*)(Render& render, const Value& value, const Arguments& arguments);
struct NamedTest {
  std::string_view name;
  Test test;
};

const Value& first(const Arguments& arguments) {
  if (arguments.values.empty()) fail("the test needs an argument");
  return arguments.values.front();
}
std::int64_t whole(const Value& value) {
  if (value.is_undefined()) fail_undefined(value);
  const auto number = value.whole();
  if (!number) fail("the test needs an integer, not " + type_name(value));
  return *number;
}
bool has_case(const Value& value, std::string (*convert)(std::string_view)) {
  const std::string text = to_text(value);
  return convert(text) == text && upper_case(text) != lower_case(text);
}
bool same(const Value& a, const Value& b) {
  if (a.data.index() != b.data.index()) return false;
  if (a.own_list() != nullptr || b.own_list() != nullptr) return a.own_list() == b.own_list();
  if (a.own_dict() != nullptr || b.own_dict() != nullptr) return a.own_dict() == b.own_dict();
  return equal(a, b);
}
bool iterable(const Value& value) {
  return value.is_undefined() || value.text() != nullptr || value.is_list() || value.is_dict();
}

constexpr NamedTest tests[] = {
    {"defined", [](Render&, const Value& v, const Arguments&) { return !v.is_undefined(); }},
    {"undefined", [](Render&, const Value& v, const Arguments&) { return v.is_undefined(); }},
    {"none", [](Render&, const Value& v, const Arguments&) { return v.is_none(); }},
    {"true", [](Render&, const Value& v, const Arguments&) { return v.as<bool>() != nullptr && *v.as<bool>(); }},
    {"false", [](Render&, const Value& v, const Arguments&) { return v.as<bool>() != nullptr && !*v.as<bool>(); }},
    {"boolean", [](Render&, const Value& v, const Arguments&) { return v.as<bool>() != nullptr; }},
    {"integer", [](Render&, const Value& v, const Arguments&) { return v.as<std::int64_t>() != nullptr; }},
    {"float", [](Render&, const Value& v, const Arguments&) { return v.as<double>() != nullptr; }},
    {"number", [](Render&, const Value& v, const Arguments&) { return v.number().has_value(); }},
    {"string", [](Render&, const Value& v, const Arguments&) { return v.text() != nullptr; }},
    {"mapping", [](Render&, const Value& v, const Arguments&) { return v.is_dict(); }},
    {"sequence", [](Render&, const Value& v, const Arguments&) { return iterable(v); }},
    {"iterable", [](Render&, const Value& v, const Arguments&) { return iterable(v); }},
    {"callable",
     [](Render&, const Value& v, const Arguments&) { return v.object() != nullptr && v.object()->callable(); }},
    {"escaped", [](Render&, const Value& v, const Arguments&) { return v.is_safe(); }},
    {"odd", [](Render&, const Value& v, const Arguments&) { return whole(v) % 2 != 0; }},
    {"even", [](Render&, const Value& v, const Arguments&) { return whole(v) % 2 == 0; }},
    {"divisibleby",
     [](Render&, const Value& v, const Arguments& a) {
       const std::int64_t by = whole(first(a));
       if (by == 0) fail("integer modulo by zero");
       return by == -1 || whole(v) % by == 0;
     }},
    {"lower", [](Render&, const Value& v, const Arguments&) { return has_case(v, &lower_case); }},
    {"upper", [](Render&, const Value& v, const Arguments&) { return has_case(v, &upper_case); }},
    {"sameas", [](Render&, const Value& v, const Arguments& a) { return same(v, first(a)); }},
    {"in", [](Render&, const Value& v, const Arguments& a) { return contains(first(a), v); }},
    {"eq", [](Render&, const Value& v, const Arguments& a) { return equal(v, first(a)); }},
    {"equalto", [](Render&, const Value& v, const Arguments& a) { return equal(v, first(a)); }},
    {"==", [](Render&, const Value& v, const Arguments& a) { return equal(v, first(a)); }},
    {"ne", [](Render&, const Value& v, const Arguments& a) { return !equal(v, first(a)); }},
    {"!=", [](Render&, const Value& v, const Arguments& a) { return !equal(v, first(a)); }},
    {"lt", [](Render&, const Value& v, const Arguments& a) { return compare(v, first(a)) < 0; }},
    {"lessthan", [](Render&, const Value& v, const Arguments& a) { return compare(v, first(a)) < 0; }},
    {"<", [](Render&, const Value& v, const Arguments& a) { return compare(v, first(a)) < 0; }},
    {"le", [](Render&, const Value& v, const Arguments& a) { return compare(v, first(a)) <= 0; }},
    {"<=", [](Render&, const Value& v, const Arguments& a) { return compare(v, first(a)) <= 0; }},
    {"gt", [](Render&, const Value& v, const Arguments& a) { return compare(v, first(a)) > 0; }},
    {"greaterthan", [](Render&, const Value& v, const Arguments& a) { return compare(v, first(a)) > 0; }},
    {">", [](Render&, const Value& v, const Arguments& a) { return compare(v, first(a)) > 0; }},
    {"ge", [](Render&, const Value& v, const Arguments& a) { return compare(v, first(a)) >= 0; }},
    {">=", [](Render&, const Value& v, const Arguments& a) { return compare(v, first(a)) >= 0; }},
    {"filter", [](Render&, const Value& v, const Arguments&) { return find_filter(to_text(v)) != nullptr; }},
    {"test", [](Render&, const Value& v, const Arguments&) { return is_test_name(to_text(v)); }},
};

const NamedTest* find_test(std::string_view name) {
  const auto found =
      std::find_if(std::begin(tests), std::end(tests), [name](const NamedTest& one) { return one.name == name; });
  return found != std::end(tests) ? found : nullptr;
}

}  // namespace

bool is_test_name(std::string_view name) {
  return find_test(name) != nullptr;
}

bool run_test(Render& render, std::string_view name, const Value& value, const Arguments& arguments) {
  const NamedTest* const test = find_test(name);
  if (test == nullptr) fail("No test named '" + std::string(name) + "'.");
  return test->test(render, value, arguments);
}

}  // namespace talaria::templates
