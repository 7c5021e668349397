// PostgresConnection: libpq behind the Connection interface. It never blocks the loop, and is in pipeline mode nearly
// always: what belongs together goes to the server in one piece.
#pragma once
#include "sql/driver.hpp"
#include "sql/postgres_socket.hpp"
#include "sql/postgres_values.hpp"
#include "sql/statement_cache.hpp"

#include <deque>
#include <libpq-fe.h>

namespace talaria::sql {

struct PostgresClose {
  void operator()(PGconn* connection) const noexcept { PQfinish(connection); }
};
using PostgresHandle = std::unique_ptr<PGconn, PostgresClose>;

class PostgresConnection final : public DriverConnection {
 public:
  /// Takes an open connection.
  PostgresConnection(PostgresHandle handle, const DriverOptions& options);
  ~PostgresConnection() override;

  using Connection::execute;
  [[nodiscard]] Dialect dialect() const noexcept override { return Dialect::postgresql; }
  [[nodiscard]] bool is_usable() const noexcept override;
  [[nodiscard]] bool in_transaction() const noexcept override;
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
  void park() noexcept override { socket_.park(); }
  Task<Notification> next_notification() override;

 private:
  class Exchange;
  struct Prepared {
    std::string name;
    std::vector<Oid> types;
  };
  /// What was sent and has to come back.
  struct Sent {
    enum class Kind : std::uint8_t { begin, prepare, query, deallocate };
    Kind kind;
    std::string text = {};  ///< prepare: of the statement; deallocate: its name
  };

  // Sending. All of it is buffered by libpq.
  void send_begin();
  void send_statement(const std::string& text, const std::vector<Value>& values, const PostgresParameters& parameters);
  void send_plain(const char* command, Sent sent);
  void send_deallocations();
  void check_sent(int result);
  [[nodiscard]] const Prepared& prepared(const std::string& text, const std::vector<Value>& values);
  void forget_statements();

  // Receiving.
  Task<void> flush();
  Task<PostgresResult> next_result();
  /// Sends what was buffered and takes all that comes back, up to the end of the pipeline.
  Task<void> run_pipeline(std::vector<Rows>& results, PostgresFault& fault);
  Task<void> receive_one(const Sent& sent, std::vector<Rows>& results, PostgresFault& fault);
  Task<void> receive_sync();
  void take_result(const Sent& sent, PGresult* result, std::vector<Rows>& results, PostgresFault& fault);
  /// The same outside pipeline mode.
  Task<void> receive_plain(PostgresFault& fault, std::int64_t& affected);
  Task<void> leave_pipeline_mode();
  void enter_pipeline_mode();
  Task<void> put_copy_data(const std::string& data);
  [[noreturn]] void lost();

  Task<Rows> execute_once(const Statement& statement, PostgresFault& fault);
  Task<void> run_command(const char* command);
  void cancel_in_background() noexcept;
  void echo(std::string_view text, std::size_t parameters) const {
    if (echo_) echo_statement(text, parameters);
  }

  PostgresHandle handle_;
  PostgresSocket socket_;
  bool echo_;
  bool busy_ = false;
  bool broken_ = false;
  std::string pending_begin_;  // that goes out with the next statement
  std::string last_command_;   // the tag of the last command that ended
  StatementCache<Prepared> statements_;
  std::vector<std::string> gone_;  // names of statements that the server may forget
  std::deque<Sent> sent_;
  std::uint64_t next_name_ = 0;
};

}  // namespace talaria::sql
