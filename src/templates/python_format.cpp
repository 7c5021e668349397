#include "templates/python_format.hpp"

#include <charconv>
#include <cmath>
#include <cstdio>
#include <optional>

#include <talaria/base/strings.hpp>
#include <talaria/base/utf8.hpp>

namespace talaria::templates {

namespace {

// No text is widened to more, nor a number given more digits.
constexpr std::size_t max_width = 10'000;
constexpr int max_precision = 100;

struct Specification {
  std::string fill = " ";
  char align = '\0';
  char sign = '-';
  bool alternate = false;
  bool zero = false;
  std::size_t width = 0;
  char grouping = '\0';
  int precision = -1;
  char type = '\0';
};

std::optional<std::size_t> read_number(std::string_view text, std::size_t& at) {
  if (at >= text.size() || !base::is_ascii_digit(text[at])) return std::nullopt;
  std::size_t number = 0;
  for (; at < text.size() && base::is_ascii_digit(text[at]); ++at) {
    number = number * 10 + static_cast<std::size_t>(text[at] - '0');
    if (number > max_width) fail("a format asks for too many characters");
  }
  return number;
}

Specification parse(std::string_view text) {
  Specification spec;
  std::size_t at = 0;
  constexpr std::string_view aligns = "<>^=";
  const std::size_t first =
      text.empty() ? 0 : std::max<std::size_t>(base::utf8_sequence(text.data(), text.data() + text.size()), 1);
  if (first > 0 && first < text.size() && aligns.find(text[first]) != std::string_view::npos) {
    spec.fill = text.substr(0, first);
    spec.align = text[first];
    at = first + 1;
  } else if (!text.empty() && aligns.find(text[0]) != std::string_view::npos) {
    spec.align = text[0];
    at = 1;
  }
  if (at < text.size() && std::string_view("+- ").find(text[at]) != std::string_view::npos) spec.sign = text[at++];
  if (at < text.size() && text[at] == '#') spec.alternate = true, ++at;
  if (at < text.size() && text[at] == '0') spec.zero = true, ++at;
  spec.width = read_number(text, at).value_or(0);
  if (at < text.size() && (text[at] == ',' || text[at] == '_')) spec.grouping = text[at++];
  if (at < text.size() && text[at] == '.') {
    const auto precision = read_number(text, ++at);
    if (!precision) fail("Format specifier missing precision");
    spec.precision = static_cast<int>(*precision);
  }
  if (at < text.size()) spec.type = text[at++];
  if (at < text.size()) fail("Invalid format specifier '" + std::string(text) + "'");
  return spec;
}

std::string grouped(std::string digits, char separator) {
  std::size_t end = digits.find_first_not_of("0123456789");
  if (end == std::string::npos) end = digits.size();
  for (std::size_t at = end; at > 3;) digits.insert(at -= 3, 1, separator);
  return digits;
}

// The digits of a real number, without its sign.
std::string real_digits(double value, char type, int precision, bool alternate) {
  const bool upper = type == 'F' || type == 'E' || type == 'G';
  if (std::isnan(value)) return upper ? "NAN" : "nan";
  if (std::isinf(value)) return upper ? "INF" : "inf";
  if (precision < 0) precision = 6;
  if (precision > max_precision) fail("a format asks for too many digits");
  char shape[8] = "%.*f";
  if (alternate) std::snprintf(shape, sizeof(shape), "%%#.*%c", type);
  if (!alternate) shape[3] = type;
  char out[512];
  const int size = std::snprintf(out, sizeof(out), shape, precision, std::fabs(value));
  return std::string(out, static_cast<std::size_t>(std::min<int>(size, sizeof(out) - 1)));
}

std::string whole_digits(std::uint64_t value, char type, bool alternate) {
  const int number_base = type == 'b' ? 2 : (type == 'o' ? 8 : (type == 'x' || type == 'X' ? 16 : 10));
  char out[66];
  const auto result = std::to_chars(out, out + sizeof(out), value, number_base);
  std::string digits(out, result.ptr);
  if (alternate && number_base != 10) digits.insert(0, std::string("0") + type);
  return type == 'X' ? base::to_upper(digits) : digits;
}

std::string padded(std::string sign, std::string body, const Specification& spec, char default_align) {
  const std::size_t size = base::count_code_points(body) + sign.size();
  if (size >= spec.width) return sign + body;
  char align = spec.align != '\0' ? spec.align : default_align;
  std::string fill = spec.fill;
  if (spec.zero && spec.align == '\0') {
    align = '=';
    fill = "0";
  }
  const std::size_t missing = spec.width - size;
  const std::size_t before = align == '<' ? 0 : (align == '^' ? missing / 2 : missing);
  std::string left;
  std::string right;
  for (std::size_t i = 0; i < before; ++i) left += fill;
  for (std::size_t i = before; i < missing; ++i) right += fill;
  return align == '=' ? sign + left + body : left + sign + body + right;
}

std::string format_number(const Value& value, const Specification& spec) {
  const bool is_whole = value.whole().has_value();
  const bool as_real = !is_whole || std::string_view("fFeEgG%").find(spec.type) != std::string_view::npos;
  double real = value.number().value_or(0);
  std::string body;
  bool is_negative = false;
  if (as_real && spec.type != '\0') {
    if (std::string_view("fFeEgG%n").find(spec.type) == std::string_view::npos) {
      fail(std::string("Unknown format code '") + spec.type + "' for object of type 'float'");
    }
    if (spec.type == '%') real *= 100;
    is_negative = std::signbit(real) && !std::isnan(real);
    body = real_digits(real, spec.type == '%' ? 'f' : (spec.type == 'n' ? 'g' : spec.type), spec.precision,
                       spec.alternate);
    if (spec.type == '%') body += '%';
  } else if (as_real) {
    is_negative = std::signbit(real) && !std::isnan(real);
    body = spec.precision < 0 ? to_text(Value::real(std::fabs(real)))
                              : real_digits(real, 'g', std::max(spec.precision, 1), false);
  } else {
    if (std::string_view("\0dboxXn", 7).find(spec.type) == std::string_view::npos) {
      fail(std::string("Unknown format code '") + spec.type + "' for object of type 'int'");
    }
    const std::int64_t whole = *value.whole();
    is_negative = whole < 0;
    const std::uint64_t magnitude =
        is_negative ? 0 - static_cast<std::uint64_t>(whole) : static_cast<std::uint64_t>(whole);
    body = whole_digits(magnitude, spec.type, spec.alternate);
  }
  if (spec.grouping != '\0') body = grouped(std::move(body), spec.grouping);
  const std::string sign = is_negative ? "-" : (spec.sign == '-' ? "" : std::string(1, spec.sign));
  return padded(sign, std::move(body), spec, '>');
}

std::string cut(std::string text, int precision) {
  if (precision < 0) return text;
  std::size_t at = 0;
  for (int i = 0; i < precision && at < text.size(); ++i) {
    at += std::max<std::size_t>(base::utf8_sequence(text.data() + at, text.data() + text.size()), 1);
  }
  return text.substr(0, at);
}

}  // namespace

std::string format_by(const Value& value, std::string_view specification) {
  if (specification.empty()) return to_text(value);
  const Specification spec = parse(specification);
  const bool is_number = value.number() && (value.as<bool>() == nullptr || (spec.type != '\0' && spec.type != 's'));
  if (is_number) return format_number(value, spec);
  if (spec.type != '\0' && spec.type != 's') {
    fail(std::string("Unknown format code '") + spec.type + "' for object of type '" + type_name(value) + "'");
  }
  return padded("", cut(to_text(value), spec.precision), spec, '<');
}

namespace {

// One `%` conversion: the flags, the width, the precision and the letter.
class PercentFormat {
 public:
  PercentFormat(const Value& format, const Value& values) : format_(*format.text()), values_(values) {
    if (const List* list = values.own_list(); list != nullptr && list->is_tuple) {
      items_ = list->items;
    } else {
      items_ = {values};
    }
  }

