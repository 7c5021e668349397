// Connection: what every driver gives, and all that sessions and migrations need to know of a database.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <talaria/async/stream.hpp>
#include <talaria/async/task.hpp>
#include <talaria/sql/dialect.hpp>
#include <talaria/sql/rows.hpp>
#include <talaria/sql/statement.hpp>

namespace talaria::sql {

/// How far a transaction is kept apart from others. SQLite keeps all of them apart completely; there `serializable`
/// takes the right to write at once, and the others with the first statement that writes.
enum class Isolation : std::uint8_t { standard, read_uncommitted, read_committed, repeatable_read, serializable };

/// One connection to a database, used by one task at a time on one loop at a time. Statements outside a transaction
/// stand for themselves.
///
/// A task that is cancelled while it waits for a statement gets Cancelled; what became of the statement is not known
/// then, and the connection may no longer be usable.
class Connection {
 public:
  Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  virtual ~Connection();

  [[nodiscard]] virtual Dialect dialect() const noexcept = 0;
  /// False once it broke, or when its state is not known: it is good for nothing but to be thrown away.
  [[nodiscard]] virtual bool is_usable() const noexcept = 0;
  /// Whether begin() was called and neither commit() nor rollback() since. A failed statement may end it in SQLite.
  [[nodiscard]] virtual bool in_transaction() const noexcept = 0;

  /// Runs one statement and gives all its rows. Throws Error and its kin.
  virtual Task<Rows> execute(Statement statement) = 0;
  /// The same of SQL by hand.
  Task<Rows> execute(TextQuery query) { return execute(query.render(dialect())); }

  /// Runs several statements in one go, without waiting for each; the results in order. After the first that fails,
  /// none is run, and its error is thrown. Outside a transaction they are one.
  virtual Task<std::vector<Rows>> pipeline(std::vector<Statement> statements) = 0;
  /// Runs one statement with each of the lists of parameters, in one go; how many rows were changed. Outside a
  /// transaction they are one.
  virtual Task<std::int64_t> execute_many(std::string text, std::vector<std::vector<Value>> parameters) = 0;
  /// Runs SQL that may hold several statements and no parameters, such as a migration; what they give is dropped. On
  /// PostgreSQL they are one transaction, unless they or the caller say otherwise; on SQLite each is its own.
  virtual Task<void> execute_script(std::string text) = 0;
  /// Adds rows to a table by the fastest way there is (COPY in PostgreSQL); how many. Each row has a value for each of
  /// the columns. All or none are added.
  virtual Task<std::int64_t> copy_in(std::string table, std::vector<std::string> columns,
                                     std::vector<std::vector<Value>> rows) = 0;
  /// Gives the rows of a statement as they come, in pieces of about so many, so that they need not fit into memory. The
  /// connection is busy until the end; who gives up before it leaves a connection that may not be usable.
  virtual Stream<Rows> stream(Statement statement, std::size_t rows_at_a_time = 256) = 0;

  /// Begins a transaction. It may be sent together with the first statement in it, and fail with that.
  virtual Task<void> begin(Isolation isolation = Isolation::standard) = 0;
  virtual Task<void> commit() = 0;
  /// Ends the transaction without what was done in it; does nothing outside one.
  virtual Task<void> rollback() = 0;

  /// Marks a place inside the transaction to come back to. Names need no quotes.
  Task<void> savepoint(std::string_view name);
  Task<void> release_savepoint(std::string_view name);
  Task<void> rollback_to_savepoint(std::string_view name);

 private:
  Task<void> run_plain(std::string text);
};

}  // namespace talaria::sql
