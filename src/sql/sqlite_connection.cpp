#include "sql/sqlite_connection.hpp"

#include <talaria/async/context.hpp>
#include <talaria/sql/errors.hpp>

namespace talaria::sql {

namespace {

// One thread, and nobody waits for it but the task that uses the connection.
constexpr async::BlockingPoolLimits one_thread{1, 8};

}  // namespace

SqliteConnection::SqliteConnection(bool echo) : echo_(echo), thread_(one_thread) {}

SqliteConnection::~SqliteConnection() = default;

/// Calls `work` on the thread of this connection and waits for its end, which comes soon when the task is cancelled.
template <class Work>
Task<void> SqliteConnection::on_thread(Work& work) {
  const BusyMark busy(busy_);
  async::Context* const context = co_await async::current_context();
  if (context != nullptr) context->throw_if_cancelled();
  struct Stop {
    std::optional<SqliteDatabase>& database;
    ~Stop() {
      if (database) database->interrupt(false);
    }
  } const stop{database_};
  async::CancelCallback on_cancel;
  on_cancel.set(
      context,
      [](void* self) {
        auto& database = static_cast<SqliteConnection*>(self)->database_;
        if (database) database->interrupt(true);
      },
      this);
  try {
    co_await thread_.run([](void* argument) { (*static_cast<Work*>(argument))(); }, &work);
  } catch (...) {
    // SQLite may have rolled back the whole transaction, and says so.
    if (database_) in_transaction_ = database_->in_transaction();
    if (context != nullptr) context->throw_if_cancelled();
    throw;
  }
  if (database_) in_transaction_ = database_->in_transaction();
  if (context != nullptr) context->throw_if_cancelled();
}

Task<void> SqliteConnection::open(const SqliteOptions& options) {
  auto work = [&] { database_.emplace(options); };
  co_await on_thread(work);
}

// On the thread of the connection.
void SqliteConnection::begin_now() {
  if (pending_begin_.empty()) return;
  const std::string begin = std::exchange(pending_begin_, {});
  database_->execute(begin, {});
}

/// Runs several statements so that all or none count. On the thread of the connection.
template <class Work>
void SqliteConnection::as_one(Work&& work) {
  begin_now();
  const bool inside = database_->in_transaction();
  database_->execute(inside ? "SAVEPOINT talaria_as_one" : "BEGIN IMMEDIATE", {});
  try {
    work();
    database_->execute(inside ? "RELEASE talaria_as_one" : "COMMIT", {});
  } catch (...) {
    // An interruption may have ended the transaction already.
    database_->interrupt(false);
    if (database_->in_transaction()) {
      database_->execute(inside ? "ROLLBACK TO talaria_as_one" : "ROLLBACK", {});
      if (inside) database_->execute("RELEASE talaria_as_one", {});
    }
    throw;
  }
}

Task<Rows> SqliteConnection::execute(Statement statement) {
  echo(statement.text, statement.parameters.size());
  Rows rows;
  auto work = [&] {
    begin_now();
    rows = database_->execute(statement.text, statement.parameters);
  };
  co_await on_thread(work);
  co_return rows;
}

Task<std::vector<Rows>> SqliteConnection::pipeline(std::vector<Statement> statements) {
  for (const Statement& statement : statements) echo(statement.text, statement.parameters.size());
  std::vector<Rows> results;
  auto work = [&] {
    as_one([&] {
      for (const Statement& statement : statements) {
        results.push_back(database_->execute(statement.text, statement.parameters));
      }
    });
  };
  co_await on_thread(work);
  co_return results;
}

Task<std::int64_t> SqliteConnection::execute_many(std::string text, std::vector<std::vector<Value>> parameters) {
  echo(text, parameters.empty() ? 0 : parameters.front().size());
  std::int64_t affected = 0;
  auto work = [&] { as_one([&] { affected = database_->execute_many(text, parameters); }); };
  co_await on_thread(work);
  co_return affected;
}

Task<void> SqliteConnection::execute_script(std::string text) {
  echo(text, 0);
  auto work = [&] {
    begin_now();
    database_->run_script(text);
  };
  co_await on_thread(work);
}

Task<std::int64_t> SqliteConnection::copy_in(std::string table, std::vector<std::string> columns,
                                             std::vector<std::vector<Value>> rows) {
  std::string text = "INSERT INTO " + quote_identifier(table) + " (";
  std::string places;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (i != 0) {
      text += ", ";
      places += ", ";
    }
    text += quote_identifier(columns[i]);
    append_placeholder(places, Dialect::sqlite, i + 1);
  }
  text += ") VALUES (" + places + ")";
  return execute_many(std::move(text), std::move(rows));
}

Stream<Rows> SqliteConnection::stream(Statement statement, std::size_t rows_at_a_time) {
  echo(statement.text, statement.parameters.size());
  SqliteStatement prepared;
  Rows rows;
  bool more = true;
  while (more) {
    auto work = [&] {
      begin_now();
      if (prepared == nullptr) prepared = database_->prepare(statement.text, statement.parameters);
      rows = database_->fetch(prepared.get(), rows_at_a_time);
    };
    co_await on_thread(work);
    more = rows.size() == rows_at_a_time && rows_at_a_time != 0;
    if (!rows.empty()) co_yield rows;
  }
}

Task<void> SqliteConnection::begin(Isolation isolation) {
  if (in_transaction()) throw ProgrammingError("a transaction has begun already on this connection; see savepoint()");
  pending_begin_ = isolation == Isolation::serializable ? "BEGIN IMMEDIATE" : "BEGIN";
  echo(pending_begin_, 0);
  co_return;
}

Task<void> SqliteConnection::commit() {
  if (!pending_begin_.empty()) {
    pending_begin_.clear();
    co_return;
  }
  if (!in_transaction_) throw ProgrammingError("there is no transaction to commit");
  echo("COMMIT", 0);
  auto work = [&] { database_->execute("COMMIT", {}); };
  co_await on_thread(work);
}

Task<void> SqliteConnection::rollback() {
  pending_begin_.clear();
  if (!in_transaction_) co_return;
  echo("ROLLBACK", 0);
  auto work = [&] {
    if (database_->in_transaction()) database_->execute("ROLLBACK", {});
  };
  co_await on_thread(work);
}

Task<void> SqliteConnection::ping() {
  co_return;
}

}  // namespace talaria::sql
