#include <utility>

#include <talaria/sql/expression.hpp>

namespace talaria::sql {

namespace {

void add_operand(Fragment& sql, const ExpressionBase& operand) {
  if (operand.is_atom) {
    sql.add(operand.sql);
  } else {
    sql.add("(").add(operand.sql).add(")");
  }
}

TableRef first_source(const ExpressionBase& a, const ExpressionBase& b) {
  return a.source.table != nullptr ? a.source : b.source;
}

Condition joined(std::initializer_list<Condition> conditions, std::string_view word, std::string_view none) {
  if (conditions.size() == 1) return *conditions.begin();
  ExpressionBase made;
  made.is_atom = false;
  const char* separator = "";
  for (const Condition& condition : conditions) {
    made.sql.add(separator);
    add_operand(made.sql, condition);
    made.source = first_source(made, condition);
    separator = word.data();
  }
  if (made.sql.empty()) made.sql.add(none);
  return made;
}

}  // namespace

ExpressionBase ColumnRef::expression() const {
  ExpressionBase made;
  made.sql.add_column(source.name(), column->name);
  made.source = source;
  made.label = column->name;
  return made;
}

Ordering Ordering::nulls_first() const {
  Ordering made = *this;
  made.nulls = -1;
  return made;
}
Ordering Ordering::nulls_last() const {
  Ordering made = *this;
  made.nulls = 1;
  return made;
}

Condition and_(std::initializer_list<Condition> conditions) {
  return joined(conditions, " AND ", "1 = 1");
}
Condition or_(std::initializer_list<Condition> conditions) {
  return joined(conditions, " OR ", "1 = 0");
}
Condition not_(const Condition& condition) {
  return detail::negation(condition);
}

namespace detail {

ExpressionBase binary(const ExpressionBase& a, std::string_view op, const ExpressionBase& b) {
  ExpressionBase made;
  add_operand(made.sql, a);
  made.sql.add(op);
  add_operand(made.sql, b);
  made.is_atom = false;
  made.source = first_source(a, b);
  return made;
}

ExpressionBase equals(const ExpressionBase& a, bool equal, const ExpressionBase& b, bool is_null) {
  if (is_null) return postfix(a, equal ? " IS NULL" : " IS NOT NULL");
  return binary(a, equal ? " = " : " <> ", b);
}

ExpressionBase postfix(const ExpressionBase& a, std::string_view text) {
  ExpressionBase made;
  add_operand(made.sql, a);
  made.sql.add(text);
  made.is_atom = false;
  made.source = a.source;
  return made;
}

ExpressionBase call(std::string_view function, std::initializer_list<ExpressionBase> arguments) {
  ExpressionBase made;
  made.sql.add(function).add("(");
  const char* separator = "";
  for (const ExpressionBase& argument : arguments) {
    made.sql.add(std::exchange(separator, ", ")).add(argument.sql);
    made.source = first_source(made, argument);
  }
  made.sql.add(")");
  return made;
}

ExpressionBase like(const ExpressionBase& a, const ExpressionBase& pattern, bool any_case, bool negated) {
  // SQLite has no ILIKE; there both sides are put into lower case, as SQLAlchemy does it.
  ExpressionBase made;
  made.sql.add_by_dialect(any_case ? "lower(" : "", "");
  add_operand(made.sql, a);
  const std::string no = negated ? " NOT" : "";
  made.sql.add_by_dialect(any_case ? ")" + no + " LIKE lower(" : no + " LIKE ", no + (any_case ? " ILIKE " : " LIKE "));
  made.sql.add(pattern.sql);
  made.sql.add_by_dialect(any_case ? ")" : "", "");
  made.is_atom = false;
  made.source = a.source;
  return made;
}

ExpressionBase between(const ExpressionBase& a, const ExpressionBase& low, const ExpressionBase& high) {
  ExpressionBase made = postfix(a, " BETWEEN ");
  add_operand(made.sql, low);
  made.sql.add(" AND ");
  add_operand(made.sql, high);
  return made;
}

ExpressionBase in_list(const ExpressionBase& a, std::vector<Value> values, bool negated) {
  ExpressionBase made;
  made.is_atom = false;
  made.source = a.source;
  if (values.empty()) {
    made.sql.add(negated ? "1 = 1" : "1 = 0");
    return made;
  }
  add_operand(made.sql, a);
  made.sql.add(negated ? " NOT IN (" : " IN (");
  const char* separator = "";
  for (Value& value : values) made.sql.add(std::exchange(separator, ", ")).add_value(std::move(value));
  made.sql.add(")");
  return made;
}

ExpressionBase in_query(const ExpressionBase& a, const Fragment& query, bool negated) {
  ExpressionBase made = postfix(a, negated ? " NOT IN (" : " IN (");
  made.sql.add(query).add(")");
  return made;
}

ExpressionBase negation(const ExpressionBase& a) {
  ExpressionBase made;
  made.sql.add("NOT (").add(a.sql).add(")");
  made.is_atom = false;
  made.source = a.source;
  return made;
}

std::string escape_like(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '%' || c == '_' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

}  // namespace detail

}  // namespace talaria::sql
