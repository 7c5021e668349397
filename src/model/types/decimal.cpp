#include "model/json_write.hpp"
#include "model/number_text.hpp"
#include "model/types/decimal_text.hpp"
#include "model/types/unicode_text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <talaria/base/strings.hpp>
#include <talaria/base/utf8.hpp>
#include <talaria/model/types/decimal.hpp>
#include <talaria/model/validation_error.hpp>

namespace talaria {

namespace {

constexpr std::int64_t max_exponent = 999'999'999'999'999'999;

/// Underscores taken out, and digits of other scripts made ASCII.
std::string plain_digits(std::string_view text) {
  std::string out;
  const bool ascii = std::all_of(text.begin(), text.end(), [](char c) { return static_cast<signed char>(c) >= 0; });
  if (ascii) {
    std::copy_if(text.begin(), text.end(), std::back_inserter(out), [](char c) { return c != '_'; });
    return out;
  }
  for (const char32_t c : model::decode_utf8(text)) {
    const int digit = model::digit_value(c);
    if (c == U'_') continue;
    digit >= 0 ? out.push_back(static_cast<char>('0' + digit)) : base::append_utf8(out, c);
  }
  return out;
}

bool take_sign(std::string_view& text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  return negative;
}

std::string_view take_digits(std::string_view& text) {
  const std::size_t end = std::min(text.find_first_not_of("0123456789"), text.size());
  const std::string_view digits = text.substr(0, end);
  text.remove_prefix(end);
  return digits;
}

void drop_leading_zeros(std::string& digits) {
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
}

}  // namespace

bool DecimalReader::read(std::string_view text) {
  const std::string plain = plain_digits(model::trim_unicode(text));
  std::string_view rest = plain;
  out.negative_ = take_sign(rest);
  return read_number(rest) || read_special(rest);
}

bool DecimalReader::read_number(std::string_view text) {
  std::string digits(take_digits(text));
  std::int64_t places = 0;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    const std::string_view fraction = take_digits(text);
    digits += fraction;
    places = static_cast<std::int64_t>(fraction.size());
  }
  if (digits.empty()) return false;
  std::int64_t exponent = 0;
  if (!text.empty()) {
    if (base::ascii_lower(text.front()) != 'e') return false;
    text.remove_prefix(1);
    const bool negative = take_sign(text);
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), exponent);
    if (fault != std::errc() || end != text.data() + text.size() || exponent < 0 || exponent > max_exponent) {
      return false;
    }
    if (negative) exponent = -exponent;
  }
  drop_leading_zeros(digits);
  out.digits_ = std::move(digits);
  out.exponent_ = exponent - places;
  return true;
}

bool DecimalReader::read_special(std::string_view text) {
  const bool infinite = base::iequals(text, "inf") || base::iequals(text, "infinity");
  if (!infinite) {
    if (!text.empty() && base::ascii_lower(text.front()) == 's') text.remove_prefix(1);
    if (!base::iequals(text.substr(0, 3), "nan") || text.find_first_not_of("0123456789", 3) != std::string_view::npos) {
      return false;
    }
  }
  out.kind_ = infinite ? Decimal::Kind::infinite : Decimal::Kind::nan;
  out.digits_.clear();
  return true;
}

Decimal::Decimal(std::string_view text) {
  DecimalReader reader;
  if (!reader.read(text)) throw ValueError("Input should be a valid decimal");
  *this = std::move(reader.out);
}

Decimal::Decimal(double number) {
  if (std::isfinite(number)) {
    std::string text;
    model::write_real(text, number);
    *this = Decimal(std::string_view(text));
    return;
  }
  digits_.clear();
  negative_ = std::signbit(number);
  kind_ = std::isnan(number) ? Kind::nan : Kind::infinite;
}

double Decimal::to_double() const {
  if (kind_ == Kind::nan) return std::nan("");
  if (kind_ == Kind::infinite) return negative_ ? -HUGE_VAL : HUGE_VAL;
  return *model::parse_real_text((negative_ ? "-" : "") + digits_ + "e" + std::to_string(exponent_));
}

std::string Decimal::to_string() const {
  std::string out = negative_ ? "-" : "";
  if (kind_ != Kind::finite) return out + (kind_ == Kind::nan ? "NaN" : "Infinity");
  const auto size = static_cast<std::int64_t>(digits_.size());
  const std::int64_t left = exponent_ + size;  // digits before the point
  const bool plain = exponent_ <= 0 && left > -6;
  const std::int64_t point = plain ? left : 1;
  if (point <= 0) {
    out += "0.";
    out.append(static_cast<std::size_t>(-point), '0');
    out += digits_;
  } else if (point >= size) {
    out += digits_;
  } else {
    out += digits_.substr(0, static_cast<std::size_t>(point));
    out += '.';
    out += digits_.substr(static_cast<std::size_t>(point));
  }
  if (plain) return out;
  const std::int64_t shown = left - point;
  return out + (shown < 0 ? "E" : "E+") + std::to_string(shown);
}

Decimal Decimal::normalized() const {
  Decimal out = *this;
  if (kind_ != Kind::finite) return out;
  if (is_zero()) {
    out.exponent_ = 0;
    return out;
  }
  while (out.digits_.ends_with('0')) {
    out.digits_.pop_back();
    ++out.exponent_;
  }
  return out;
}

std::size_t Decimal::hash() const {
  const Decimal plain = normalized();
  const auto sign = static_cast<std::size_t>(plain.negative_ && !plain.is_zero() ? 1 : 0);
  return std::hash<std::string_view>{}(plain.digits_) ^ (static_cast<std::size_t>(plain.exponent_) * 31 + sign);
}

}  // namespace talaria
