#include "sql/postgres_values.hpp"

#include "sql/type_words.hpp"

#include <charconv>
#include <cstdlib>
#include <limits>
#include <string_view>

namespace talaria::sql {

namespace {

// catalog/pg_type.dat: these numbers never change.
constexpr Oid bool_oid = 16;
constexpr Oid bytea_oid = 17;
constexpr Oid int8_oid = 20;
constexpr Oid int2_oid = 21;
constexpr Oid int4_oid = 23;
constexpr Oid oid_oid = 26;
constexpr Oid float4_oid = 700;
constexpr Oid float8_oid = 701;

bool fits_int4(std::int64_t value) {
  return value >= std::numeric_limits<std::int32_t>::min() && value <= std::numeric_limits<std::int32_t>::max();
}

int hex_digit(char c) {
  return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
}

/// `\x00ff`, as bytea_output is by default and as we set it.
std::string octets_of(std::string_view hex) {
  std::string octets;
  octets.reserve(hex.size() / 2);
  for (std::size_t i = 2; i + 1 < hex.size(); i += 2) {
    octets += static_cast<char>(hex_digit(hex[i]) * 16 + hex_digit(hex[i + 1]));
  }
  return octets;
}

Value read_value(Oid type, std::string_view text) {
  switch (type) {
    case bool_oid:
      return text == "t";
    case int2_oid:
    case int4_oid:
    case int8_oid:
    case oid_oid: {
      std::int64_t number = 0;
      std::from_chars(text.data(), text.data() + text.size(), number);
      return number;
    }
    case float4_oid:
    case float8_oid:
      return std::strtod(text.data(), nullptr);  // of a text with a zero behind it; reads NaN and Infinity as well
    case bytea_oid:
      return Value::bytes(octets_of(text));
    default:
      return text;
  }
}

void append_copy_text(std::string& out, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        out += c;
    }
  }
}

void refuse_zero(std::string_view text) {
  if (text.find('\0') != std::string_view::npos) throw_error("22021", "zero in a text");
}

/// A value as a text, as PostgreSQL reads it.
std::string text_of(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::null:
      break;
    case Value::Kind::boolean:
      return value.as_bool() ? "t" : "f";
    case Value::Kind::integer:
      return std::to_string(value.as_integer());
    case Value::Kind::real:
      return real_text(value.as_real());
    case Value::Kind::text:
      return value.as_text();
    case Value::Kind::bytes:
      return hex_text(value.as_bytes());
  }
  return {};
}

std::string field(const PGresult* result, int code) {
  const char* const text = PQresultErrorField(result, code);
  return text == nullptr ? std::string() : std::string(text);
}

/// `Key (email, name)=(...) already exists.`: the names, and never the values.
std::vector<std::string> columns_of_key(std::string_view detail) {
  std::vector<std::string> columns;
  const std::size_t begin = detail.find('(');
  const std::size_t end = detail.find(")=(");
  if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) return columns;
  std::string_view list = detail.substr(begin + 1, end - begin - 1);
  while (!list.empty()) {
    const std::size_t comma = list.find(", ");
    std::string_view name = list.substr(0, comma);
    if (name.size() > 1 && name.front() == '"') name = name.substr(1, name.size() - 2);
    columns.emplace_back(name);
    list = comma == std::string_view::npos ? std::string_view() : list.substr(comma + 2);
  }
  return columns;
}

}  // namespace

Oid type_of(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::boolean:
      return bool_oid;
    case Value::Kind::integer:
      return fits_int4(value.as_integer()) ? int4_oid : int8_oid;
    case Value::Kind::real:
      return float8_oid;
    case Value::Kind::bytes:
      return bytea_oid;
    case Value::Kind::null:
    case Value::Kind::text:
      return 0;
  }
  return 0;
}

bool accepts(Oid prepared, const Value& value) {
  if (value.is_null()) return true;
  const Oid wanted = type_of(value);
  return prepared == wanted || (prepared == int8_oid && wanted == int4_oid);
}

PostgresParameters::PostgresParameters(const std::vector<Value>& values) {
  texts_.reserve(values.size());
  lengths_.reserve(values.size());
  formats_.reserve(values.size());
  for (const Value& value : values) {
    const char* text = nullptr;
    int length = 0;
    if (value.kind() == Value::Kind::text) {
      refuse_zero(value.as_text());
      text = value.as_text().c_str();
    } else if (value.kind() == Value::Kind::bytes) {
      text = value.as_bytes().data();
      length = static_cast<int>(value.as_bytes().size());
    } else if (!value.is_null()) {
      text = made_.emplace_back(text_of(value)).c_str();
    }
    texts_.push_back(text);
    lengths_.push_back(length);
    formats_.push_back(value.kind() == Value::Kind::bytes ? 1 : 0);
  }
}

std::vector<std::string> column_names(const PGresult* result) {
  std::vector<std::string> names;
  const int count = PQnfields(result);
  names.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) names.emplace_back(PQfname(result, i));
  return names;
}

void append_rows(const PGresult* result, std::vector<Value>& out) {
  const int rows = PQntuples(result);
  const int columns = PQnfields(result);
  out.reserve(out.size() + static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns));
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < columns; ++column) {
      if (PQgetisnull(result, row, column) != 0) {
        out.emplace_back();
      } else {
        const std::string_view text(PQgetvalue(result, row, column),
                                    static_cast<std::size_t>(PQgetlength(result, row, column)));
        out.push_back(read_value(PQftype(result, column), text));
      }
    }
  }
}

std::int64_t affected_rows(PGresult* result) {
  // A SELECT tells how many rows it gave; that changes nothing.
  const std::string_view command = PQcmdStatus(result);
  if (command.starts_with("SELECT") || command.starts_with("FETCH")) return 0;
  const std::string_view text = PQcmdTuples(result);
  std::int64_t count = 0;
  std::from_chars(text.data(), text.data() + text.size(), count);
  return count;
}

PostgresFault fault_of(const PGresult* result) {
  PostgresFault fault;
  fault.sqlstate = field(result, PG_DIAG_SQLSTATE);
  fault.message = field(result, PG_DIAG_MESSAGE_PRIMARY);
  if (fault.message.empty()) fault.message = "the database gave no reason";
  fault.constraint.constraint = field(result, PG_DIAG_CONSTRAINT_NAME);
  fault.constraint.table = field(result, PG_DIAG_TABLE_NAME);
  const std::string column = field(result, PG_DIAG_COLUMN_NAME);
  if (!column.empty()) {
    fault.constraint.columns.push_back(column);
  } else if (fault.sqlstate.starts_with("23")) {
    fault.constraint.columns = columns_of_key(field(result, PG_DIAG_MESSAGE_DETAIL));
  }
  return fault;
}

void append_copy_row(std::string& out, const std::vector<Value>& row) {
  bool first = true;
  for (const Value& value : row) {
    if (!first) out += '\t';
    first = false;
    if (value.is_null()) {
      out += "\\N";
    } else {
      const std::string text = text_of(value);
      refuse_zero(text);
      append_copy_text(out, text);
    }
  }
  out += '\n';
}

}  // namespace talaria::sql
