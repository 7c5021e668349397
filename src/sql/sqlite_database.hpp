// SqliteDatabase: an open SQLite database, for the one thread that works on it. No coroutines here.
#pragma once
#include "sql/statement_cache.hpp"

#include <atomic>
#include <memory>
#include <sqlite3.h>
#include <string>
#include <string_view>
#include <vector>

#include <talaria/sql/connection.hpp>

namespace talaria::sql {

/// What the URL of a SQLite says.
struct SqliteOptions {
  std::string path;  ///< `:memory:` or a file
  bool read_only = false;
  bool foreign_keys = true;
  int busy_timeout_milliseconds = 5000;
  std::string journal_mode = "WAL";
  std::string synchronous = "FULL";
  std::size_t statement_cache_size = 100;

  [[nodiscard]] bool in_memory() const { return path == ":memory:"; }
};

struct SqliteFinalize {
  void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
};
using SqliteStatement = std::unique_ptr<sqlite3_stmt, SqliteFinalize>;

/// Throws Error and its kin from everything. `interrupt` may be called from any thread.
class SqliteDatabase {
 public:
  explicit SqliteDatabase(const SqliteOptions& options);

  /// Runs a statement to its end.
  Rows execute(std::string_view text, const std::vector<Value>& parameters);
  /// Runs one statement with each list; how many rows were changed.
  std::int64_t execute_many(std::string_view text, const std::vector<std::vector<Value>>& parameters);
  /// Runs all statements of a text.
  void run_script(std::string_view text);
  /// Prepares a statement that is not shared, with its parameters, which have to stay where they are.
  SqliteStatement prepare(std::string_view text, const std::vector<Value>& parameters);
  /// Up to so many further rows of it; fewer, or none, at the end.
  Rows fetch(sqlite3_stmt* statement, std::size_t limit);

  [[nodiscard]] bool in_transaction() const noexcept { return sqlite3_get_autocommit(database_.get()) == 0; }
  /// Lets what runs end soon, with the SQLSTATE 57014, until it is called with false.
  void interrupt(bool stop) noexcept { stopped_ = stop; }

 private:
  struct Close {
    void operator()(sqlite3* database) const noexcept { sqlite3_close_v2(database); }
  };
  static int wait_for_lock(void* self, int attempt);
  static int look_for_interruption(void* self);
  void open();
  void configure();
  SqliteStatement compile(std::string_view text, std::string_view* tail);
  sqlite3_stmt* cached(std::string_view text);
  void bind(sqlite3_stmt* statement, const std::vector<Value>& parameters);
  bool step(sqlite3_stmt* statement);

  SqliteOptions options_;
  std::atomic<bool> stopped_ = false;
  std::unique_ptr<sqlite3, Close> database_;
  StatementCache<SqliteStatement> statements_;  // gone before the database
};

}  // namespace talaria::sql
