#include <algorithm>

#include <talaria/model/types/decimal.hpp>
#include <talaria/model/validation_error.hpp>

// Arithmetic on strings of digits: exact, and fast enough for sums of money.
namespace talaria {

namespace {

constexpr std::int64_t most_digits = 1'000'000;

void drop_leading_zeros(std::string& digits) {
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
}

/// -1, 0 or 1; neither has leading zeros.
int compare(const std::string& a, const std::string& b) {
  if (a.size() != b.size()) return a.size() < b.size() ? -1 : 1;
  const int order = a.compare(b);
  return order < 0 ? -1 : order > 0 ? 1 : 0;
}

std::string sum(const std::string& a, const std::string& b) {
  std::string out(std::max(a.size(), b.size()) + 1, '0');
  int carry = 0;
  for (std::size_t i = 0; i < out.size(); ++i) {
    carry += i < a.size() ? a[a.size() - 1 - i] - '0' : 0;
    carry += i < b.size() ? b[b.size() - 1 - i] - '0' : 0;
    out[out.size() - 1 - i] = static_cast<char>('0' + carry % 10);
    carry /= 10;
  }
  drop_leading_zeros(out);
  return out;
}

/// `a` is not less than `b`.
std::string difference(const std::string& a, const std::string& b) {
  std::string out = a;
  int borrow = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    int digit = a[a.size() - 1 - i] - '0' - borrow - (i < b.size() ? b[b.size() - 1 - i] - '0' : 0);
    borrow = digit < 0 ? 1 : 0;
    if (digit < 0) digit += 10;
    out[a.size() - 1 - i] = static_cast<char>('0' + digit);
  }
  drop_leading_zeros(out);
  return out;
}

std::string product(const std::string& a, const std::string& b) {
  std::string out(a.size() + b.size(), '0');
  for (std::size_t i = a.size(); i-- > 0;) {
    int carry = 0;
    for (std::size_t j = b.size(); j-- > 0;) {
      carry += (a[i] - '0') * (b[j] - '0') + (out[i + j + 1] - '0');
      out[i + j + 1] = static_cast<char>('0' + carry % 10);
      carry /= 10;
    }
    out[i] = static_cast<char>('0' + (out[i] - '0') + carry);
  }
  drop_leading_zeros(out);
  return out;
}

std::string remainder(const std::string& a, const std::string& b) {
  std::string rest = "0";
  for (const char digit : a) {
    rest += digit;
    drop_leading_zeros(rest);
    while (compare(rest, b) >= 0) rest = difference(rest, b);
  }
  return rest;
}

void require_finite(const Decimal& a, const Decimal& b) {
  if (!a.is_finite() || !b.is_finite()) throw ValueError("NaN and infinities cannot be reckoned with");
}

/// The digits with zeros added for an exponent that is less.
std::string scaled(const std::string& digits, std::int64_t zeros) {
  if (zeros + static_cast<std::int64_t>(digits.size()) > most_digits)
    throw ValueError("the number has too many digits");
  std::string out = digits + std::string(static_cast<std::size_t>(zeros), '0');
  drop_leading_zeros(out);
  return out;
}

}  // namespace

Decimal Decimal::operator-() const {
  Decimal out = *this;
  out.negative_ = !negative_;
  return out;
}

Decimal operator+(const Decimal& a, const Decimal& b) {
  require_finite(a, b);
  Decimal out;
  out.exponent_ = std::min(a.exponent_, b.exponent_);
  const std::string left = scaled(a.digits_, a.exponent_ - out.exponent_);
  const std::string right = scaled(b.digits_, b.exponent_ - out.exponent_);
  if (a.negative_ == b.negative_) {
    out.digits_ = sum(left, right);
    out.negative_ = a.negative_;
  } else if (const int order = compare(left, right); order != 0) {
    out.digits_ = order > 0 ? difference(left, right) : difference(right, left);
    out.negative_ = order > 0 ? a.negative_ : b.negative_;
  }
  return out;
}

Decimal operator*(const Decimal& a, const Decimal& b) {
  require_finite(a, b);
  if (static_cast<std::int64_t>(a.digits_.size() + b.digits_.size()) > most_digits) {
    throw ValueError("the number has too many digits");
  }
  Decimal out;
  out.digits_ = product(a.digits_, b.digits_);
  out.exponent_ = a.exponent_ + b.exponent_;
  out.negative_ = a.negative_ != b.negative_;
  return out;
}

Decimal operator%(const Decimal& a, const Decimal& b) {
  require_finite(a, b);
  if (b.is_zero()) throw ValueError("division by zero");
  Decimal out;
  out.exponent_ = std::min(a.exponent_, b.exponent_);
  out.digits_ =
      remainder(scaled(a.digits_, a.exponent_ - out.exponent_), scaled(b.digits_, b.exponent_ - out.exponent_));
  out.negative_ = a.negative_;
  return out;
}

Decimal Decimal::rounded(int places) const {
  if (!is_finite()) return *this;
  Decimal out = *this;
  const std::int64_t zeros = exponent_ + places;
  out.exponent_ = -places;
  if (zeros >= 0) {
    out.digits_ = scaled(digits_, zeros);
    return out;
  }
  const auto cut = static_cast<std::size_t>(-zeros);
  const std::string padded = cut >= digits_.size() ? std::string(cut + 1 - digits_.size(), '0') + digits_ : digits_;
  out.digits_ = padded.substr(0, padded.size() - cut);
  const std::string tail = padded.substr(padded.size() - cut);
  const bool odd = (out.digits_.back() - '0') % 2 != 0;
  const std::string half = "5" + std::string(cut - 1, '0');
  if (tail > half || (tail == half && odd)) out.digits_ = sum(out.digits_, "1");
  drop_leading_zeros(out.digits_);
  return out;
}

std::partial_ordering operator<=>(const Decimal& a, const Decimal& b) {
  if (a.is_nan() || b.is_nan()) return std::partial_ordering::unordered;
  const auto sign = [](const Decimal& d) { return d.is_zero() ? 0 : d.negative_ ? -1 : 1; };
  if (sign(a) != sign(b)) return sign(a) <=> sign(b);
  if (sign(a) == 0) return std::partial_ordering::equivalent;
  const auto ordered = [&](int order) { return (a.negative_ ? -order : order) <=> 0; };
  if (!a.is_finite() || !b.is_finite()) return ordered(int{!a.is_finite()} - int{!b.is_finite()});
  const std::int64_t left = a.exponent_ + static_cast<std::int64_t>(a.digits_.size());
  const std::int64_t right = b.exponent_ + static_cast<std::int64_t>(b.digits_.size());
  if (left != right) return ordered(left < right ? -1 : 1);
  // As many digits before the point: compared from the front, zeros at the end apart.
  const std::size_t common = std::min(a.digits_.size(), b.digits_.size());
  const int order = a.digits_.compare(0, common, b.digits_, 0, common);
  if (order != 0) return ordered(order < 0 ? -1 : 1);
  const bool more_a = a.digits_.find_first_not_of('0', common) != std::string::npos;
  const bool more_b = b.digits_.find_first_not_of('0', common) != std::string::npos;
  return ordered(int{more_a} - int{more_b});
}

}  // namespace talaria
