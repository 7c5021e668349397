#include "model/number_text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <system_error>

#include <talaria/base/strings.hpp>
#include <talaria/base/utf8.hpp>

namespace talaria::model {

namespace {

constexpr std::size_t max_integer_digits = 4300;

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), base::is_ascii_digit);
}

/// The size of the white space character (Unicode's White_Space) that `text` begins with, else 0.
std::size_t leading_space(std::string_view text) {
  const char c = text.front();
  if (c == ' ' || (c >= '\t' && c <= '\r')) return 1;
  if (text.starts_with("\xC2\x85") || text.starts_with("\xC2\xA0")) return 2;
  for (const std::string_view wide :
       {"\xE1\x9A\x80", "\xE2\x80\xA8", "\xE2\x80\xA9", "\xE2\x80\xAF", "\xE2\x81\x9F", "\xE3\x80\x80"}) {
    if (text.starts_with(wide)) return 3;
  }
  // U+2000 to U+200A
  if (text.starts_with("\xE2\x80") && text.size() > 2) {
    const auto last = static_cast<unsigned char>(text[2]);
    if (last >= 0x80 && last <= 0x8A) return 3;
  }
  return 0;
}

/// `1_000` without the underscores; nothing when there are none or one stands where Python does not allow it.
std::optional<std::string> without_underscores(std::string_view text) {
  if (text.find('_') == std::string_view::npos || text.front() == '_' || text.back() == '_' ||
      text.find("__") != std::string_view::npos) {
    return std::nullopt;
  }
  return base::replace_all(text, "_", "");
}

/// Whether `text` is `digits`, `digits.digits`, `digits.` or `.digits` with an optional exponent.
bool is_decimal(std::string_view text) {
  const auto digits = [&text] {
    std::size_t count = 0;
    while (count < text.size() && base::is_ascii_digit(text[count])) ++count;
    text.remove_prefix(count);
    return count;
  };
  std::size_t mantissa = digits();
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    mantissa += digits();
  }
  if (mantissa == 0) return false;
  if (text.empty()) return true;
  if (base::ascii_lower(text.front()) != 'e') return false;
  text.remove_prefix(1);
  if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
  return digits() > 0 && text.empty();
}

std::optional<double> parse_plain_real(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  const double sign = negative ? -1.0 : 1.0;
  if (base::iequals(text, "inf") || base::iequals(text, "infinity")) return sign * HUGE_VAL;
  if (base::iequals(text, "nan")) return std::nan("");
  if (!is_decimal(text)) return std::nullopt;
  double value = 0;
  if (std::from_chars(text.data(), text.data() + text.size(), value).ec == std::errc::result_out_of_range) {
    value = underflows(text) ? 0.0 : HUGE_VAL;
  }
  return sign * value;
}

}  // namespace

bool underflows(std::string_view number) {
  // The exponent of the first digit that is not zero decides, and it fits easily when its text is cut short.
  const auto e = number.find_first_of("eE");
  const std::string_view mantissa = number.substr(0, e);
  std::int64_t exponent = 0;
  if (e != std::string_view::npos) {
    std::string_view text = number.substr(e + 1);
    const bool negative = text.front() == '-';
    if (negative || text.front() == '+') text.remove_prefix(1);
    constexpr std::int64_t huge = 1'000'000'000'000;
    for (const char c : text) {
      if (exponent < huge) exponent = exponent * 10 + (c - '0');
    }
    if (negative) exponent = -exponent;
  }
  const auto first = mantissa.find_first_of("123456789");
  if (first == std::string_view::npos) return true;
  auto point = mantissa.find('.');
  if (point == std::string_view::npos) point = mantissa.size();
  return exponent + static_cast<std::int64_t>(point) - static_cast<std::int64_t>(first) < 0;
}

IntegerText parse_integer_text(std::string_view text) {
  // Only a plain integer is refused for its size; one that needs cleaning up is then no integer at all.
  const std::string_view plain = text.starts_with('-') ? text.substr(1) : text;
  if (plain.size() > max_integer_digits && plain.front() != '0' && all_digits(plain)) return {true, {}};

  std::string_view body = trim_unicode(text);
  const bool negative = body.starts_with('-');
  if (negative || body.starts_with('+')) body.remove_prefix(1);
  if (body.empty() || !base::is_ascii_digit(body.front())) return {};
  if (body.front() == '0') {
    // Underscores between leading zeros count for nothing, however many.
    const auto first = body.find_first_not_of("0_");
    if (first == std::string_view::npos) {
      body.remove_prefix(body.size() - 1);
    } else if (base::is_ascii_digit(body[first])) {
      body.remove_prefix(first);
    } else {
      body.remove_prefix(first - 1);
    }
  }
  if (const auto point = body.find('.'); point != std::string_view::npos) {
    const std::string_view fraction = body.substr(point + 1);
    if (fraction.empty() || fraction.find_first_not_of('0') != std::string_view::npos) return {};
    body = body.substr(0, point);
  }
  std::string digits = without_underscores(body).value_or(std::string(body));
  if (digits.empty() || digits.size() > max_integer_digits || !all_digits(digits)) return {};
  if (negative && digits != "0") digits.insert(digits.begin(), '-');
  return {false, std::move(digits)};
}

std::optional<double> parse_real_text(std::string_view text) {
  if (const auto value = parse_plain_real(trim_unicode(text))) return value;
  if (text.empty()) return std::nullopt;
  const auto stripped = without_underscores(text);
  return stripped ? parse_plain_real(*stripped) : std::nullopt;
}

std::optional<bool> parse_boolean_text(std::string_view text) {
  const auto is_one_of = [text](auto... words) { return (base::iequals(text, words) || ...); };
  if (is_one_of("1", "true", "t", "yes", "y", "on")) return true;
  if (is_one_of("0", "false", "f", "no", "n", "off")) return false;
  return std::nullopt;
}

std::string_view trim_unicode(std::string_view text) {
  while (!text.empty()) {
    const std::size_t size = leading_space(text);
    if (size == 0) break;
    text.remove_prefix(size);
  }
  while (!text.empty()) {
    std::size_t size = 1;
    while (size < text.size() && (static_cast<unsigned char>(text[text.size() - size]) & 0xC0) == 0x80) ++size;
    if (leading_space(text.substr(text.size() - size)) != size) break;
    text.remove_suffix(size);
  }
  return text;
}

}  // namespace talaria::model