  Value run() {
    const std::string_view text = format_.view;
    for (at_ = 0; at_ < text.size(); ++at_) {
      if (text[at_] != '%') {
        out_ += text[at_];
      } else if (++at_ < text.size() && text[at_] == '%') {
        out_ += '%';
      } else {
        conversion(text);
      }
    }
    if (used_ < items_.size() && !named_ && !values_.is_dict()) {
      fail("not all arguments converted during string formatting");
    }
    return Value::text(std::move(out_), format_.safe);
  }

 private:
  void conversion(std::string_view text) {
    Value value;
    bool has_value = false;
    if (at_ < text.size() && text[at_] == '(') {
      const std::size_t end = text.find(')', at_);
      if (end == std::string_view::npos) fail("incomplete format key");
      value = get_item(values_, Value::borrowed(text.substr(at_ + 1, end - at_ - 1)));
      if (value.is_undefined()) fail_undefined(value);
      has_value = named_ = true;
      at_ = end + 1;
    }
    Specification spec;
    for (; at_ < text.size() && std::string_view("#0- +").find(text[at_]) != std::string_view::npos; ++at_) {
      if (text[at_] == '#') spec.alternate = true;
      if (text[at_] == '0') spec.zero = true;
      if (text[at_] == '-') spec.align = '<';
      if (text[at_] == '+' || (text[at_] == ' ' && spec.sign != '+')) spec.sign = text[at_];
    }
    spec.width = read_number(text, at_).value_or(0);
    if (at_ < text.size() && text[at_] == '.') spec.precision = static_cast<int>(read_number(text, ++at_).value_or(0));
    if (at_ >= text.size()) fail("incomplete format");
    if (!has_value) {
      if (used_ >= items_.size()) fail("not enough arguments for format string");
      value = items_[used_++];
    }
    convert(value, text[at_], spec);
  }

