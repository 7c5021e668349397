// Decimal: a decimal number of any size, exact, for money and measures.
#pragma once
#include <compare>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

#include <talaria/model/describe.hpp>
#include <talaria/model/text_format.hpp>

namespace talaria {

/// A decimal number, exact, with as many digits as it takes. `1.50` stays `1.50`, but equals `1.5`. Read from a number
/// or a text; written to JSON as a text, so that no reader rounds it.
class Decimal {
 public:
  using talaria_prints_itself = void;

  Decimal() = default;  ///< 0
  template <std::integral T>
  Decimal(T number) : Decimal(std::string_view(integer_text(number))) {}
  /// The shortest decimal number that is this double; 0.1 is `0.1`.
  explicit Decimal(double number);
  /// Reads `12.50`, `1e-3`, `Infinity` or `NaN`; throws ValueError.
  explicit Decimal(std::string_view text);
  explicit Decimal(const char* text) : Decimal(std::string_view(text)) {}
  [[nodiscard]] static Decimal parse(std::string_view text) { return Decimal(text); }

  [[nodiscard]] bool is_finite() const { return kind_ == Kind::finite; }
  [[nodiscard]] bool is_nan() const { return kind_ == Kind::nan; }
  [[nodiscard]] bool is_negative() const { return negative_; }
  [[nodiscard]] bool is_zero() const { return is_finite() && digits_ == "0"; }
  /// Digits behind the point as it is written: 2 for `1.50`; negative for `1E+3`.
  [[nodiscard]] std::int64_t scale() const { return -exponent_; }
  /// The digits without sign and point, without leading zeros.
  [[nodiscard]] const std::string& digits() const { return digits_; }
  [[nodiscard]] double to_double() const;
  /// As Python prints it: `1.50`, `1E+5`.
  [[nodiscard]] std::string to_string() const;

  /// The same number without zeros at the end.
  [[nodiscard]] Decimal normalized() const;
  /// The nearest number with so many digits behind the point; halves go to the even neighbour.
  [[nodiscard]] Decimal rounded(int places) const;

  // Exact; throw ValueError for infinities and NaN, and where the result would have millions of digits.
  [[nodiscard]] Decimal operator-() const;
  friend Decimal operator+(const Decimal& a, const Decimal& b);
  friend Decimal operator-(const Decimal& a, const Decimal& b) { return a + -b; }
  friend Decimal operator*(const Decimal& a, const Decimal& b);
  /// The remainder of a division towards zero.
  friend Decimal operator%(const Decimal& a, const Decimal& b);
  Decimal& operator+=(const Decimal& other) { return *this = *this + other; }
  Decimal& operator-=(const Decimal& other) { return *this = *this - other; }
  Decimal& operator*=(const Decimal& other) { return *this = *this * other; }

  /// By value; NaN is not ordered.
  friend std::partial_ordering operator<=>(const Decimal& a, const Decimal& b);
  friend bool operator==(const Decimal& a, const Decimal& b) { return (a <=> b) == 0; }
  /// For hash tables: equal for equal numbers.
  [[nodiscard]] std::size_t hash() const;

 private:
  enum class Kind : std::uint8_t { finite, infinite, nan };
  friend struct DecimalReader;
  template <std::integral T>
  static std::string integer_text(T number) {
    return std::to_string(number);
  }

  std::string digits_ = "0";  // of NaN and infinities: nothing
  std::int64_t exponent_ = 0;
  bool negative_ = false;
  Kind kind_ = Kind::finite;
};

namespace model {
extern const CustomOps decimal_ops;
template <>
struct Describe<Decimal> {
  static constexpr TypeInfo make() { return detail::custom<Decimal>("decimal", decimal_ops); }
};
}  // namespace model

}  // namespace talaria

template <>
struct std::hash<talaria::Decimal> {
  std::size_t operator()(const talaria::Decimal& number) const { return number.hash(); }
};
