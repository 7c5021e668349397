// Value: what goes into a statement as a parameter and comes out of a row, in the few kinds that databases share.
#pragma once
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace talaria::sql {

namespace detail {

template <class T>
concept Character = std::same_as<T, char> || std::same_as<T, wchar_t> || std::same_as<T, char8_t> ||
                    std::same_as<T, char16_t> || std::same_as<T, char32_t>;

/// Whether it is a value of a database as it is.
template <class T>
concept PlainValue = std::same_as<T, std::nullptr_t> || (std::is_arithmetic_v<T> && !Character<T>) ||
                     std::same_as<T, std::string> || std::same_as<T, std::string_view> ||
                     std::same_as<std::decay_t<T>, const char*> || std::same_as<std::decay_t<T>, char*>;

/// `number` as a signed one; throws DataError when it is too large.
[[nodiscard]] std::int64_t checked_integer(std::uint64_t number);

}  // namespace detail

/// Null, a bool, an integer, a real number, a text or octets. Dates, decimals and all else are texts here, which the
/// database reads by the type of the column; mapping.hpp makes them.
class Value {
 public:
  enum class Kind : std::uint8_t { null, boolean, integer, real, text, bytes };

  Value() noexcept = default;
  Value(std::nullptr_t) noexcept {}
  template <std::same_as<bool> T>
  Value(T value) noexcept : kind_(Kind::boolean) {
    scalar_.integer = value ? 1 : 0;
  }
  /// Throws DataError for a number beyond 63 bits, which no database has a type for.
  template <std::integral T>
    requires(!std::same_as<T, bool> && !detail::Character<T>)
  Value(T value) : kind_(Kind::integer) {
    if constexpr (std::is_unsigned_v<T>) {
      scalar_.integer = detail::checked_integer(value);
    } else {
      scalar_.integer = value;
    }
  }
  template <std::floating_point T>
  Value(T value) noexcept : kind_(Kind::real) {
    scalar_.real = static_cast<double>(value);
  }
  Value(std::string text) noexcept : kind_(Kind::text), text_(std::move(text)) {}
  Value(std::string_view text) : kind_(Kind::text), text_(text) {}
  Value(const char* text) : kind_(Kind::text), text_(text) {}
  /// Octets, which need be no text.
  [[nodiscard]] static Value bytes(std::string octets) {
    Value value(std::move(octets));
    value.kind_ = Kind::bytes;
    return value;
  }

  [[nodiscard]] Kind kind() const noexcept { return kind_; }
  [[nodiscard]] bool is_null() const noexcept { return kind_ == Kind::null; }
  /// The value as that kind; throws DataError when it is another. SQLite has no bools: there they are 0 and 1, which
  /// as_bool() takes as well; as_real() takes an integer.
  [[nodiscard]] bool as_bool() const;
  [[nodiscard]] std::int64_t as_integer() const;
  [[nodiscard]] double as_real() const;
  [[nodiscard]] const std::string& as_text() const&;
  [[nodiscard]] std::string as_text() &&;
  [[nodiscard]] const std::string& as_bytes() const&;
  [[nodiscard]] std::string as_bytes() &&;

  /// The same kind and the same value. NaN is no NaN.
  friend bool operator==(const Value& a, const Value& b);

 private:
  union Scalar {
    std::int64_t integer;
    double real;
  };
  Kind kind_ = Kind::null;
  Scalar scalar_{0};
  std::string text_;
};

/// `null`, `boolean`, `integer`, `real`, `text`, `bytes`.
[[nodiscard]] std::string_view to_string(Value::Kind kind);

}  // namespace talaria::sql
