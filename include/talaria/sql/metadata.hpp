// Metadata: the tables of a program. It makes them, removes them, and is what migrations compare with the database.
#pragma once
#include <span>
#include <string>
#include <vector>

#include <talaria/async/task.hpp>
#include <talaria/sql/connection.hpp>
#include <talaria/sql/ddl.hpp>

namespace talaria::sql {

class Engine;

/// Lets drop_all() and create_all() run where they otherwise refuse to.
struct Force {};
inline constexpr Force force{};

/// Some tables and how their keys and indexes are called.
class Metadata {
 public:
  explicit Metadata(std::vector<const TableInfo*> tables, const NamingConvention& naming = {});

  [[nodiscard]] const NamingConvention& naming() const { return naming_; }
  /// The tables as they were named.
  [[nodiscard]] std::span<const TableInfo* const> tables() const { return tables_; }
  /// The table of that name, or nullptr.
  [[nodiscard]] const TableInfo* find(std::string_view name) const;
  /// The tables in such an order that each stands behind those that it refers to; in a circle, as they were named.
  [[nodiscard]] std::vector<const TableInfo*> sorted() const;
  /// The statements that make all tables and indexes. Throws std::invalid_argument when a foreign key leads to a column
  /// that is none of these tables'.
  [[nodiscard]] std::vector<std::string> create_statements(Dialect dialect) const;
  /// The statements that remove all tables, those that refer to others first.
  [[nodiscard]] std::vector<std::string> drop_statements(Dialect dialect) const;

  /// Makes the tables and indexes that are not there yet; it does not change those that are. Meant for tests and small
  /// programs, others have migrations: throws ProgrammingError when the environment variable TALARIA_ENV names another
  /// environment than `development` or `test`.
  [[nodiscard]] Task<void> create_all(Connection& connection) const;
  [[nodiscard]] Task<void> create_all(Connection& connection, Force) const;
  [[nodiscard]] Task<void> create_all(Engine& engine) const;
  /// Removes all tables with what is in them. Throws ProgrammingError unless TALARIA_ENV is `development` or `test`.
  [[nodiscard]] Task<void> drop_all(Connection& connection) const;
  [[nodiscard]] Task<void> drop_all(Connection& connection, Force) const;
  [[nodiscard]] Task<void> drop_all(Engine& engine) const;

 private:
  std::vector<const TableInfo*> tables_;
  NamingConvention naming_;
};

/// The metadata of these tables: `const sql::Metadata metadata = sql::tables<Team, Hero>();`
template <class... T>
[[nodiscard]] Metadata tables(const NamingConvention& naming = {}) {
  return Metadata(std::vector<const TableInfo*>{&table_info<T>...}, naming);
}

}  // namespace talaria::sql
