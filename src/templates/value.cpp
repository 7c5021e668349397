#include "templates/value.hpp"

#include <cmath>

#include <talaria/base/utf8.hpp>
#include <talaria/templates/template_error.hpp>

namespace talaria::templates {

Value Value::of(const Json& json) {
  struct Visitor {
    Value operator()(std::nullptr_t) const { return {}; }
    Value operator()(bool value) const { return boolean(value); }
    Value operator()(std::int64_t value) const { return integer(value); }
    Value operator()(std::uint64_t value) const {
      if (value <= std::uint64_t(INT64_MAX)) return integer(static_cast<std::int64_t>(value));
      return text(std::to_string(value));
    }
    Value operator()(double value) const { return real(value); }
    Value operator()(const std::string& value) const { return borrowed(value); }
    Value operator()(const BigInteger& value) const { return borrowed(value.digits); }
    Value operator()(const JsonArray& array) const { return Value(Data(&array)); }
    Value operator()(const JsonObject& object) const { return Value(Data(&object)); }
  };
  return std::visit(Visitor(), json.value());
}

Value Value::text(std::string text, bool safe) {
  auto owner = std::make_shared<const std::string>(std::move(text));
  const std::string_view view = *owner;
  return Value(Data(Text{std::move(owner), view, safe}));
}
Value Value::borrowed(std::string_view text, bool safe) {
  return Value(Data(Text{nullptr, text, safe}));
}
Value Value::list(std::vector<Value> items, bool is_tuple) {
  return Value(Data(std::make_shared<List>(List{std::move(items), is_tuple, {}})));
}
Value Value::dict() {
  return Value(Data(std::make_shared<Dict>()));
}
Value Value::undefined(std::string reason) {
  return Value(Data(Undefined{std::make_shared<const std::string>(std::move(reason))}));
}

std::optional<std::int64_t> Value::whole() const {
  if (const bool* value = as<bool>()) return *value ? 1 : 0;
  if (const std::int64_t* value = as<std::int64_t>()) return *value;
  return std::nullopt;
}
std::optional<double> Value::number() const {
  if (const double* value = as<double>()) return *value;
  if (const auto value = whole()) return static_cast<double>(*value);
  return std::nullopt;
}
bool Value::is_list() const {
  return as<std::shared_ptr<List>>() != nullptr || as<const JsonArray*>() != nullptr;
}
bool Value::is_dict() const {
  return as<std::shared_ptr<Dict>>() != nullptr || as<const JsonObject*>() != nullptr;
}
Object* Value::object() const {
  const auto* held = as<std::shared_ptr<Object>>();
  return held != nullptr ? held->get() : nullptr;
}
List* Value::own_list() const {
  const auto* held = as<std::shared_ptr<List>>();
  return held != nullptr ? held->get() : nullptr;
}
Dict* Value::own_dict() const {
  const auto* held = as<std::shared_ptr<Dict>>();
  return held != nullptr ? held->get() : nullptr;
}

Value* Dict::find(const Value& key) {
  for (auto& [known, value] : items) {
    if (equal(known, key)) return &value;
  }
  return nullptr;
}
void Dict::set(const Value& key, Value value) {
  if (Value* known = find(key)) {
    *known = std::move(value);
  } else {
    items.emplace_back(key, std::move(value));
  }
}

Value Arguments::get(std::size_t place, std::string_view name, Value otherwise) const {
  if (place < values.size()) return values[place];
  for (const auto& [known, value] : named) {
    if (known == name) return value;
  }
  return otherwise;
}
bool Arguments::has(std::size_t place, std::string_view name) const {
  if (place < values.size()) return true;
  for (const auto& [known, value] : named) {
    if (known == name) return true;
  }
  return false;
}

std::optional<Value> Object::attribute(std::string_view) {
  return std::nullopt;
}
Value Object::call(Render&, const Arguments&) {
  fail("'" + std::string(type_name()) + "' object is not callable");
}
bool Object::reaches(const void*) const {
  return false;
}
std::string Object::str() const {
  return "<" + std::string(type_name()) + ">";
}

void fail(std::string message) {
  throw TemplateError(std::move(message));
}
void fail_undefined(const Value& undefined) {
  const auto& reason = undefined.as<Undefined>()->reason;
  throw UndefinedError(reason ? *reason : "a value is undefined");
}

bool is_true(const Value& value) {
  struct Visitor {
    bool operator()(const Undefined&) const { return false; }
    bool operator()(std::nullptr_t) const { return false; }
    bool operator()(bool held) const { return held; }
    bool operator()(std::int64_t held) const { return held != 0; }
    bool operator()(double held) const { return held != 0; }
    bool operator()(const Text& held) const { return !held.view.empty(); }
    bool operator()(const std::shared_ptr<List>& held) const { return !held->items.empty(); }
    bool operator()(const std::shared_ptr<Dict>& held) const { return !held->items.empty(); }
    bool operator()(const std::shared_ptr<Object>&) const { return true; }
    bool operator()(const JsonArray* held) const { return !held->empty(); }
    bool operator()(const JsonObject* held) const { return !held->empty(); }
  };
  return std::visit(Visitor(), value.data);
}

bool equal(const Value& a, const Value& b) {
  const auto whole_a = a.whole();
  const auto whole_b = b.whole();
  if (whole_a && whole_b) return *whole_a == *whole_b;
  const auto number_a = a.number();
  const auto number_b = b.number();
  if (number_a && number_b) return *number_a == *number_b;
  if (a.text() != nullptr && b.text() != nullptr) return a.text()->view == b.text()->view;
  if (a.is_list() && b.is_list()) {
    const auto items_a = items_of(a);
    const auto items_b = items_of(b);
    if (items_a.size() != items_b.size()) return false;
    for (std::size_t i = 0; i < items_a.size(); ++i) {
      if (!equal(items_a[i], items_b[i])) return false;
    }
    return true;
  }
  if (a.is_dict() && b.is_dict()) {
    const auto pairs = pairs_of(a);
    if (pairs.size() != size_of(b)) return false;
    for (const auto& [key, value] : pairs) {
      const auto other = find_item(b, key);
      if (!other || !equal(value, *other)) return false;
    }
    return true;
  }
  if (a.object() != nullptr || b.object() != nullptr) return a.object() == b.object();
  return a.data.index() == b.data.index() && (a.is_none() || a.is_undefined());
}

int compare(const Value& a, const Value& b) {
  if (a.is_undefined()) fail_undefined(a);
  if (b.is_undefined()) fail_undefined(b);
  const auto order = [](const auto& x, const auto& y) { return x < y ? -1 : (y < x ? 1 : 0); };
  const auto whole_a = a.whole();
  const auto whole_b = b.whole();
  if (whole_a && whole_b) return order(*whole_a, *whole_b);
  const auto number_a = a.number();
  const auto number_b = b.number();
  if (number_a && number_b) return order(*number_a, *number_b);
  if (a.text() != nullptr && b.text() != nullptr) return order(a.text()->view, b.text()->view);
  if (a.is_list() && b.is_list()) {
    const auto items_a = items_of(a);
    const auto items_b = items_of(b);
    for (std::size_t i = 0; i < items_a.size() && i < items_b.size(); ++i) {
      if (!equal(items_a[i], items_b[i])) return compare(items_a[i], items_b[i]);
    }
    return order(items_a.size(), items_b.size());
  }
  fail("'" + type_name(a) + "' and '" + type_name(b) + "' cannot be compared");
}

bool contains(const Value& container, const Value& item) {
  if (const Text* text = container.text()) {
    if (item.is_undefined()) fail_undefined(item);
    if (item.text() == nullptr) fail("'in <string>' requires string as left operand, not " + type_name(item));
    return text->view.find(item.text()->view) != std::string_view::npos;
  }
  if (container.is_dict()) return find_item(container, item).has_value();
  for (const Value& one : items_of(container)) {
    if (equal(one, item)) return true;
  }
  return false;
}

std::size_t size_of(const Value& value) {
  if (value.is_undefined()) return 0;
  if (const Text* text = value.text()) return base::count_code_points(text->view);
  if (const List* list = value.own_list()) return list->items.size();
  if (const Dict* dict = value.own_dict()) return dict->items.size();
  if (const auto* array = value.as<const JsonArray*>()) return (*array)->size();
  if (const auto* object = value.as<const JsonObject*>()) return (*object)->size();
  fail("object of type '" + type_name(value) + "' has no len()");
}

namespace {

std::vector<Value> characters(const Text& text) {
  std::vector<Value> items;
  const char* at = text.view.data();
  const char* const end = at + text.view.size();
  while (at < end) {
    const std::size_t length = std::max<std::size_t>(base::utf8_sequence(at, end), 1);
    items.emplace_back(Value::Data(Text{text.owner, {at, length}, text.safe}));
    at += length;
  }
  return items;
}

}  // namespace

std::vector<Value> items_of(const Value& value) {
  if (value.is_undefined()) return {};
  if (const Text* text = value.text()) return characters(*text);
  if (const List* list = value.own_list()) return list->items;
  std::vector<Value> items;
  if (const auto* array = value.as<const JsonArray*>()) {
    items.reserve((*array)->size());
    for (const Json& item : **array) items.push_back(Value::of(item));
    return items;
  }
  if (value.is_dict()) {
    for (auto& [key, held] : pairs_of(value)) items.push_back(std::move(key));
    return items;
  }
  fail("'" + type_name(value) + "' object is not iterable");
}

std::vector<std::pair<Value, Value>> pairs_of(const Value& value) {
  if (value.is_undefined()) return {};
  if (const Dict* dict = value.own_dict()) return dict->items;
  const auto* object = value.as<const JsonObject*>();
  if (object == nullptr) fail("'" + type_name(value) + "' object has no items");
  std::vector<std::pair<Value, Value>> pairs;
  pairs.reserve((*object)->size());
  for (const auto& [name, held] : **object) pairs.emplace_back(Value::borrowed(name), Value::of(held));
  return pairs;
}

bool reaches(const Value& value, const void* target) {
  if (const List* list = value.own_list()) {
    if (list == target) return true;
    for (const Value& item : list->items) {
      if (reaches(item, target)) return true;
    }
  } else if (const Dict* dict = value.own_dict()) {
    if (dict == target) return true;
    for (const auto& [key, held] : dict->items) {
      if (reaches(key, target) || reaches(held, target)) return true;
    }
  } else if (const Object* object = value.object()) {
    return object == target || object->reaches(target);
  }
  return false;
}

std::optional<Value> find_item(const Value& value, const Value& key) {
  if (Dict* dict = value.own_dict()) {
    if (const Value* found = dict->find(key)) return *found;
    return std::nullopt;
  }
  if (const auto* object = value.as<const JsonObject*>()) {
    const Json* found = key.text() != nullptr ? (*object)->find(key.text()->view) : nullptr;
    if (found != nullptr) return Value::of(*found);
    return std::nullopt;
  }
  const auto index = key.whole();
  if (!index) return std::nullopt;
  if (const auto* array = value.as<const JsonArray*>()) {
    const auto size = static_cast<std::int64_t>((*array)->size());
    const std::int64_t place = *index < 0 ? *index + size : *index;
    if (place < 0 || place >= size) return std::nullopt;
    return Value::of((**array)[static_cast<std::size_t>(place)]);
  }
  if (value.own_list() == nullptr && value.text() == nullptr) return std::nullopt;
  const auto items = items_of(value);
  const auto size = static_cast<std::int64_t>(items.size());
  const std::int64_t place = *index < 0 ? *index + size : *index;
  if (place < 0 || place >= size) return std::nullopt;
  return items[static_cast<std::size_t>(place)];
}

Value get_item(const Value& value, const Value& key) {
  if (value.is_undefined()) fail_undefined(value);
  if (auto found = find_item(value, key)) return std::move(*found);
  if (Object* object = value.object(); object != nullptr && key.text() != nullptr) {
    if (auto found = object->attribute(key.text()->view)) return std::move(*found);
  }
  if (key.text() != nullptr) {
    return Value::undefined("'" + type_name(value) + "' has no attribute '" + std::string(key.text()->view) + "'");
  }
  return Value::undefined(type_name(value) + " has no element " + to_repr(key));
}

Value get_slice(const Value& value, const Value& start, const Value& stop, const Value& step) {
  if (value.is_undefined()) fail_undefined(value);
  if (value.text() == nullptr && !value.is_list()) return Value::undefined(type_name(value) + " has no slices");
  const auto items = items_of(value);
  const auto size = static_cast<std::int64_t>(items.size());
  const auto bound = [size](const Value& given, std::int64_t otherwise, std::int64_t least, std::int64_t most) {
    if (given.is_none()) return otherwise;
    const auto whole = given.whole();
    if (!whole) fail("slice indices must be integers or None");
    const std::int64_t place = *whole < 0 ? *whole + size : *whole;
    return std::min(std::max(place, least), most);
  };
  const std::int64_t by = step.is_none() ? 1 : step.whole().value_or(0);
  if (by == 0) fail("slice step cannot be zero");
  std::vector<Value> taken;
  if (by > 0) {
    const std::int64_t end = bound(stop, size, 0, size);
    for (std::int64_t i = bound(start, 0, 0, size); i < end; i += std::min(by, size + 1)) {
      taken.push_back(items[static_cast<std::size_t>(i)]);
    }
  } else {
    const std::int64_t end = bound(stop, -1, -1, size - 1);
    for (std::int64_t i = bound(start, size - 1, -1, size - 1); i > end; i += std::max(by, -size - 1)) {
      taken.push_back(items[static_cast<std::size_t>(i)]);
    }
  }
  if (value.text() == nullptr) {
    const List* list = value.own_list();
    return Value::list(std::move(taken), list != nullptr && list->is_tuple);
  }
  std::string text;
  for (const Value& character : taken) text += character.text()->view;
  return Value::text(std::move(text), value.is_safe());
}

}  // namespace talaria::templates
