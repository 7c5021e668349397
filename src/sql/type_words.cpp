#include "sql/type_words.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <talaria/model/types/bytes.hpp>
#include <talaria/model/types/date_time.hpp>
#include <talaria/model/types/email.hpp>
#include <talaria/model/types/json_text.hpp>
#include <talaria/model/types/secret.hpp>

namespace talaria::sql {

CustomKind custom_kind(const model::TypeInfo& type) {
  using namespace model;
  struct Row {
    const CustomOps* ops;
    CustomKind kind;
  };
  static const std::array<Row, 18> rows{{
      {&date_time_ops, CustomKind::moment},
      {&past_date_time_ops, CustomKind::moment},
      {&future_date_time_ops, CustomKind::moment},
      {&aware_date_time_ops, CustomKind::moment},
      {&naive_date_time_ops, CustomKind::moment},
      {&date_ops, CustomKind::date},
      {&past_date_ops, CustomKind::date},
      {&future_date_ops, CustomKind::date},
      {&time_ops, CustomKind::time},
      {&bytes_ops, CustomKind::octets},
      {&base64_ops[0], CustomKind::octets},
      {&base64_ops[2], CustomKind::octets},
      {&base64_ops[1], CustomKind::characters},
      {&base64_ops[3], CustomKind::characters},
      {&email_ops, CustomKind::characters},
      {&secret_str_ops, CustomKind::secret_text},
      {&secret_bytes_ops, CustomKind::secret_octets},
      {&json_text_ops, CustomKind::json},
  }};
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return row.ops == type.custom; });
  return found == rows.end() ? CustomKind::other : found->kind;
}

std::string real_text(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "Infinity" : "-Infinity";
  std::array<char, 32> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  return {buffer.data(), end.ptr};
}

std::string hex_text(std::string_view octets) {
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string text = "\\x";
  text.reserve(2 + octets.size() * 2);
  for (const char c : octets) {
    const auto octet = static_cast<unsigned char>(c);
    text += digits[octet >> 4];
    text += digits[octet & 15];
  }
  return text;
}

std::string type_words(const model::TypeInfo& type) {
  using model::Kind;
  switch (type.kind) {
    case Kind::boolean:
      return "a bool";
    case Kind::integer:
      return type.is_signed ? "an integer of " + std::to_string(type.bits) + " bits"
                            : "an unsigned integer of " + std::to_string(type.bits) + " bits";
    case Kind::number:
      return "a real number";
    case Kind::string:
      return "a text";
    case Kind::enumeration:
      return "the name of one of " + std::string(type.name);
    case Kind::literal:
      return "one of the values of a Literal";
    case Kind::optional:
      return type_words(*type.element);
    case Kind::custom:
      return "a " + std::string(type.name);
    default:
      return "JSON";
  }
}

}  // namespace talaria::sql
