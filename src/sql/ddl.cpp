#include <algorithm>
#include <stdexcept>
#include <utility>

#include <talaria/sql/column_types.hpp>
#include <talaria/sql/ddl.hpp>

namespace talaria::sql {

namespace {

using Kind = TableConstraint::Kind;

std::string_view action_text(ReferentialAction action) {
  switch (action) {
    case ReferentialAction::cascade:
      return "CASCADE";
    case ReferentialAction::set_null:
      return "SET NULL";
    case ReferentialAction::set_default:
      return "SET DEFAULT";
    case ReferentialAction::restrict_:
      return "RESTRICT";
    case ReferentialAction::no_action:
    case ReferentialAction::none:
      break;
  }
  return "NO ACTION";
}

std::string column_list(std::span<const std::string_view> columns) {
  std::string list = "(";
  const char* separator = "";
  for (const std::string_view column : columns) {
    list += std::exchange(separator, ", ");
    list += quote_identifier(column);
  }
  return list + ")";
}

std::vector<std::string_view> key_columns(const TableInfo& table) {
  std::vector<std::string_view> columns;
  for (const ColumnInfo& column : table.columns) {
    if (column.facts->primary_key) columns.push_back(column.name);
  }
  return columns;
}

std::vector<std::string_view> columns_of(const TableConstraint& constraint) {
  const auto first = constraint.column_names.begin();
  return {first, first + static_cast<std::ptrdiff_t>(constraint.column_count)};
}

ForeignKey column_foreign_key(const TableInfo& table, const ColumnInfo& column) {
  const std::string_view target = column.facts->foreign_key;
  const auto dot = target.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || dot + 1 == target.size()) {
    throw std::invalid_argument("the foreign key of " + std::string(table.name) + "." + std::string(column.name) +
                                " has to name a table and a column, as in \"user.id\"");
  }
  ForeignKey key;
  key.columns = {column.name};
  key.target_table = target.substr(0, dot);
  key.target_columns = {target.substr(dot + 1)};
  key.deleted = column.facts->deleted;
  key.updated = column.facts->updated;
  return key;
}

std::string rule_name(const TableInfo& table, const TableRule& rule, std::string_view own,
                      const NamingConvention& naming) {
  const bool is_check = rule.kind == Kind::check;
  if (!own.empty() && !is_check) return std::string(own);
  const std::string_view pattern = is_check ? naming.ck : rule.kind == Kind::unique ? naming.uq : naming.ix;
  return make_name(pattern, {table.name, rule.columns, own, {}});
}

void add_column_rules(std::vector<TableRule>& rules, const TableInfo& table, const NamingConvention& naming) {
  const auto add = [&](Kind kind, const ColumnInfo& column, std::string text) {
    TableRule rule{kind, {column.name}, std::move(text), {}};
    rule.name = rule_name(table, rule, kind == Kind::check ? column.name : std::string_view{}, naming);
    rules.push_back(std::move(rule));
  };
  for (const ColumnInfo& column : table.columns) {
    // As in SQLAlchemy, a column that is unique and indexed has one unique index.
    if (column.facts->unique && !column.facts->indexed) add(Kind::unique, column, {});
    if (column.facts->indexed) add(column.facts->unique ? Kind::unique_index : Kind::index, column, {});
    if (!column.facts->check.empty()) {
      add(Kind::check, column, std::string(column.facts->check));
    } else if (std::string condition = enum_condition(column); !condition.empty()) {
      add(Kind::check, column, std::move(condition));
    }
  }
}

}  // namespace

std::vector<ForeignKey> foreign_keys_of(const TableInfo& table, const NamingConvention& naming) {
  std::vector<ForeignKey> keys;
  for (const ColumnInfo& column : table.columns) {
    if (!column.facts->foreign_key.empty()) keys.push_back(column_foreign_key(table, column));
  }
  for (const TableConstraint& constraint : table.constraints) {
    if (constraint.kind != Kind::foreign_key) continue;
    ForeignKey key;
    key.columns = columns_of(constraint);
    key.target_table = constraint.target_table;
    const auto first = constraint.target_names.begin();
    key.target_columns.assign(first, first + static_cast<std::ptrdiff_t>(constraint.column_count));
    key.deleted = constraint.deleted;
    key.updated = constraint.updated;
    key.name = constraint.name;
    keys.push_back(std::move(key));
  }
  for (ForeignKey& key : keys) {
    if (key.name.empty()) key.name = make_name(naming.fk, {table.name, key.columns, {}, key.target_table});
  }
  return keys;
}

