#include "sql/relation_path.hpp"

#include <algorithm>
#include <utility>

#include <talaria/sql/ddl.hpp>
#include <talaria/sql/errors.hpp>
#include <talaria/sql/relationship.hpp>
#include <talaria/sql/select_base.hpp>

namespace talaria::sql {

namespace {

/// The condition by which two tables belong together along a foreign key of `from`; empty when it has none to `to`.
Fragment key_condition(const TableRef& from, const TableRef& to, std::size_t& found) {
  Fragment condition;
  for (const ForeignKey& key : foreign_keys_of(*from.table)) {
    if (key.target_table != to.table->name) continue;
    ++found;
    condition = Fragment();
    for (std::size_t i = 0; i < key.columns.size(); ++i) {
      if (i > 0) condition.add(" AND ");
      condition.add_column(from.name(), key.columns[i]).add(" = ").add_column(to.name(), key.target_columns[i]);
    }
  }
  return condition;
}

void add_with_comma(Fragment& list, const Fragment& part) {
  if (!list.empty()) list.add(", ");
  list.add(part);
}

void add_to_condition(Fragment& all, const ExpressionBase& condition) {
  if (!all.empty()) all.add(" AND ");
  if (condition.is_atom) {
    all.add(condition.sql);
  } else {
    all.add("(").add(condition.sql).add(")");
  }
}

std::string lock_text(const RowLock& lock) {
  std::string text = lock.shared ? " FOR SHARE" : " FOR UPDATE";
  if (lock.wait == LockWait::nowait) text += " NOWAIT";
  if (lock.wait == LockWait::skip_locked) text += " SKIP LOCKED";
  return text;
}

}  // namespace

namespace detail {

void append_table(Fragment& sql, const TableRef& table) {
  sql.add_identifier(table.table->name);
  if (!table.alias.empty()) sql.add(" AS ").add_identifier(table.alias);
}

void append_ordering(Fragment& sql, const Ordering& ordering) {
  sql.add(ordering.expression.sql);
  if (ordering.descending) sql.add(" DESC");
  if (ordering.nulls != 0) sql.add(ordering.nulls < 0 ? " NULLS FIRST" : " NULLS LAST");
}

}  // namespace detail

ExpressionBase NamedQuery::labelled(std::string_view label) const {
  ExpressionBase made;
  made.sql.add_column(name, label);
  made.label = label;
  return made;
}

void SelectBase::add_entity(TableRef table) {
  SelectItem item;
  item.entity = table;
  items_.push_back(std::move(item));
}

void SelectBase::add_value(ExpressionBase expression, const model::TypeInfo& type) {
  SelectItem item;
  item.expression = std::move(expression);
  item.type = &type;
  items_.push_back(std::move(item));
}

void SelectBase::add_condition(const Condition& condition) {
  add_to_condition(where_, condition);
}
void SelectBase::add_having(const Condition& condition) {
  add_to_condition(having_, condition);
}
void SelectBase::add_group(const ExpressionBase& expression) {
  add_with_comma(group_by_, expression.sql);
}
void SelectBase::add_order(const Ordering& ordering) {
  Fragment part;
  detail::append_ordering(part, ordering);
  add_with_comma(order_by_, part);
}

void SelectBase::require_source(TableRef table) {
  if (!from_.empty() || table.table == nullptr) return;
  add_source(table);
}

void SelectBase::add_source(TableRef table) {
  Fragment part;
  detail::append_table(part, table);
  add_with_comma(from_, part);
  tables_.push_back(table);
}

void SelectBase::name_source(const NamedQuery& query) {
  if (query.is_cte) {
    add_cte(query);
    from_.add_identifier(query.name);
  } else {
    from_.add("(").add(query.body).add(") AS ").add_identifier(query.name);
  }
}

void SelectBase::add_source(const NamedQuery& query) {
  if (!from_.empty()) from_.add(", ");
  name_source(query);
}

void SelectBase::add_cte(const NamedQuery& query) {
  const auto same = [&](const NamedQuery& other) { return other.name == query.name; };
  if (std::none_of(ctes_.begin(), ctes_.end(), same)) ctes_.push_back(query);
}

void SelectBase::add_join(std::string_view kind, TableRef table, const Condition& on) {
  if (!items_.empty())
    require_source(items_[0].entity.table != nullptr ? items_[0].entity : items_[0].expression.source);
  from_.add(kind);
  detail::append_table(from_, table);
  from_.add(" ON ").add(on.sql);
  tables_.push_back(table);
}

void SelectBase::add_join(std::string_view kind, const NamedQuery& query, const Condition& on) {
  if (!items_.empty())
    require_source(items_[0].entity.table != nullptr ? items_[0].entity : items_[0].expression.source);
  from_.add(kind);
  name_source(query);
  from_.add(" ON ").add(on.sql);
}

void SelectBase::add_natural_join(std::string_view kind, TableRef table) {
  if (!items_.empty())
    require_source(items_[0].entity.table != nullptr ? items_[0].entity : items_[0].expression.source);
  std::size_t found = 0;
  ExpressionBase condition;
  condition.is_atom = false;
  for (const TableRef& other : tables_) {
    if (Fragment there = key_condition(table, other, found); !there.empty()) condition.sql = std::move(there);
    if (Fragment here = key_condition(other, table, found); !here.empty()) condition.sql = std::move(here);
  }
  if (found != 1) {
    throw ProgrammingError("join<T>() of the table '" + std::string(table.table->name) +
                           "' needs exactly one foreign key " +
                           "between it and the tables of the query, and there are " + std::to_string(found) +
                           "; write join<T>(condition)");
  }
  add_join(kind, table, Condition(std::move(condition)));
}

void SelectBase::add_set(std::string_view word, const Fragment& other) {
  sets_.add(word).add(other);
}

void SelectBase::add_columns(Fragment& sql, const TableRef& entity) const {
  const char* separator = "";
  for (const ColumnInfo& column : entity.table->columns) {
    if (projection_ != nullptr) {
      const auto same = [&](const model::FieldInfo& field) { return field.name == column.field->name; };
      if (std::none_of(projection_->fields.begin(), projection_->fields.end(), same)) continue;
    }
    sql.add(std::exchange(separator, ", ")).add_column(entity.name(), column.name);
    if (projection_ != nullptr && column.name != column.field->name) sql.add(" AS ").add_identifier(column.field->name);
  }
  if (*separator == '\0') sql.add("NULL");
}

void SelectBase::add_items(Fragment& sql) const {
  const char* separator = "";
  for (const SelectItem& item : items_) {
    sql.add(std::exchange(separator, ", "));
    if (item.entity.table != nullptr) {
      add_columns(sql, item.entity);
    } else {
      sql.add(item.expression.sql);
      if (!item.expression.label.empty()) sql.add(" AS ").add_identifier(item.expression.label);
    }
  }
  if (projection_ != nullptr) return;
  for (const TableRef& table : joined_) {
    sql.add(", ");
    add_columns(sql, table);
  }
}

void SelectBase::add_core(Fragment& sql) const {
  sql.add(distinct_ ? "SELECT DISTINCT " : "SELECT ");
  add_items(sql);
  if (!from_.empty()) {
    sql.add(" FROM ").add(from_);
  } else {
    std::vector<TableRef> sources;
    for (const SelectItem& item : items_) {
      const TableRef source = item.entity.table != nullptr ? item.entity : item.expression.source;
      if (source.table == nullptr || std::find(sources.begin(), sources.end(), source) != sources.end()) continue;
      sql.add(sources.empty() ? " FROM " : ", ");
      detail::append_table(sql, source);
      sources.push_back(source);
    }
  }
  if (!where_.empty()) sql.add(" WHERE ").add(where_);
  if (!group_by_.empty()) sql.add(" GROUP BY ").add(group_by_);
  if (!having_.empty()) sql.add(" HAVING ").add(having_);
  sql.add(sets_);
}

void SelectBase::add_tail(Fragment& sql) const {
  if (!order_by_.empty()) sql.add(" ORDER BY ").add(order_by_);
  if (limit_) sql.add(" LIMIT ").add_value(*limit_);
  if (offset_) {
    if (!limit_) sql.add_by_dialect(" LIMIT -1", "");  // SQLite has no OFFSET alone
    sql.add(" OFFSET ").add_value(*offset_);
  }
  if (lock_) sql.add_by_dialect("", lock_text(*lock_));
}

void SelectBase::add_with(Fragment& sql) const {
  if (ctes_.empty()) return;
  const bool recursive = std::any_of(ctes_.begin(), ctes_.end(), [](const NamedQuery& q) { return q.is_recursive; });
  sql.add(recursive ? "WITH RECURSIVE " : "WITH ");
  const char* separator = "";
  for (const NamedQuery& query : ctes_) {
    sql.add(std::exchange(separator, ", ")).add_identifier(query.name).add(" AS (").add(query.body).add(")");
  }
  sql.add(" ");
}

bool is_joined(const LoadPlan& plan) {
  return plan.joined && !plan.relation->to_many;
}

void SelectBase::add_load(const LoadPlan& plan) {
  load_plans_.push_back(&plan);
  if (!is_joined(plan)) return;
  TableRef owner{plan.owner, {}};
  for (const SelectItem& item : items_) {
    if (item.entity.table == plan.owner) owner = item.entity;
  }
  const RelationPath path = path_of(*plan.owner, *plan.relation);
  const TableRef target{&plan.relation->target(), plan.alias};
  const bool to_parent = path.kind == RelationPath::Kind::to_parent;
  ExpressionBase on;
  for (std::size_t i = 0; i < path.key.columns.size(); ++i) {
    if (i > 0) on.sql.add(" AND ");
    on.sql.add_column(target.name(), to_parent ? path.key.target_columns[i] : path.key.columns[i]).add(" = ");
    on.sql.add_column(owner.name(), to_parent ? path.key.columns[i] : path.key.target_columns[i]);
  }
  add_join(" LEFT JOIN ", target, Condition(std::move(on)));
  joined_.push_back(target);
}

Fragment SelectBase::core_fragment() const {
  Fragment sql;
  add_core(sql);
  add_tail(sql);
  return sql;
}

Fragment SelectBase::fragment() const {
  Fragment sql;
  add_with(sql);
  add_core(sql);
  add_tail(sql);
  return sql;
}

Fragment SelectBase::count_fragment() const {
  Fragment sql;
  add_with(sql);
  sql.add("SELECT COUNT(*) FROM (");
  add_core(sql);
  return sql.add(") AS \"counted\"");
}

}  // namespace talaria::sql
