#include "sql/object_values.hpp"

#include <array>
#include <cstdio>

#include <talaria/base/base64.hpp>
#include <talaria/crypto/compare.hpp>
#include <talaria/crypto/hmac.hpp>
#include <talaria/sql/pagination.hpp>

namespace talaria::sql::detail {

namespace {

/// What a cursor is for: one of another list is refused.
std::string order_text(const std::vector<Ordering>& orderings) {
  std::string text;
  for (const Ordering& ordering : orderings) {
    text += ordering.expression.label;
    text += ordering.descending ? '-' : '+';
  }
  return text;
}

std::string signature(std::string_view secret, const std::vector<Ordering>& orderings, std::string_view payload) {
  return crypto::hmac(crypto::Hash::sha256, secret,
                      "talaria cursor " + order_text(orderings) + "\n" + std::string(payload));
}

void append_value(std::string& out, const Value& value) {
  std::string text;
  switch (value.kind()) {
    case Value::Kind::null:
      break;
    case Value::Kind::boolean:
      text = value.as_bool() ? "1" : "0";
      break;
    case Value::Kind::integer:
      text = std::to_string(value.as_integer());
      break;
    case Value::Kind::real: {
      std::array<char, 32> digits{};
      std::snprintf(digits.data(), digits.size(), "%.17g", value.as_real());
      text = digits.data();
      break;
    }
    case Value::Kind::text:
      text = value.as_text();
      break;
    case Value::Kind::bytes:
      text = value.as_bytes();
      break;
  }
  out += static_cast<char>('0' + static_cast<int>(value.kind()));
  out += std::to_string(text.size()) + ":" + text;
}

/// The signature was right, so what is in it was written by append_value().
Value take_value(std::string_view& text) {
  const auto kind = static_cast<Value::Kind>(text.at(0) - '0');
  const auto colon = text.find(':');
  const std::size_t size = std::stoul(std::string(text.substr(1, colon - 1)));
  const std::string content(text.substr(colon + 1, size));
  text.remove_prefix(colon + 1 + size);
  switch (kind) {
    case Value::Kind::null:
      return {};
    case Value::Kind::boolean:
      return Value(content == "1");
    case Value::Kind::integer:
      return Value(static_cast<std::int64_t>(std::stoll(content)));
    case Value::Kind::real:
      return Value(std::stod(content));
    case Value::Kind::text:
      return Value(content);
    case Value::Kind::bytes:
      break;
  }
  return Value::bytes(content);
}

constexpr std::size_t signature_size = 32;

}  // namespace

std::string make_cursor(const TableInfo& table, const void* object, std::string_view secret,
                        const std::vector<Ordering>& orderings) {
  std::string payload;
  for (const Ordering& ordering : orderings) {
    const ColumnInfo* const column = table.find(ordering.expression.label);
    if (column == nullptr) throw ProgrammingError("cursors are made of columns of the table that is listed");
    append_value(payload, column_value(table, *column, object));
  }
  return base::base64url_encode(signature(secret, orderings, payload) + payload);
}

std::vector<Value> read_cursor(std::string_view cursor, std::string_view secret,
                               const std::vector<Ordering>& orderings) {
  const std::optional<std::string> octets = base::base64url_decode(cursor);
  if (!octets || octets->size() < signature_size) throw InvalidCursor("the cursor is not one of this list");
  const std::string_view all = *octets;
  std::string_view payload = all.substr(signature_size);
  if (!compare_digest(all.substr(0, signature_size), signature(secret, orderings, payload))) {
    throw InvalidCursor("the cursor is not one of this list");
  }
  std::vector<Value> values;
  for (std::size_t i = 0; i < orderings.size(); ++i) values.push_back(take_value(payload));
  return values;
}

Condition behind(const std::vector<Ordering>& orderings, const std::vector<Value>& values) {
  // a > x OR (a = x AND (b > y OR (b = y AND ...))), as the columns may go in different directions.
  ExpressionBase made;
  made.is_atom = false;
  std::size_t open = 0;
  for (std::size_t i = 0; i < orderings.size(); ++i) {
    const Fragment& column = orderings[i].expression.sql;
    made.sql.add(column).add(orderings[i].descending ? " < " : " > ").add_value(values[i]);
    if (i + 1 == orderings.size()) break;
    made.sql.add(" OR (").add(column).add(" = ").add_value(values[i]).add(" AND (");
    open += 2;
  }
  made.sql.add(std::string(open, ')'));
  return made;
}

}  // namespace talaria::sql::detail
