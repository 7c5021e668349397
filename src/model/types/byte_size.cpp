#include "model/json_write.hpp"
#include "model/number_text.hpp"
#include "model/validators.hpp"

#include <charconv>
#include <cmath>

#include <talaria/base/strings.hpp>
#include <talaria/model/types/byte_size.hpp>

namespace talaria {

namespace {

constexpr std::string_view steps = "kmgtpe";
constexpr const char* no_size = "could not parse value and unit from byte string";

/// Octets in a unit, `kb`, `mib`, `gbit`, `t`; 0 for what is none.
double unit_size(std::string_view unit) {
  if (unit.empty() || unit == "b") return 1;
  if (unit == "bit") return 1.0 / 8;
  const std::size_t step = steps.find(unit.front());
  if (step == std::string_view::npos) return 0;
  unit.remove_prefix(1);
  const bool binary = unit.starts_with('i');
  if (binary) unit.remove_prefix(1);
  const double size = std::pow(binary ? 1024.0 : 1000.0, static_cast<double>(step + 1));
  if (unit == "b" || (unit.empty() && !binary)) return size;
  return unit == "bit" ? size / 8 : 0;
}

/// Reads a size; `unit` gets the one that is none.
bool read_size(std::string_view text, std::uint64_t& out, std::string& unit) {
  text = model::trim_unicode(text);
  if (const std::string digits = model::parse_integer_text(text).digits; !digits.empty()) {
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), out);
    return fault == std::errc() && end == digits.data() + digits.size();
  }
  const std::size_t whole = std::min(text.find_first_not_of("0123456789"), text.size());
  std::size_t end = whole;
  if (end + 1 < text.size() && text[end] == '.' && base::is_ascii_digit(text[end + 1])) {
    end = std::min(text.find_first_not_of("0123456789", end + 1), text.size());
  }
  if (end == 0) return false;
  double number = 0;
  std::from_chars(text.data(), text.data() + end, number);
  std::string_view rest = model::trim_unicode(text.substr(end));
  std::size_t size = 0;
  while (size < rest.size() &&
         (base::is_ascii_alpha(rest[size]) || base::is_ascii_digit(rest[size]) || rest[size] == '_')) {
    ++size;
  }
  unit = rest.substr(0, size);
  const double octets = number * unit_size(base::to_lower(unit));
  constexpr double limit = 18446744073709551615.0;
  if (unit_size(base::to_lower(unit)) == 0 || octets >= limit) return false;
  unit.clear();
  out = static_cast<std::uint64_t>(octets);
  return true;
}

}  // namespace

ByteSize ByteSize::parse(std::string_view text) {
  std::uint64_t octets = 0;
  std::string unit;
  if (read_size(text, octets, unit)) return octets;
  throw ValueError(unit.empty() ? no_size : "could not interpret byte unit: " + unit);
}

std::string ByteSize::human_readable(bool decimal) const {
  const double base = decimal ? 1000 : 1024;
  auto size = static_cast<double>(octets_);
  std::size_t step = 0;
  while (std::fabs(size) >= base && step < steps.size()) {
    size /= base;
    ++step;
  }
  if (step == 0) return std::to_string(octets_) + "B";
  char digits[32];
  const char* const end = std::to_chars(digits, digits + sizeof digits, size, std::chars_format::fixed, 1).ptr;
  return std::string(digits, static_cast<std::size_t>(end - digits)) + base::ascii_upper(steps[step - 1]) +
         (decimal ? "B" : "iB");
}

namespace model {

namespace {

bool validate_byte_size(const TypeInfo&, const Facts& facts, const Json& input, void* out, Trail& trail) {
  std::uint64_t octets = 0;
  std::string unit;
  bool valid = false;
  if (const std::string* const text = input.if_string()) {
    valid = read_size(*text, octets, unit);
  } else if (const bool* const truth = input.if_bool(); truth != nullptr && !trail.strict(facts)) {
    octets = *truth ? 1 : 0;
    valid = true;
  } else if (input.is_integer()) {
    valid = read_size(dump_json(input), octets, unit);
  } else if (const double* const real = input.if_real();
             real != nullptr && !trail.strict(facts) && *real >= 0 && *real < 1e18 && std::trunc(*real) == *real) {
    octets = static_cast<std::uint64_t>(*real);
    valid = true;
  }
  if (!unit.empty()) {
    return trail.report(
        {"byte_size_unit", trail.loc(), "could not interpret byte unit: " + unit, input, JsonObject{{"unit", unit}}});
  }
  if (!valid) return trail.report({"byte_size", trail.loc(), no_size, input, {}});
  *static_cast<ByteSize*>(out) = octets;
  return true;
}

bool read_byte_size(const TypeInfo&, const Facts&, std::string_view text, void* out) {
  std::uint64_t octets = 0;
  std::string unit;
  if (!read_size(text, octets, unit)) return false;
  *static_cast<ByteSize*>(out) = octets;
  return true;
}

void write_byte_size(const TypeInfo&, const void* value, const ModelConfig&, std::string& out) {
  write_natural(out, *static_cast<const ByteSize*>(value));
}

void byte_size_schema(const TypeInfo&, const Facts&, const ModelConfig&, SchemaMode mode, JsonObject& schema) {
  JsonObject number{{"minimum", 0}, {"type", "integer"}};
  if (mode == SchemaMode::serialization) {
    schema = std::move(number);
    return;
  }
  schema.append("anyOf", JsonArray{JsonObject{{"pattern", R"(^\s*(\d*\.?\d+)\s*(\w+)?)"}, {"type", "string"}},
                                   std::move(number)});
}

}  // namespace

constinit const CustomOps byte_size_ops{validate_byte_size, read_byte_size, write_byte_size, byte_size_schema};

}  // namespace model

}  // namespace talaria
