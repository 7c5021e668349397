#include "templates/methods.hpp"

#include "templates/objects.hpp"
#include "templates/python_format.hpp"
#include "templates/unicode_case.hpp"

#include <algorithm>
#include <array>
#include <span>

#include <talaria/base/strings.hpp>
#include <talaria/base/utf8.hpp>

namespace talaria::templates {

namespace {

constexpr std::string_view blanks = " \t\n\r\v\f";

using Method = Value (*)(const Value& self, const Arguments& arguments);
struct NamedMethod {
  std::string_view name;
  Method method;
};

std::string_view view(const Value& value) {
  if (value.text() == nullptr) fail("a text is expected, not " + type_name(value));
  return value.text()->view;
}
// A text made of `self`, as safe as that is.
Value like(const Value& self, std::string text) {
  return Value::text(std::move(text), self.is_safe());
}

std::string_view stripped(std::string_view text, std::string_view set, bool left, bool right) {
  while (left && !text.empty() && set.find(text.front()) != std::string_view::npos) text.remove_prefix(1);
  while (right && !text.empty() && set.find(text.back()) != std::string_view::npos) text.remove_suffix(1);
  return text;
}
template <bool left, bool right>
Value strip(const Value& self, const Arguments& arguments) {
  const Value set = arguments.get(0, "chars");
  return like(self, std::string(stripped(view(self), set.is_none() ? blanks : view(set), left, right)));
}

Value split_blanks(const Value& self, std::size_t most) {
  std::vector<Value> parts;
  std::string_view rest = stripped(view(self), blanks, true, false);
  while (!rest.empty()) {
    const std::size_t end = parts.size() < most ? std::min(rest.find_first_of(blanks), rest.size()) : rest.size();
    const std::string_view part = rest.substr(0, end);
    parts.push_back(like(self, std::string(end == rest.size() ? stripped(part, blanks, false, true) : part)));
    rest = stripped(rest.substr(end), blanks, true, false);
  }
  return Value::list(std::move(parts));
}
Value split(const Value& self, const Arguments& arguments) {
  const std::int64_t limit = arguments.get(1, "maxsplit", Value::integer(-1)).whole().value_or(-1);
  const std::size_t most = limit < 0 ? SIZE_MAX : static_cast<std::size_t>(limit);
  const Value separator = arguments.get(0, "sep");
  if (separator.is_none()) return split_blanks(self, most);
  const std::string_view by = view(separator);
  if (by.empty()) fail("empty separator");
  std::vector<Value> parts;
  std::string_view rest = view(self);
  for (std::size_t end = rest.find(by); end != std::string_view::npos && parts.size() < most; end = rest.find(by)) {
    parts.push_back(like(self, std::string(rest.substr(0, end))));
    rest.remove_prefix(end + by.size());
  }
  parts.push_back(like(self, std::string(rest)));
  return Value::list(std::move(parts));
}
Value splitlines(const Value& self, const Arguments&) {
  std::vector<Value> lines;
  std::string_view rest = view(self);
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find_first_of("\n\r\v\f"), rest.size());
    lines.push_back(like(self, std::string(rest.substr(0, end))));
    rest.remove_prefix(rest.substr(end).starts_with("\r\n") ? end + 2 : std::min(end + 1, rest.size()));
  }
  return Value::list(std::move(lines));
}
Value join(const Value& self, const Arguments& arguments) {
  std::string out;
  bool first = true;
  for (const Value& item : items_of(arguments.get(0, "iterable"))) {
    if (!first) out += view(self);
    first = false;
    static_cast<void>(view(item));
    append_printed(out, item, self.is_safe());
  }
  return like(self, std::move(out));
}
Value replace(const Value& self, const Arguments& arguments) {
  const std::string_view from = view(arguments.get(0, "old"));
  std::string to(view(arguments.get(1, "new")));
  if (self.is_safe()) to = escaped(arguments.get(1, "new"));
  return like(self, replaced(view(self), from, to, arguments.get(2, "count", Value::integer(-1)).whole().value_or(-1)));
}
template <bool at_start>
Value has_affix(const Value& self, const Arguments& arguments) {
  const Value affix = arguments.get(0, "prefix");
  const std::vector<Value> several = affix.is_list() ? items_of(affix) : std::vector<Value>{affix};
  for (const Value& one : several) {
    if (at_start ? view(self).starts_with(view(one)) : view(self).ends_with(view(one))) return Value::boolean(true);
  }
  return Value::boolean(false);
}
template <bool at_start>
Value without_affix(const Value& self, const Arguments& arguments) {
  const std::string_view affix = view(arguments.get(0, "prefix"));
  std::string_view text = view(self);
  if (at_start && text.starts_with(affix)) text.remove_prefix(affix.size());
  if (!at_start && text.ends_with(affix)) text.remove_suffix(affix.size());
  return like(self, std::string(text));
}
Value find(const Value& self, const Arguments& arguments) {
  const std::size_t at = view(self).find(view(arguments.get(0, "sub")));
  if (at == std::string_view::npos) return Value::integer(-1);
  return Value::size(base::count_code_points(view(self).substr(0, at)));
}
Value count(const Value& self, const Arguments& arguments) {
  const std::string_view what = view(arguments.get(0, "sub"));
  if (what.empty()) return Value::size(size_of(self) + 1);
  std::int64_t found = 0;
  for (std::size_t at = view(self).find(what); at != std::string_view::npos;
       at = view(self).find(what, at + what.size()))
    ++found;
  return Value::integer(found);
}
template <char align>
Value justify(const Value& self, const Arguments& arguments) {
  const Value fill = arguments.get(1, "fillchar", Value::text(" "));
  const std::string width = to_text(arguments.get(0, "width", Value::integer(0)));
  return like(self, format_by(Value::borrowed(view(self)), std::string(view(fill)) + align + width));
}
Value zfill(const Value& self, const Arguments& arguments) {
  const bool has_sign = view(self).starts_with('-') || view(self).starts_with('+');
  const std::string_view sign = view(self).substr(0, has_sign ? 1 : 0);
  const std::int64_t width = arguments.get(0, "width").whole().value_or(0) - (has_sign ? 1 : 0);
  const std::string specification = "0>" + std::to_string(std::max<std::int64_t>(width, 0));
  return like(self, std::string(sign) + format_by(Value::borrowed(view(self).substr(sign.size())), specification));
}
Value format(const Value& self, const Arguments& arguments) {
  return brace_format(self, arguments);
}
Value upper(const Value& self, const Arguments&) {
  return like(self, upper_case(view(self)));
}
Value lower(const Value& self, const Arguments&) {
  return like(self, lower_case(view(self)));
}
Value title(const Value& self, const Arguments&) {
  return like(self, title_case(view(self)));
}
Value capitalize(const Value& self, const Arguments&) {
  return like(self, capitalized(view(self)));
}
template <bool (*is_one)(char)>
Value all(const Value& self, const Arguments&) {
  const std::string_view text = view(self);
  return Value::boolean(!text.empty() && std::all_of(text.begin(), text.end(), is_one));
}
bool is_alnum(char c) {
  return base::is_ascii_alpha(c) || base::is_ascii_digit(c);
}
bool is_space(char c) {
  return blanks.find(c) != std::string_view::npos;
}

