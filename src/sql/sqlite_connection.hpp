// SqliteConnection: a SQLite database behind the Connection interface, with a thread of its own to work on it.
#pragma once
#include "sql/driver.hpp"
#include "sql/sqlite_database.hpp"

#include <optional>

#include <talaria/async/blocking.hpp>

namespace talaria::sql {

class SqliteConnection final : public DriverConnection {
 public:
  explicit SqliteConnection(bool echo);
  ~SqliteConnection() override;

  /// Opens the database; before anything else.
  Task<void> open(const SqliteOptions& options);

  using Connection::execute;
  [[nodiscard]] Dialect dialect() const noexcept override { return Dialect::sqlite; }
  [[nodiscard]] bool is_usable() const noexcept override { return database_.has_value() && !broken_; }
  [[nodiscard]] bool in_transaction() const noexcept override { return in_transaction_ || !pending_begin_.empty(); }
  Task<Rows> execute(Statement statement) override;
  Task<std::vector<Rows>> pipeline(std::vector<Statement> statements) override;
  Task<std::int64_t> execute_many(std::string text, std::vector<std::vector<Value>> parameters) override;
  Task<void> execute_script(std::string text) override;
  Task<std::int64_t> copy_in(std::string table, std::vector<std::string> columns,
                             std::vector<std::vector<Value>> rows) override;
  Stream<Rows> stream(Statement statement, std::size_t rows_at_a_time) override;
  Task<void> begin(Isolation isolation) override;
  Task<void> commit() override;
  Task<void> rollback() override;
  Task<void> ping() override;

 private:
  template <class Work>
  Task<void> on_thread(Work& work);
  void begin_now();
  void end(const char* how);
  template <class Work>
  void as_one(Work&& work);
  void echo(std::string_view text, std::size_t parameters) const {
    if (echo_) echo_statement(text, parameters);
  }

  bool echo_;
  bool busy_ = false;
  bool broken_ = false;
  bool in_transaction_ = false;
  std::string pending_begin_;  // that is sent with the next statement
  std::optional<SqliteDatabase> database_;
  async::BlockingPool thread_;  // gone before the database
};

}  // namespace talaria::sql
