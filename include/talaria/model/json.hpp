// Json: any JSON value, for content whose shape is not known beforehand. Models are read and written without it.
#pragma once
#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include <talaria/base/result.hpp>

namespace talaria {

class Json;
struct JsonMember;

/// A JSON array.
class JsonArray {
 public:
  JsonArray() noexcept;
  JsonArray(const JsonArray&);
  JsonArray(JsonArray&&) noexcept;
  JsonArray& operator=(const JsonArray&);
  JsonArray& operator=(JsonArray&&) noexcept;
  ~JsonArray();
  JsonArray(std::initializer_list<Json> items);

  void push_back(Json value);
  void reserve(std::size_t count);
  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] bool empty() const;
  [[nodiscard]] Json& operator[](std::size_t index);
  [[nodiscard]] const Json& operator[](std::size_t index) const;
  [[nodiscard]] Json* begin();
  [[nodiscard]] Json* end();
  [[nodiscard]] const Json* begin() const;
  [[nodiscard]] const Json* end() const;
  friend bool operator==(const JsonArray& a, const JsonArray& b);

 private:
  std::vector<Json> items_;
};

/// A JSON object. Members keep the order in which they came; a name stands once.
class JsonObject {
 public:
  JsonObject() noexcept;
  JsonObject(const JsonObject&);
  JsonObject(JsonObject&&) noexcept;
  JsonObject& operator=(const JsonObject&);
  JsonObject& operator=(JsonObject&&) noexcept;
  ~JsonObject();
  /// `JsonObject{{"id", 5}, {"name", "Foo"}}`; of equal names the last one counts.
  JsonObject(std::initializer_list<JsonMember> members);

  /// Makes room for so many members.
  void reserve(std::size_t count);
  /// Sets the member of that name, or adds it at the end.
  void set(std::string name, Json value);
  /// Adds a member whose name is known to be new; linear objects are built without look-ups this way.
  void append(std::string name, Json value);
  /// The member of that name, added as null when there is none.
  Json& operator[](std::string_view name);
  /// The member of that name or nullptr.
  [[nodiscard]] const Json* find(std::string_view name) const;
  [[nodiscard]] Json* find(std::string_view name);
  /// The member of that name; throws std::out_of_range.
  [[nodiscard]] const Json& at(std::string_view name) const;
  [[nodiscard]] bool contains(std::string_view name) const { return find(name) != nullptr; }
  /// Removes the member of that name; false when there was none.
  bool erase(std::string_view name);
  /// Sets every member of `other` here.
  void update(const JsonObject& other);
  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] bool empty() const;
  [[nodiscard]] JsonMember* begin();
  [[nodiscard]] JsonMember* end();
  [[nodiscard]] const JsonMember* begin() const;
  [[nodiscard]] const JsonMember* end() const;
  /// Equal members, in whatever order.
  friend bool operator==(const JsonObject& a, const JsonObject& b);

 private:
  std::vector<JsonMember> members_;
};

/// An integer beyond 64 bits, kept as the digits that came (with a leading `-`).
struct BigInteger {
  std::string digits;
  friend bool operator==(const BigInteger&, const BigInteger&) = default;
};

namespace model::detail {
/// Fields and parameters: they become what their value becomes.
template <class T>
concept FieldLike = requires { typename T::talaria_field_tag; };
/// What points to a value that somebody else made (Body, Depends): it becomes what that value becomes.
template <class T>
concept WrapperLike = requires { typename T::talaria_wrapper_tag; };

/// Types that become Json through their description: models, enums, containers and optionals of what does.
template <class T>
inline constexpr bool described_for_json =
    !FieldLike<T> && !WrapperLike<T> && (std::is_class_v<T> || std::is_enum_v<T>) &&
    !std::is_convertible_v<const T&, std::string_view> && !std::is_same_v<T, std::optional<std::string_view>> &&
    !std::is_same_v<T, Json> && !std::is_same_v<T, JsonArray> && !std::is_same_v<T, JsonObject> &&
    !std::is_same_v<T, BigInteger> && !std::is_convertible_v<const T&, bool> && !std::is_base_of_v<JsonObject, T>;
}  // namespace model::detail

/// Any JSON value. Null when default-constructed.
class Json {
 public:
  using Value = std::variant<std::nullptr_t, bool, std::int64_t, std::uint64_t, double, std::string, BigInteger,
                             JsonArray, JsonObject>;

  // Out of line, all of them: what a variant's constructor instantiates is a tenth of the umbrella header's cost.
  Json() noexcept;
  Json(std::nullptr_t) noexcept;
  template <std::same_as<bool> T>
  Json(T value) : Json(Tag{}, value) {}
  template <std::integral T>
    requires(!std::same_as<T, bool>)
  Json(T value)
      : Json(Tag{}, static_cast<std::conditional_t<std::is_unsigned_v<T>, std::uint64_t, std::int64_t>>(value)) {}
  template <std::floating_point T>
  Json(T value) : Json(Tag{}, static_cast<double>(value)) {}
  Json(const char* text);
  Json(std::string_view text);
  Json(std::string text);
  /// What `headers().get("x-token")` or a file's `content_type()` gives: null when there is none.
  template <std::same_as<std::optional<std::string_view>> T>
  Json(const T& text) : Json(text ? Json(*text) : Json()) {}
  Json(BigInteger value);
  Json(JsonArray array);
  Json(JsonObject object);
  Json(const Json&);
  Json(Json&&) noexcept;
  Json& operator=(const Json&);
  Json& operator=(Json&&) noexcept;
  ~Json();
  /// A field or a parameter.
  template <model::detail::FieldLike T>
  Json(const T& field) : Json(field.base()) {}
  /// A body or the result of a dependency.
  template <model::detail::WrapperLike T>
  Json(const T& wrapper) : Json(*wrapper) {}
  /// A model, an enum, or a container or optional of what has a description. Include `model/dump.hpp`.
  template <class T>
    requires model::detail::described_for_json<T>
  Json(const T& object);

