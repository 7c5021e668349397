#include <talaria/sql/column_types.hpp>
#include <talaria/sql/functions.hpp>

namespace talaria::sql {

Fragment Window::fragment() const {
  Fragment sql("(");
  if (!partition_.empty()) sql.add("PARTITION BY ").add(partition_);
  if (!partition_.empty() && !order_.empty()) sql.add(" ");
  if (!order_.empty()) sql.add("ORDER BY ").add(order_);
  return sql.add(")");
}

void Window::add_partition(const ExpressionBase& expression) {
  if (!partition_.empty()) partition_.add(", ");
  partition_.add(expression.sql);
}

void Window::add_order(const Ordering& ordering) {
  if (!order_.empty()) order_.add(", ");
  detail::append_ordering(order_, ordering);
}

Aggregate<std::int64_t> count() {
  ExpressionBase made;
  made.sql.add("COUNT(*)");
  return made;
}
Aggregate<std::int64_t> row_number() {
  return detail::call("ROW_NUMBER", {});
}
Aggregate<std::int64_t> rank() {
  return detail::call("RANK", {});
}
Aggregate<std::int64_t> dense_rank() {
  return detail::call("DENSE_RANK", {});
}

Condition exists(const SubqueryBase& query) {
  return detail::quantified("EXISTS ", query.subselect());
}

namespace detail {

ExpressionBase over(const ExpressionBase& function, const Fragment& window) {
  ExpressionBase made = function;
  made.sql.add(" OVER ").add(window);
  return made;
}

ExpressionBase filtered(const ExpressionBase& function, const Condition& condition) {
  ExpressionBase made = function;
  made.sql.add(" FILTER (WHERE ").add(condition.sql).add(")");
  return made;
}

ExpressionBase cast_to(const ExpressionBase& expression, std::string_view type) {
  if (type.empty()) return expression;
  ExpressionBase made = expression;
  made.sql = Fragment("CAST(");
  made.sql.add(expression.sql).add(" AS ").add(type).add(")");
  return made;
}

ExpressionBase with_keyword(std::string_view function, std::string_view keyword, const ExpressionBase& argument) {
  ExpressionBase made = argument;
  made.label = {};
  made.sql = Fragment(function);
  made.sql.add("(").add(keyword).add(argument.sql).add(")");
  return made;
}

ExpressionBase quantified(std::string_view word, const Fragment& query) {
  ExpressionBase made;
  made.sql.add(word).add("(").add(query).add(")");
  return made;
}

ExpressionBase current_time() {
  const ServerValue now{.kind = ServerValue::Kind::now};
  ExpressionBase made;
  made.sql.add_by_dialect(server_value_text(now, Dialect::sqlite), server_value_text(now, Dialect::postgresql));
  return made;
}

ExpressionBase concatenated(std::initializer_list<ExpressionBase> parts) {
  ExpressionBase made;
  made.sql.add("(");
  const char* separator = "";
  for (const ExpressionBase& part : parts) {
    made.sql.add(separator).add(part.sql);
    if (made.source.table == nullptr) made.source = part.source;
    separator = " || ";
  }
  made.sql.add(")");
  return made;
}

}  // namespace detail

}  // namespace talaria::sql