  void convert(const Value& value, char type, Specification spec) {
    std::string text;
    if (type == 's' || type == 'r') {
      const Value shown = type == 's' ? value : Value::text(to_repr(value));
      text = padded("", cut(format_.safe ? escaped(shown) : to_text(shown), spec.precision), spec, '>');
    } else if (std::string_view("diuxXofFeEgG").find(type) != std::string_view::npos) {
      if (!value.number())
        fail(std::string("%") + type + " format: a real number is required, not " + type_name(value));
      const bool whole = std::string_view("diuxXo").find(type) != std::string_view::npos;
      spec.type = type == 'i' || type == 'u' ? 'd' : type;
      if (whole) spec.precision = -1;
      text = format_number(whole && !value.whole() ? Value::integer(static_cast<std::int64_t>(*value.number())) : value,
                           spec);
    } else {
      fail(std::string("unsupported format character '") + type + "'");
    }
    out_ += text;
  }

  const Text& format_;
  const Value& values_;
  std::vector<Value> items_;
  std::size_t used_ = 0;
  std::size_t at_ = 0;
  bool named_ = false;
  std::string out_;
};

// What a replacement field names: `0`, `name`, `user.name`, `items[0]`; empty for the next one.
Value field_value(std::string_view field, const Arguments& arguments, std::size_t& next) {
  const std::size_t end = std::min(field.find_first_of(".["), field.size());
  const std::string_view first = field.substr(0, end);
  std::size_t digits = 0;
  const auto number = read_number(first, digits);
  Value value;
  if (first.empty() || (number && digits == first.size())) {
    const std::size_t place = first.empty() ? next++ : *number;
    if (place >= arguments.values.size())
      fail("Replacement index " + std::to_string(place) + " out of range for positional args tuple");
    value = arguments.values[place];
  } else {
    if (!arguments.has(SIZE_MAX, first)) fail("the format names '" + std::string(first) + "', which was not given");
    value = arguments.get(SIZE_MAX, first);
  }
  for (std::size_t at = end; at < field.size();) {
    const bool is_item = field[at] == '[';
    const std::size_t from = at + 1;
    at = is_item ? field.find(']', from) : std::min(field.find_first_of(".[", from), field.size());
    if (at == std::string_view::npos) fail("Missing ']' in format string");
    const std::string_view name = field.substr(from, at - from);
    std::size_t name_digits = 0;
    const auto index = read_number(name, name_digits);
    value = is_item && index && name_digits == name.size() ? get_item(value, Value::size(*index))
                                                           : get_attribute(value, name);
    if (is_item) ++at;
  }
  if (value.is_undefined()) fail_undefined(value);
  return value;
}

}  // namespace

Value percent_format(const Value& format, const Value& values) {
  return PercentFormat(format, values).run();
}

Value brace_format(const Value& format, const Arguments& arguments) {
  const Text& text = *format.text();
  std::string out;
  std::size_t next = 0;
  for (std::size_t at = 0; at < text.view.size(); ++at) {
    const char c = text.view[at];
    if ((c == '{' || c == '}') && at + 1 < text.view.size() && text.view[at + 1] == c) {
      out += c;
      ++at;
      continue;
    }
    if (c == '}') fail("Single '}' encountered in format string");
    if (c != '{') {
      out += c;
      continue;
    }
    const std::size_t end = text.view.find('}', at);
    if (end == std::string_view::npos) fail("Single '{' encountered in format string");
    std::string_view field = text.view.substr(at + 1, end - at - 1);
    const std::size_t colon = field.find(':');
    const std::string_view specification = colon == std::string_view::npos ? "" : field.substr(colon + 1);
    field = field.substr(0, colon);
    const bool as_repr = field.ends_with("!r");
    if (as_repr || field.ends_with("!s")) field.remove_suffix(2);
    Value value = field_value(field, arguments, next);
    if (as_repr) value = Value::text(to_repr(value));
    const std::string shown = format_by(value, specification);
    out += !text.safe || (value.is_safe() && specification.empty()) ? shown : escaped(Value::borrowed(shown));
    at = end;
  }
  return Value::text(std::move(out), text.safe);
}

}  // namespace talaria::templates