constexpr NamedMethod text_methods[] = {
    {"upper", &upper},
    {"lower", &lower},
    {"title", &title},
    {"capitalize", &capitalize},
    {"strip", &strip<true, true>},
    {"lstrip", &strip<true, false>},
    {"rstrip", &strip<false, true>},
    {"split", &split},
    {"splitlines", &splitlines},
    {"join", &join},
    {"replace", &replace},
    {"startswith", &has_affix<true>},
    {"endswith", &has_affix<false>},
    {"removeprefix", &without_affix<true>},
    {"removesuffix", &without_affix<false>},
    {"find", &find},
    {"count", &count},
    {"ljust", &justify<'<'>},
    {"rjust", &justify<'>'>},
    {"center", &justify<'^'>},
    {"zfill", &zfill},
    {"format", &format},
    {"isdigit", &all<&base::is_ascii_digit>},
    {"isalpha", &all<&base::is_ascii_alpha>},
    {"isalnum", &all<&is_alnum>},
    {"isspace", &all<&is_space>},
};

Dict& changeable_dict(const Value& self) {
  if (self.own_dict() == nullptr) fail("a dict of the context cannot be changed; dict(...) makes a copy");
  return *self.own_dict();
}
Value dict_items(const Value& self, const Arguments&) {
  std::vector<Value> items;
  for (auto& [key, value] : pairs_of(self)) items.push_back(Value::list({std::move(key), std::move(value)}, true));
  return Value::list(std::move(items));
}
Value dict_keys(const Value& self, const Arguments&) {
  return Value::list(items_of(self));
}
Value dict_values(const Value& self, const Arguments&) {
  std::vector<Value> values;
  for (auto& [key, value] : pairs_of(self)) values.push_back(std::move(value));
  return Value::list(std::move(values));
}
Value dict_get(const Value& self, const Arguments& arguments) {
  auto found = find_item(self, arguments.get(0, "key"));
  return found ? std::move(*found) : arguments.get(1, "default");
}
Value dict_update(const Value& self, const Arguments& arguments) {
  Dict& dict = changeable_dict(self);
  Arguments given = arguments;
  if (!given.values.empty()) {
    for (auto& [key, value] : pairs_of(given.values[0])) given.named.emplace_back(to_text(key), std::move(value));
  }
  for (auto& [name, value] : given.named) {
    if (reaches(value, &dict)) fail("a dict cannot hold itself or a loop");
    dict.set(Value::text(name), std::move(value));
  }
  return {};
}