  [[nodiscard]] const Value& value() const { return value_; }
  [[nodiscard]] bool is_null() const { return value_.index() == 0; }
  [[nodiscard]] bool is_bool() const { return value_.index() == 1; }
  /// Whether it is an integer of any size.
  [[nodiscard]] bool is_integer() const { return value_.index() == 2 || value_.index() == 3 || value_.index() == 6; }
  [[nodiscard]] bool is_real() const { return value_.index() == 4; }
  [[nodiscard]] bool is_string() const { return value_.index() == 5; }
  [[nodiscard]] bool is_array() const { return value_.index() == 7; }
  [[nodiscard]] bool is_object() const { return value_.index() == 8; }

  /// The value as that type, or nullptr.
  [[nodiscard]] const bool* if_bool() const { return std::get_if<bool>(&value_); }
  [[nodiscard]] const std::int64_t* if_int() const { return std::get_if<std::int64_t>(&value_); }
  [[nodiscard]] const double* if_real() const { return std::get_if<double>(&value_); }
  [[nodiscard]] const std::string* if_string() const { return std::get_if<std::string>(&value_); }
  [[nodiscard]] const JsonArray* if_array() const;
  [[nodiscard]] const JsonObject* if_object() const;
  [[nodiscard]] JsonArray* if_array();
  [[nodiscard]] JsonObject* if_object();

  /// The value as that type; throws std::bad_variant_access when it is another.
  [[nodiscard]] bool as_bool() const { return std::get<bool>(value_); }
  [[nodiscard]] std::int64_t as_int() const { return std::get<std::int64_t>(value_); }
  /// An integer or a real number as a double.
  [[nodiscard]] double as_real() const;
  [[nodiscard]] const std::string& as_string() const { return std::get<std::string>(value_); }
  [[nodiscard]] const JsonArray& as_array() const;
  [[nodiscard]] const JsonObject& as_object() const;
  [[nodiscard]] JsonArray& as_array();
  [[nodiscard]] JsonObject& as_object();

  /// The member of an object; throws when this is no object or has no such member.
  [[nodiscard]] const Json& operator[](std::string_view name) const;
  [[nodiscard]] const Json& operator[](const char* name) const { return (*this)[std::string_view(name)]; }
  /// The member of an object, added as null when there is none; a null becomes an object first.
  Json& operator[](std::string_view name);
  Json& operator[](const char* name) { return (*this)[std::string_view(name)]; }
  /// The item of an array; throws when this is no array or is shorter.
  [[nodiscard]] const Json& operator[](std::size_t index) const;
  [[nodiscard]] const Json& operator[](int index) const { return (*this)[static_cast<std::size_t>(index)]; }
  /// The same to be changed. Also lets `response.json()["items"][0]` be no question of null pointers.
  [[nodiscard]] Json& operator[](std::size_t index);
  [[nodiscard]] Json& operator[](int index) { return (*this)[static_cast<std::size_t>(index)]; }

  /// Deep equality; numbers are equal when their values are (3 and 3.0), members in any order.
  friend bool operator==(const Json& a, const Json& b);

 private:
  struct Tag {};
  Json(Tag, bool value) noexcept;
  Json(Tag, std::int64_t value) noexcept;
  Json(Tag, std::uint64_t value) noexcept;
  Json(Tag, double value) noexcept;

  Value value_;
};

/// A name and a value of an object.
struct JsonMember {
  JsonMember(std::string name_of_member, Json its_value)
      : name(std::move(name_of_member)), value(std::move(its_value)) {}
  std::string name;
  Json value;
};

/// Why a text is no JSON. `message` is worded as CPython's json module words it, without the position.
struct JsonError {
  /// What kind of fault it is: only `syntax` is a JSONDecodeError in Python, the others are other exceptions there.
  enum class Fault : std::uint8_t {
    syntax,    ///< not JSON
    encoding,  ///< not UTF-8, or half of a surrogate pair
    limit,     ///< JSON, but nested too deeply or with a number that is too large
  };
  std::string message;
  std::size_t offset = 0;  ///< in code points from the start of the text, as CPython counts
  Fault fault = Fault::syntax;
};

/// How deeply arrays and objects may nest in a text that is parsed.
inline constexpr std::size_t json_max_depth = 128;

/// Parses a JSON text (RFC 8259, strict: valid UTF-8 only, no NaN, nothing behind the value). Of members with the same
/// name the last one counts. Nesting beyond `json_max_depth` is an error.
[[nodiscard]] Result<Json, JsonError> parse_json(std::string_view text);

/// Writes compact JSON: no blanks, shortest numbers that read back equal, non-ASCII text as it is (UTF-8).
/// A real number that is no number (NaN, infinity) becomes null.
[[nodiscard]] std::string dump_json(const Json& value);
/// The same, appended to `out`.
void write_json(std::string& out, const Json& value);
/// Writes JSON with a blank behind each comma and colon, as Python's `json.dumps` does.
[[nodiscard]] std::string dump_json_spaced(const Json& value);
/// Writes JSON over several lines, each level indented by `indent` blanks.
[[nodiscard]] std::string dump_json_pretty(const Json& value, int indent = 2);

}  // namespace talaria
