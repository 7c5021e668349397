#include <algorithm>
#include <cstdlib>
#include <stdexcept>
#include <utility>

#include <talaria/sql/engine.hpp>
#include <talaria/sql/errors.hpp>
#include <talaria/sql/metadata.hpp>

namespace talaria::sql {

namespace {

bool contains(std::span<const std::string_view> names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

void check_keys(const Metadata& metadata) {
  for (const TableInfo* table : metadata.tables()) {
    for (const ForeignKey& key : foreign_keys_of(*table, metadata.naming())) {
      const TableInfo* const target = metadata.find(key.target_table);
      for (const std::string_view column : key.target_columns) {
        if (target != nullptr && target->find(column) != nullptr) continue;
        throw std::invalid_argument("the foreign key of the table '" + std::string(table->name) + "' leads to " +
                                    std::string(key.target_table) + "." + std::string(column) +
                                    ", which is no column of these tables");
      }
    }
  }
}

/// Whether all tables that this one refers to are among `made`, itself apart.
bool is_ready(const TableInfo& table, std::span<const std::string_view> made) {
  const std::vector<ForeignKey> keys = foreign_keys_of(table);
  return std::all_of(keys.begin(), keys.end(), [&](const ForeignKey& key) {
    return key.target_table == table.name || contains(made, key.target_table);
  });
}

Task<void> run_all(Connection& connection, std::vector<std::string> statements) {
  const bool outside = !connection.in_transaction();
  if (outside) co_await connection.begin();
  for (std::string& text : statements) {
    Statement statement(std::move(text));
    co_await connection.execute(std::move(statement));
  }
  if (outside) co_await connection.commit();
}

bool is_set_to(std::initializer_list<std::string_view> names) {
  const char* const value = std::getenv("TALARIA_ENV");
  return std::find(names.begin(), names.end(), value == nullptr ? "" : value) != names.end();
}

}  // namespace

Metadata::Metadata(std::vector<const TableInfo*> tables, const NamingConvention& naming)
    : tables_(std::move(tables)), naming_(naming) {}

const TableInfo* Metadata::find(std::string_view name) const {
  for (const TableInfo* table : tables_) {
    if (table->name == name) return table;
  }
  return nullptr;
}

std::vector<const TableInfo*> Metadata::sorted() const {
  std::vector<const TableInfo*> order;
  std::vector<const TableInfo*> left = tables_;
  std::vector<std::string_view> made;
  while (!left.empty()) {
    auto next = std::find_if(left.begin(), left.end(), [&](const TableInfo* table) { return is_ready(*table, made); });
    if (next == left.end()) next = left.begin();  // a circle
    made.push_back((*next)->name);
    order.push_back(*next);
    left.erase(next);
  }
  return order;
}

std::vector<std::string> Metadata::create_statements(Dialect dialect) const {
  check_keys(*this);
  std::vector<std::string> statements;
  std::vector<std::string> later;
  std::vector<std::string_view> made;
  for (const TableInfo* table : sorted()) {
    std::vector<std::string_view> missing;
    // SQLite looks at a foreign key only when it is used.
    if (dialect == Dialect::postgresql) {
      for (const ForeignKey& key : foreign_keys_of(*table, naming_)) {
        if (key.target_table == table->name || contains(made, key.target_table)) continue;
        missing.push_back(key.target_table);
        later.push_back(add_foreign_key(*table, key));
      }
    }
    statements.push_back(create_table(*table, dialect, naming_, missing));
    for (std::string& index : create_indexes(*table, naming_)) statements.push_back(std::move(index));
    made.push_back(table->name);
  }
  std::move(later.begin(), later.end(), std::back_inserter(statements));
  return statements;
}

std::vector<std::string> Metadata::drop_statements(Dialect dialect) const {
  std::vector<std::string> statements;
  // The rows of a table go with it; what they are to others is looked at when all have gone.
  if (dialect == Dialect::sqlite) statements.emplace_back("PRAGMA defer_foreign_keys = ON");
  std::vector<const TableInfo*> order = sorted();
  std::reverse(order.begin(), order.end());
  for (const TableInfo* table : order) statements.push_back(drop_table(*table, dialect));
  return statements;
}

Task<void> Metadata::create_all(Connection& connection, Force) const {
  co_await run_all(connection, create_statements(connection.dialect()));
}

Task<void> Metadata::create_all(Connection& connection) const {
  if (!is_set_to({"", "development", "test"})) {
    throw ProgrammingError(
        "create_all() is for development and tests, and TALARIA_ENV names another environment; use "
        "migrations, or create_all(connection, sql::force)");
  }
  return create_all(connection, force);
}

Task<void> Metadata::drop_all(Connection& connection, Force) const {
  co_await run_all(connection, drop_statements(connection.dialect()));
}

Task<void> Metadata::drop_all(Connection& connection) const {
  if (!is_set_to({"development", "test"})) {
    throw ProgrammingError(
        "drop_all() removes all tables with what is in them; set TALARIA_ENV to development or "
        "test, or call drop_all(connection, sql::force)");
  }
  return drop_all(connection, force);
}

Task<void> Metadata::create_all(Engine& engine) const {
  const PooledConnection connection = co_await engine.connect();
  co_await create_all(*connection);
}

Task<void> Metadata::drop_all(Engine& engine) const {
  const PooledConnection connection = co_await engine.connect();
  co_await drop_all(*connection);
}

}  // namespace talaria::sql
