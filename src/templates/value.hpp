// Value: what expressions of a template are. Values of the context are looked at where they lie; what a template makes
// itself is shared by all who refer to it, as in Python.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <talaria/model/json.hpp>

namespace talaria::templates {

class Value;
struct List;
struct Dict;
class Object;

/// What a name stands for that is not there. It prints as nothing; most other uses are errors, which name it.
struct Undefined {
  std::shared_ptr<const std::string> reason;  ///< `'item' is undefined`
};

/// A text; `safe` means that nothing in it has to be escaped any more (Python's Markup).
struct Text {
  std::shared_ptr<const std::string> owner;  ///< null for texts of the context and of the template itself
  std::string_view view;
  bool safe = false;
};

class Value {
 public:
  using Data = std::variant<Undefined, std::nullptr_t, bool, std::int64_t, double, Text, std::shared_ptr<List>,
                            std::shared_ptr<Dict>, std::shared_ptr<Object>, const JsonArray*, const JsonObject*>;

  Value() : data(nullptr) {}
  Value(Data from) : data(std::move(from)) {}
  /// A value of the context, which outlives it.
  static Value of(const Json& json);
  static Value text(std::string text, bool safe = false);
  /// A text that outlives the value.
  static Value borrowed(std::string_view text, bool safe = false);
  static Value boolean(bool value) { return Value(Data(std::in_place_type<bool>, value)); }
  static Value integer(std::int64_t value) { return Value(Data(std::in_place_type<std::int64_t>, value)); }
  static Value size(std::size_t value) { return integer(static_cast<std::int64_t>(value)); }
  static Value real(double value) { return Value(Data(std::in_place_type<double>, value)); }
  static Value list(std::vector<Value> items, bool is_tuple = false);
  static Value dict();
  static Value object(std::shared_ptr<Object> object) { return Value(Data(std::move(object))); }
  static Value undefined(std::string reason);

  template <class T>
  [[nodiscard]] const T* as() const {
    return std::get_if<T>(&data);
  }
  [[nodiscard]] bool is_undefined() const { return data.index() == 0; }
  [[nodiscard]] bool is_none() const { return data.index() == 1; }
  [[nodiscard]] const Text* text() const { return as<Text>(); }
  [[nodiscard]] bool is_safe() const { return text() != nullptr && text()->safe; }
  /// A boolean or an integer as a number, as Python sees it.
  [[nodiscard]] std::optional<std::int64_t> whole() const;
  /// Any number.
  [[nodiscard]] std::optional<double> number() const;
  [[nodiscard]] bool is_list() const;
  [[nodiscard]] bool is_dict() const;
  [[nodiscard]] Object* object() const;
  /// The list that a template made, which it may change; null for others.
  [[nodiscard]] List* own_list() const;
  [[nodiscard]] Dict* own_dict() const;

  Data data;
};

struct List {
  std::vector<Value> items;
  bool is_tuple = false;
  std::vector<std::string_view> names = {};  ///< of a tuple whose items have names
};

/// Keeps the order in which its keys came.
struct Dict {
  std::vector<std::pair<Value, Value>> items;

  [[nodiscard]] Value* find(const Value& key);
  void set(const Value& key, Value value);
};

class Render;

/// What a call was given.
struct Arguments {
  std::vector<Value> values;
  std::vector<std::pair<std::string, Value>> named;
  Value caller = {};  ///< of a call block; a macro

  /// The argument at that place or of that name, or `otherwise`.
  [[nodiscard]] Value get(std::size_t place, std::string_view name, Value otherwise = {}) const;
  [[nodiscard]] bool has(std::size_t place, std::string_view name) const;
};

/// What is no plain value: macros, functions, `loop`, namespaces, the request.
class Object {
 public:
  virtual ~Object() = default;
  /// As Python would print its type.
  [[nodiscard]] virtual std::string_view type_name() const = 0;
  [[nodiscard]] virtual std::optional<Value> attribute(std::string_view name);
  [[nodiscard]] virtual bool callable() const { return false; }
  virtual Value call(Render& render, const Arguments& arguments);
  [[nodiscard]] virtual std::string str() const;
  /// Whether it holds `target`, so that `target` may not hold it.
  [[nodiscard]] virtual bool reaches(const void* target) const;
};

/// Throws TemplateError; the renderer adds the place.
[[noreturn]] void fail(std::string message);
/// The same for what an undefined value was used for.
[[noreturn]] void fail_undefined(const Value& undefined);

[[nodiscard]] bool is_true(const Value& value);
[[nodiscard]] bool equal(const Value& a, const Value& b);
/// Below 0, 0 or above; fails for what Python cannot compare.
[[nodiscard]] int compare(const Value& a, const Value& b);
/// Whether `item` is in a container or a part of a text.
[[nodiscard]] bool contains(const Value& container, const Value& item);
/// How many items a text, list or dict has; fails for others.
[[nodiscard]] std::size_t size_of(const Value& value);
/// All items: of a list its own, of a dict its keys, of a text its characters, none of what is undefined.
[[nodiscard]] std::vector<Value> items_of(const Value& value);
/// Keys and values of a dict; fails for others.
[[nodiscard]] std::vector<std::pair<Value, Value>> pairs_of(const Value& value);
/// Whether `target`, a list, a dict or an object, is reached from `value`.
[[nodiscard]] bool reaches(const Value& value, const void* target);

/// `str(value)`.
[[nodiscard]] std::string to_text(const Value& value);
/// `repr(value)`.
[[nodiscard]] std::string to_repr(const Value& value);
/// The same value as a text, still safe if it was.
[[nodiscard]] Value soft_text(const Value& value);
/// What Python calls the type, for messages: `dict object`.
[[nodiscard]] std::string type_name(const Value& value);
/// For `tojson`; what is no JSON fails.
[[nodiscard]] Json to_json(const Value& value);

/// MarkupSafe's escapes: `&amp; &lt; &gt; &#39; &#34;`.
void append_escaped(std::string& out, std::string_view text);
/// What a value prints as where escaping is on.
void append_printed(std::string& out, const Value& value, bool autoescape);
/// The value as safe text, escaped unless it is safe already.
[[nodiscard]] std::string escaped(const Value& value);

/// `value[key]`; undefined when there is none.
[[nodiscard]] std::optional<Value> find_item(const Value& value, const Value& key);
/// `value.name`: an attribute or an item of that name.
[[nodiscard]] Value get_attribute(const Value& value, std::string_view name);
/// `value[key]`: an item or an attribute of that name.
[[nodiscard]] Value get_item(const Value& value, const Value& key);
/// `value[start:stop:step]`; none where a bound is not given.
[[nodiscard]] Value get_slice(const Value& value, const Value& start, const Value& stop, const Value& step);

}  // namespace talaria::templates