constexpr NamedMethod dict_methods[] = {
    {"items", &dict_items}, {"keys", &dict_keys},     {"values", &dict_values},
    {"get", &dict_get},     {"update", &dict_update},
};

List& changeable_list(const Value& self) {
  List* const list = self.own_list();
  if (list == nullptr || list->is_tuple) fail("this list cannot be changed; [] + it makes a copy");
  return *list;
}
Value list_append(const Value& self, const Arguments& arguments) {
  List& list = changeable_list(self);
  Value item = arguments.get(0, "object");
  if (reaches(item, &list)) fail("a list cannot hold itself or a loop");
  list.items.push_back(std::move(item));
  return {};
}
Value list_extend(const Value& self, const Arguments& arguments) {
  for (Value& item : items_of(arguments.get(0, "iterable"))) {
    Arguments one;
    one.values.push_back(std::move(item));
    list_append(self, one);
  }
  return {};
}
Value list_pop(const Value& self, const Arguments& arguments) {
  List& list = changeable_list(self);
  const auto size = static_cast<std::int64_t>(list.items.size());
  std::int64_t place = arguments.get(0, "index", Value::integer(-1)).whole().value_or(-1);
  if (place < 0) place += size;
  if (place < 0 || place >= size) fail("pop index out of range");
  Value item = list.items[static_cast<std::size_t>(place)];
  list.items.erase(list.items.begin() + place);
  return item;
}
Value list_count(const Value& self, const Arguments& arguments) {
  const auto items = items_of(self);
  const Value what = arguments.get(0, "value");
  return Value::integer(
      std::count_if(items.begin(), items.end(), [&](const Value& item) { return equal(item, what); }));
}
Value list_index(const Value& self, const Arguments& arguments) {
  const auto items = items_of(self);
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (equal(items[i], arguments.get(0, "value"))) return Value::size(i);
  }
  fail(to_repr(arguments.get(0, "value")) + " is not in list");
}

constexpr NamedMethod list_methods[] = {
    {"append", &list_append}, {"extend", &list_extend}, {"pop", &list_pop},
    {"count", &list_count},   {"index", &list_index},
};

Value loop_cycle(const Value& self, const Arguments& arguments) {
  return static_cast<LoopObject*>(self.object())->cycle(arguments);
}
Value loop_changed(const Value& self, const Arguments& arguments) {
  return Value::boolean(static_cast<LoopObject*>(self.object())->changed(arguments));
}

constexpr NamedMethod loop_methods[] = {{"cycle", &loop_cycle}, {"changed", &loop_changed}};

Method find_method(const Value& value, std::string_view name) {
  std::span<const NamedMethod> methods;
  if (value.text() != nullptr) methods = text_methods;
  if (value.is_dict()) methods = dict_methods;
  if (value.is_list()) methods = list_methods;
  if (dynamic_cast<const LoopObject*>(value.object()) != nullptr) methods = loop_methods;
  const auto found =
      std::find_if(methods.begin(), methods.end(), [name](const NamedMethod& one) { return one.name == name; });
  return found != methods.end() ? found->method : nullptr;
}

}  // namespace

bool has_method(const Value& value, std::string_view name) {
  return find_method(value, name) != nullptr;
}
Value call_method(const Value& value, std::string_view name, const Arguments& arguments) {
  return find_method(value, name)(value, arguments);
}

Value get_attribute(const Value& value, std::string_view name) {
  if (value.is_undefined()) fail_undefined(value);
  if (Object* object = value.object()) {
    if (auto found = object->attribute(name)) return std::move(*found);
  } else if (value.is_dict()) {
    if (auto found = find_item(value, Value::borrowed(name))) return std::move(*found);
  } else if (const List* list = value.own_list()) {
    const auto found = std::find(list->names.begin(), list->names.end(), name);
    if (found != list->names.end()) return list->items[static_cast<std::size_t>(found - list->names.begin())];
  }
  return Value::undefined("'" + type_name(value) + "' has no attribute '" + std::string(name) + "'");
}

}  // namespace talaria::templates
