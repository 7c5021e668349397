#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

#include <talaria/model/types/date_time.hpp>
#include <talaria/sql/column_types.hpp>
#include <talaria/sql/naming.hpp>

namespace talaria::sql {

namespace {

using model::Kind;

std::string integer_type(int bits, Dialect dialect) {
  if (dialect == Dialect::sqlite) return "INTEGER";
  return bits <= 16 ? "SMALLINT" : bits <= 32 ? "INTEGER" : "BIGINT";
}

std::string text_type(const model::Facts& facts) {
  if (!facts.has_max_length) return "VARCHAR";
  return "VARCHAR(" + std::to_string(facts.max_length) + ")";
}

std::string decimal_type(const model::Facts& facts) {
  if (facts.max_digits < 0) return "NUMERIC";
  return "NUMERIC(" + std::to_string(facts.max_digits) + ", " + std::to_string(std::max(facts.decimal_places, 0)) + ")";
}

std::string enum_type(const model::TypeInfo& type) {
  std::size_t longest = 1;
  for (const model::EnumValue& value : type.enumeration->values) longest = std::max(longest, value.name.size());
  return "VARCHAR(" + std::to_string(longest) + ")";
}

/// Scalars by the names that the model layer gives them.
std::string custom_type(const model::TypeInfo& type, const model::Facts& facts, Dialect dialect) {
  const bool server = dialect == Dialect::postgresql;
  const std::string_view name = type.name;
  if (name == "date") return "DATE";
  if (name == "time") return "TIME";
  if (name == "datetime") {
    const bool naive = &type == &model::type_info<NaiveDatetime>;
    return !server || naive ? "TIMESTAMP" : "TIMESTAMP WITH TIME ZONE";
  }
  if (name == "uuid") return server ? "UUID" : "CHAR(36)";
  if (name == "decimal") return decimal_type(facts);
  if (name == "bytes" || name == "secret-bytes") return server ? "BYTEA" : "BLOB";
  if (name == "byte-size") return integer_type(64, dialect);
  if (name == "json") return server ? "JSONB" : "JSON";
  return text_type(facts);
}

}  // namespace

bool is_json(const model::TypeInfo& type) {
  switch (type.kind) {
    case Kind::list:
    case Kind::set:
    case Kind::map:
    case Kind::object:
    case Kind::any:
    case Kind::json_object:
    case Kind::json_array:
    case Kind::variant:
    case Kind::tuple:
      return true;
    default:
      return false;
  }
}

std::string type_of_column(const ColumnInfo& column, Dialect dialect) {
  if (!column.facts->type.empty()) return std::string(column.facts->type);
  const model::TypeInfo& type = column.value_type();
  const model::Facts& facts = *column.field->facts;
  const bool server = dialect == Dialect::postgresql;
  if (is_json(type)) return server ? "JSONB" : "JSON";
  switch (type.kind) {
    case Kind::boolean:
      return "BOOLEAN";
    case Kind::integer:
      // An unsigned number needs the next larger signed type.
      return integer_type(type.is_signed ? type.bits : type.bits * 2, dialect);
    case Kind::number:
      return !server ? "REAL" : type.bits == 32 ? "REAL" : "DOUBLE PRECISION";
    case Kind::enumeration:
      return enum_type(type);
    case Kind::custom:
      return custom_type(type, facts, dialect);
    default:
      return text_type(facts);
  }
}

std::string enum_condition(const ColumnInfo& column) {
  const model::TypeInfo& type = column.value_type();
  if (type.kind != Kind::enumeration) return {};
  std::string condition = quote_identifier(column.name) + " IN (";
  const char* separator = "";
  for (const model::EnumValue& value : type.enumeration->values) {
    condition += std::exchange(separator, ", ");
    condition += quote_literal(value.name);
  }
  return condition + ")";
}

std::string server_value_text(const ServerValue& value, Dialect dialect) {
  switch (value.kind) {
    case ServerValue::Kind::none:
      return {};
    case ServerValue::Kind::text:
      return quote_literal(value.text);
    case ServerValue::Kind::number: {
      if (!value.number.is_real) return std::to_string(value.number.integer);
      std::array<char, 32> text{};
      std::snprintf(text.data(), text.size(), "%.17g", value.number.real());
      return text.data();
    }
    case ServerValue::Kind::boolean:
      return value.boolean ? "TRUE" : "FALSE";
    case ServerValue::Kind::now:
      // SQLite's CURRENT_TIMESTAMP has no fraction and no offset. This is how moments are stored there.
      return dialect == Dialect::postgresql ? "CURRENT_TIMESTAMP" : "(strftime('%Y-%m-%d %H:%M:%f000+00:00', 'now'))";
    case ServerValue::Kind::expression:
      return "(" + std::string(value.text) + ")";
  }
  return {};
}

}  // namespace talaria::sql