std::vector<TableRule> rules_of(const TableInfo& table, const NamingConvention& naming) {
  std::vector<TableRule> rules;
  add_column_rules(rules, table, naming);
  for (const TableConstraint& constraint : table.constraints) {
    if (constraint.kind == Kind::foreign_key) continue;
    TableRule rule{constraint.kind, columns_of(constraint), std::string(constraint.text), {}};
    rule.name = rule_name(table, rule, constraint.name, naming);
    rules.push_back(std::move(rule));
  }
  return rules;
}

std::string column_definition(const TableInfo& table, const ColumnInfo& column, Dialect dialect) {
  std::string text = quote_identifier(column.name) + " " + type_of_column(column, dialect);
  if (&column == table.generated_key() && dialect == Dialect::postgresql) text += " GENERATED BY DEFAULT AS IDENTITY";
  if (column.facts->server_default) text += " DEFAULT " + server_value_text(column.facts->server_default, dialect);
  if (!column.nullable()) text += " NOT NULL";
  return text;
}

std::string foreign_key_definition(const ForeignKey& key) {
  std::string text = "CONSTRAINT " + quote_identifier(key.name) + " FOREIGN KEY " + column_list(key.columns) +
                     " REFERENCES " + quote_identifier(key.target_table) + " " + column_list(key.target_columns);
  if (key.deleted != ReferentialAction::none) text.append(" ON DELETE ").append(action_text(key.deleted));
  if (key.updated != ReferentialAction::none) text.append(" ON UPDATE ").append(action_text(key.updated));
  return text;
}

std::string create_table(const TableInfo& table, Dialect dialect, const NamingConvention& naming,
                         std::span<const std::string_view> without) {
  std::string text = "CREATE TABLE IF NOT EXISTS " + quote_identifier(table.name) + " (\n";
  for (const ColumnInfo& column : table.columns) text += "  " + column_definition(table, column, dialect) + ",\n";
  text += "  CONSTRAINT " + quote_identifier(make_name(naming.pk, {table.name, {}, {}, {}})) + " PRIMARY KEY " +
          column_list(key_columns(table));
  for (const ForeignKey& key : foreign_keys_of(table, naming)) {
    if (std::find(without.begin(), without.end(), key.target_table) != without.end()) continue;
    text += ",\n  " + foreign_key_definition(key);
  }
  for (const TableRule& rule : rules_of(table, naming)) {
    const std::string name = ",\n  CONSTRAINT " + quote_identifier(rule.name);
    if (rule.kind == Kind::unique) text += name + " UNIQUE " + column_list(rule.columns);
    if (rule.kind == Kind::check) text += name + " CHECK (" + rule.text + ")";
  }
  return text + "\n)";
}

std::vector<std::string> create_indexes(const TableInfo& table, const NamingConvention& naming) {
  std::vector<std::string> statements;
  for (const TableRule& rule : rules_of(table, naming)) {
    if (rule.kind != Kind::index && rule.kind != Kind::unique_index) continue;
    std::string text = rule.kind == Kind::index ? "CREATE INDEX" : "CREATE UNIQUE INDEX";
    text += " IF NOT EXISTS " + quote_identifier(rule.name) + " ON " + quote_identifier(table.name) + " " +
            column_list(rule.columns);
    if (!rule.text.empty()) text += " WHERE " + rule.text;
    statements.push_back(std::move(text));
  }
  return statements;
}

std::string add_foreign_key(const TableInfo& table, const ForeignKey& key) {
  return "DO $$ BEGIN ALTER TABLE " + quote_identifier(table.name) + " ADD " + foreign_key_definition(key) +
         "; EXCEPTION WHEN duplicate_object THEN NULL; END $$";
}

std::string drop_table(const TableInfo& table, Dialect dialect) {
  std::string text = "DROP TABLE IF EXISTS " + quote_identifier(table.name);
  if (dialect == Dialect::postgresql) text += " CASCADE";
  return text;
}

}  // namespace talaria::sql
