// DDL: the statements that make a table and that remove it, per dialect.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <talaria/sql/dialect.hpp>
#include <talaria/sql/naming.hpp>
#include <talaria/sql/table.hpp>

namespace talaria::sql {

/// A foreign key of a table, whether a column or the table says it.
struct ForeignKey {
  std::vector<std::string_view> columns;
  std::string_view target_table;
  std::vector<std::string_view> target_columns;
  ReferentialAction deleted = ReferentialAction::none;
  ReferentialAction updated = ReferentialAction::none;
  std::string name;
};
/// All foreign keys of a table, those of columns first. Throws std::invalid_argument for one that is not written
/// `table.column`.
std::vector<ForeignKey> foreign_keys_of(const TableInfo& table, const NamingConvention& naming = {});

/// A unique constraint, a check or an index of a table, whether a column or the table says it.
struct TableRule {
  TableConstraint::Kind kind = TableConstraint::Kind::unique;
  std::vector<std::string_view> columns;
  std::string text;  ///< the condition of a check or of a partial index
  std::string name;
};
/// All unique constraints, checks and indexes of a table: those of columns first, those of enumerations among them.
std::vector<TableRule> rules_of(const TableInfo& table, const NamingConvention& naming = {});

/// What stands in CREATE TABLE for the column: `"name" VARCHAR(50) NOT NULL`.
std::string column_definition(const TableInfo& table, const ColumnInfo& column, Dialect dialect);
/// What stands there for a foreign key, without its comma.
std::string foreign_key_definition(const ForeignKey& key);

/// `CREATE TABLE IF NOT EXISTS ...`, on several lines. `without`: foreign keys to these tables are left out.
std::string create_table(const TableInfo& table, Dialect dialect, const NamingConvention& naming = {},
                         std::span<const std::string_view> without = {});
/// `CREATE INDEX IF NOT EXISTS ...`, one for each index.
std::vector<std::string> create_indexes(const TableInfo& table, const NamingConvention& naming = {});
/// Adds a foreign key to a table that is there; PostgreSQL only. It does nothing if there is one of that name.
std::string add_foreign_key(const TableInfo& table, const ForeignKey& key);
/// `DROP TABLE IF EXISTS ...`; on PostgreSQL with what refers to it.
std::string drop_table(const TableInfo& table, Dialect dialect);

}  // namespace talaria::sql
