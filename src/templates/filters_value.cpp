// Filters of numbers and of single values.
#include "model/number_text.hpp"
#include "templates/filters.hpp"

#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include <talaria/base/strings.hpp>
#include <talaria/base/utf8.hpp>

namespace talaria::templates {

namespace {

Value default_(Render&, const Value& value, const Arguments& arguments) {
  const bool is_empty =
      value.is_undefined() || (is_true(arguments.get(1, "boolean", Value::boolean(false))) && !is_true(value));
  return is_empty ? arguments.get(0, "default_value", Value::text("")) : value;
}

std::optional<std::int64_t> whole_of_real(double number) {
  if (!(number > -9.2e18 && number < 9.2e18)) return std::nullopt;  // NaN too
  return static_cast<std::int64_t>(number);
}

std::optional<std::int64_t> read_whole(std::string_view text, std::int64_t number_base) {
  if (number_base == 10) {
    const auto digits = model::parse_integer_text(text).digits;
    // "3.0" is an integer for Pydantic, but not for int().
    if (digits.empty() || text.find('.') != std::string_view::npos) return std::nullopt;
    text = digits;
    std::int64_t number = 0;
    const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (result.ec != std::errc() || result.ptr != digits.data() + digits.size()) return std::nullopt;
    return number;
  }
  std::string plain = base::to_lower(base::trim(text));
  const bool is_negative = plain.starts_with('-');
  if (is_negative) plain.erase(0, 1);
  const std::string_view prefix = number_base == 16 ? "0x" : (number_base == 8 ? "0o" : "0b");
  if (plain.starts_with(prefix)) plain.erase(0, 2);
  std::int64_t number = 0;
  const auto result = std::from_chars(plain.data(), plain.data() + plain.size(), number, static_cast<int>(number_base));
  if (plain.empty() || result.ec != std::errc() || result.ptr != plain.data() + plain.size()) return std::nullopt;
  return is_negative ? -number : number;
}

Value int_(Render&, const Value& value, const Arguments& arguments) {
  const Value otherwise = arguments.get(0, "default", Value::integer(0));
  const std::int64_t number_base = whole_argument(arguments, 1, "base", 10);
  if (number_base < 2 || number_base > 36) fail("int() base must be >= 2 and <= 36");
  std::optional<std::int64_t> whole = value.whole();
  if (const double* number = value.as<double>()) whole = whole_of_real(*number);
  if (const Text* text = value.text()) {
    whole = read_whole(text->view, number_base);
    const auto number = whole ? std::nullopt : model::parse_real_text(text->view);
    if (number) whole = whole_of_real(*number);
  }
  return whole ? Value::integer(*whole) : otherwise;
}

Value float_(Render&, const Value& value, const Arguments& arguments) {
  std::optional<double> number = value.number();
  if (const Text* text = value.text()) number = model::parse_real_text(text->view);
  return number ? Value::real(*number) : arguments.get(0, "default", Value::real(0));
}

Value abs_(Render&, const Value& value, const Arguments&) {
  if (const auto whole = value.whole()) {
    if (*whole == INT64_MIN) fail("an integer has more than 64 bits");
    return Value::integer(std::abs(*whole));
  }
  if (!value.number()) fail("bad operand type for abs(): '" + type_name(value) + "'");
  return Value::real(std::fabs(*value.number()));
}

Value round_(Render&, const Value& value, const Arguments& arguments) {
  const std::int64_t precision = whole_argument(arguments, 0, "precision", 0);
  const std::string method = to_text(arguments.get(1, "method", Value::text("common")));
  if (method != "common" && method != "ceil" && method != "floor") fail("method must be common, ceil or floor");
  if (precision < -300 || precision > 300) fail("'precision' is between -300 and 300");
  if (value.is_undefined()) fail_undefined(value);
  const auto number = value.number();
  if (!number) fail("round needs a number, not " + type_name(value));
  if (method != "common") {
    const double scale = std::pow(10.0, static_cast<double>(precision));
    return Value::real((method == "ceil" ? std::ceil(*number * scale) : std::floor(*number * scale)) / scale);
  }
  if (value.whole() && precision >= 0) return Value::integer(*value.whole());
  if (precision < 0) {
    const double scale = std::pow(10.0, static_cast<double>(-precision));
    const double rounded = std::nearbyint(*number / scale) * scale;
    return value.whole() ? Value::integer(static_cast<std::int64_t>(rounded)) : Value::real(rounded);
  }
  if (!std::isfinite(*number)) return value;
  // The decimal digits that are nearest to the number itself, as Python does it.
  char digits[700];
  const int size = std::snprintf(digits, sizeof(digits), "%.*f", static_cast<int>(precision), *number);
  return Value::real(size < int(sizeof(digits)) ? std::strtod(digits, nullptr) : *number);
}

Value attr(Render&, const Value& value, const Arguments& arguments) {
  return get_attribute(value, to_text(arguments.get(0, "name")));
}

// Python's JSON: names sorted, a blank behind colons and commas, nothing beyond ASCII; and what HTML would see as its
// own is spelled in another way, so that it may stand in a script and in attributes between single quotes.
Json with_sorted_names(const Json& value) {
  if (const JsonArray* array = value.if_array()) {
    JsonArray sorted;
    for (const Json& item : *array) sorted.push_back(with_sorted_names(item));
    return sorted;
  }
  const JsonObject* const object = value.if_object();
  if (object == nullptr) return value;
  std::vector<const JsonMember*> members;
  for (const JsonMember& member : *object) members.push_back(&member);
  std::sort(members.begin(), members.end(), [](const auto* a, const auto* b) { return a->name < b->name; });
  JsonObject sorted;
  for (const JsonMember* member : members) sorted.append(member->name, with_sorted_names(member->value));
  return sorted;
}

void append_unit(std::string& out, unsigned unit) {
  char escape[8];
  std::snprintf(escape, sizeof(escape), "\\u%04x", unit & 0xFFFFU);
  out += escape;
}

Value tojson(Render&, const Value& value, const Arguments& arguments) {
  const Value indent = arguments.get(0, "indent");
  const Json json = with_sorted_names(to_json(value));
  const std::string text = indent.is_none()
                               ? dump_json_spaced(json)
                               : dump_json_pretty(json, static_cast<int>(count_argument(arguments, 0, "indent", 2)));
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto octet = static_cast<unsigned char>(text[i]);
    if (octet == '<' || octet == '>' || octet == '&' || octet == '\'' || octet == 0x7F) {
      append_unit(out, octet);
    } else if (octet < 0x80) {
      out += text[i];
    } else {
      const std::size_t size = base::utf8_sequence(text.data() + i, text.data() + text.size());
      char32_t point = octet & (0xFFU >> (size + 1));
      for (std::size_t k = 1; k < size; ++k) point = point << 6U | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
      if (point >= 0x10000) {
        append_unit(out, 0xD800U + ((point - 0x10000U) >> 10U));
        append_unit(out, 0xDC00U + ((point - 0x10000U) & 0x3FFU));
      } else {
        append_unit(out, point);
      }
      i += std::max<std::size_t>(size, 1) - 1;
    }
  }
  return Value::text(std::move(out), true);
}

constexpr NamedFilter filters[] = {
    {"default", &default_}, {"d", &default_},   {"int", &int_},  {"float", &float_},
    {"abs", &abs_},         {"round", &round_}, {"attr", &attr}, {"tojson", &tojson},
};

}  // namespace

std::span<const NamedFilter> value_filters() {
  return filters;
}

}  // namespace talaria::templates
