#include "sql/object_values.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <talaria/sql/change.hpp>
#include <talaria/sql/column_types.hpp>
#include <talaria/sql/errors.hpp>

namespace talaria::sql {

namespace {

bool is_left_to_database(const ColumnInfo& column, bool generated, const Value& value, const Value& untouched) {
  if (generated) return value.is_null() || (value.kind() == Value::Kind::integer && value.as_integer() == 0);
  return column.facts->server_default && value == untouched;
}

void add_server_value(Fragment& sql, const ColumnInfo& column) {
  if (column.facts->server_default) {
    sql.add_by_dialect(server_value_text(column.facts->server_default, Dialect::sqlite), "DEFAULT");
  } else {
    sql.add_by_dialect("NULL", "DEFAULT");  // the key of a row, which SQLite makes of null
  }
}

void add_row(Fragment& sql, const TableInfo& table, const detail::InsertRow& row, const std::vector<bool>& used) {
  sql.add("(");
  const char* separator = "";
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (!used[i]) continue;
    sql.add(std::exchange(separator, ", "));
    if (row[i]) {
      sql.add_value(*row[i]);
    } else {
      add_server_value(sql, table.columns[i]);
    }
  }
  sql.add(")");
}

void add_assignment(Fragment& sql, const ColumnInfo& column, const Fragment& value) {
  if (!sql.empty()) sql.add(", ");
  sql.add_identifier(column.name).add(" = ").add(value);
}

}  // namespace

namespace detail {

InsertRow insert_row(const TableInfo& table, const void* object) {
  const ColumnInfo* const generated = table.generated_key();
  const bool has_defaults = std::any_of(table.columns.begin(), table.columns.end(),
                                        [](const ColumnInfo& c) { return bool(c.facts->server_default); });
  std::vector<Value> untouched(table.columns.size());
  if (has_defaults) {
    const RawObject fresh(*table.type);
    untouched = column_values(table, fresh.get());
  }
  std::vector<Value> values = column_values(table, object);
  InsertRow row(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    const ColumnInfo& column = table.columns[i];
    if (!is_left_to_database(column, &column == generated, values[i], untouched[i])) row[i] = std::move(values[i]);
  }
  return row;
}

Fragment insert_rows(const TableInfo& table, const std::vector<InsertRow>& rows) {
  if (rows.empty()) throw ProgrammingError("an INSERT needs at least one row");
  std::vector<bool> used(table.columns.size());
  for (const InsertRow& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) used[i] = used[i] || row[i].has_value();
  }
  // Several rows without any value need a column to name.
  const bool any = std::find(used.begin(), used.end(), true) != used.end();
  if (!any && rows.size() > 1) used[0] = true;
  Fragment sql("INSERT INTO ");
  sql.add_identifier(table.name);
  if (!any && rows.size() == 1) return sql.add(" DEFAULT VALUES");
  sql.add(" (");
  const char* separator = "";
  for (std::size_t i = 0; i < used.size(); ++i) {
    if (used[i]) sql.add(std::exchange(separator, ", ")).add_identifier(table.columns[i].name);
  }
  sql.add(") VALUES ");
  separator = "";
  for (const InsertRow& row : rows) {
    sql.add(std::exchange(separator, ", "));
    add_row(sql, table, row, used);
  }
  return sql;
}

void append_onupdate(Fragment& sql, const TableInfo& table, const std::vector<const ColumnInfo*>& set) {
  for (const ColumnInfo& column : table.columns) {
    if (!column.facts->onupdate || std::find(set.begin(), set.end(), &column) != set.end()) continue;
    Fragment value;
    value.add_by_dialect(server_value_text(column.facts->onupdate, Dialect::sqlite),
                         server_value_text(column.facts->onupdate, Dialect::postgresql));
    add_assignment(sql, column, value);
  }
}

void Assignments::add(const ColumnRef& column, const ExpressionBase& value) {
  columns_.push_back(column.column);
  add_assignment(sql_, *column.column, value.sql);
}

Fragment Assignments::fragment(const TableInfo& table) const {
  Fragment sql = sql_;
  append_onupdate(sql, table, columns_);
  return sql;
}

}  // namespace detail

void ChangeBase::add_condition(const Condition& condition) {
  if (!where_.empty()) where_.add(" AND ");
  where_.add(condition.is_atom ? "" : "(").add(condition.sql).add(condition.is_atom ? "" : ")");
}

Fragment ChangeBase::returning_fragment(const std::vector<SelectItem>& items) const {
  Fragment sql = fragment();
  sql.add(" RETURNING ");
  const char* separator = "";
  for (const SelectItem& item : items) {
    if (item.entity.table != nullptr) {
      for (const ColumnInfo& column : item.entity.table->columns) {
        sql.add(std::exchange(separator, ", ")).add_identifier(column.name);
      }
    } else {
      sql.add(std::exchange(separator, ", ")).add(item.expression.sql);
    }
  }
  return sql;
}

std::vector<SelectItem> ChangeBase::whole_row() const {
  SelectItem item;
  item.entity = {table_, {}};
  std::vector<SelectItem> items;
  items.push_back(std::move(item));
  return items;
}

void InsertBase::add_replaced(const ColumnRef& column) {
  ExpressionBase value;
  value.sql.add_column("excluded", column.column->name);
  assignments_.add(column, value);
}

Fragment InsertBase::make_fragment() const {
  Fragment sql = detail::insert_rows(*table_, rows_);
  if (!has_conflict_) return sql;
  sql.add(" ON CONFLICT");
  const char* separator = " (";
  for (const ColumnInfo* column : conflict_) sql.add(std::exchange(separator, ", ")).add_identifier(column->name);
  if (!conflict_.empty()) sql.add(")");
  if (assignments_.empty()) return sql.add(" DO NOTHING");
  sql.add(" DO UPDATE SET ").add(assignments_.fragment(*table_));
  if (!where_.empty()) sql.add(" WHERE ").add(where_);
  return sql;
}

Fragment UpdateBase::make_fragment() const {
  if (assignments_.empty()) throw ProgrammingError("an UPDATE needs a set()");
  Fragment sql("UPDATE ");
  sql.add_identifier(table_->name).add(" SET ").add(assignments_.fragment(*table_));
  if (!where_.empty()) sql.add(" WHERE ").add(where_);
  return sql;
}

Fragment DeleteBase::make_fragment() const {
  Fragment sql("DELETE FROM ");
  sql.add_identifier(table_->name);
  if (!where_.empty()) sql.add(" WHERE ").add(where_);
  return sql;
}

}  // namespace talaria::sql
