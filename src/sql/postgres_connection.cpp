#include "sql/postgres_connection.hpp"

#include "sql/postgres_exchange.hpp"

#include <algorithm>
#include <poll.h>

namespace talaria::sql {

namespace {

constexpr std::size_t copy_piece = 64 * 1024;  // octets that are sent at a time

const char* begin_command(Isolation isolation) {
  switch (isolation) {
    case Isolation::standard:
      return "BEGIN";
    case Isolation::read_uncommitted:
      return "BEGIN ISOLATION LEVEL READ UNCOMMITTED";
    case Isolation::read_committed:
      return "BEGIN ISOLATION LEVEL READ COMMITTED";
    case Isolation::repeatable_read:
      return "BEGIN ISOLATION LEVEL REPEATABLE READ";
    case Isolation::serializable:
      return "BEGIN ISOLATION LEVEL SERIALIZABLE";
  }
  return "BEGIN";
}

/// Whether a prepared statement is not what it was, because a table changed or a proxy changed the server.
bool is_stale(const PostgresFault& fault) {
  return fault.sqlstate == "26000" ||
         (fault.sqlstate == "0A000" && fault.message.find("cached plan") != std::string::npos);
}

}  // namespace

PostgresConnection::PostgresConnection(PostgresHandle handle, const DriverOptions& options)
    : handle_(std::move(handle)), echo_(options.echo), statements_(options.statement_cache_size) {
  check_sent(PQsetnonblocking(handle_.get(), 1) == 0 ? 1 : 0);
  enter_pipeline_mode();
}

PostgresConnection::~PostgresConnection() = default;

bool PostgresConnection::is_usable() const noexcept {
  if (broken_ || PQstatus(handle_.get()) != CONNECTION_OK) return false;
  if (busy_) return true;
  // A server that went away has said so: this costs no round trip.
  pollfd entry{PQsocket(handle_.get()), POLLIN | POLLRDHUP, 0};
  if (::poll(&entry, 1, 0) == 0) return true;
  if ((entry.revents & (POLLRDHUP | POLLHUP | POLLERR | POLLNVAL)) != 0) return false;
  return PQconsumeInput(handle_.get()) != 0;
}

bool PostgresConnection::in_transaction() const noexcept {
  if (!pending_begin_.empty()) return true;
  const PGTransactionStatusType status = PQtransactionStatus(handle_.get());
  return status == PQTRANS_INTRANS || status == PQTRANS_INERROR;
}

Task<Rows> PostgresConnection::execute_once(const Statement& statement, PostgresFault& fault) {
  const PostgresParameters parameters(statement.parameters);
  std::vector<Rows> results;
  Exchange exchange(*this);
  send_begin();
  send_statement(statement.text, statement.parameters, parameters);
  send_deallocations();
  co_await run_pipeline(results, fault);
  exchange.finish();
  if (results.empty()) co_return Rows();
  co_return std::move(results.front());
}

Task<Rows> PostgresConnection::execute(Statement statement) {
  echo(statement.text, statement.parameters.size());
  PostgresFault fault;
  Rows rows = co_await execute_once(statement, fault);
  if (is_stale(fault)) {
    forget_statements();
    if (!in_transaction()) {
      fault = PostgresFault();
      rows = co_await execute_once(statement, fault);
    }
  }
  if (fault.is_set()) fault.raise();
  co_return rows;
}

Task<std::vector<Rows>> PostgresConnection::pipeline(std::vector<Statement> statements) {
  std::deque<PostgresParameters> parameters;
  for (const Statement& statement : statements) {
    echo(statement.text, statement.parameters.size());
    parameters.emplace_back(statement.parameters);
  }
  std::vector<Rows> results;
  PostgresFault fault;
  {
    Exchange exchange(*this);
    send_begin();
    for (std::size_t i = 0; i < statements.size(); ++i) {
      send_statement(statements[i].text, statements[i].parameters, parameters[i]);
    }
    send_deallocations();
    co_await run_pipeline(results, fault);
    exchange.finish();
  }
  if (is_stale(fault)) forget_statements();
  if (fault.is_set()) fault.raise();
  co_return results;
}

Task<std::int64_t> PostgresConnection::execute_many(std::string text, std::vector<std::vector<Value>> parameters) {
  std::vector<Statement> statements;
  statements.reserve(parameters.size());
  for (std::vector<Value>& list : parameters) statements.emplace_back(text, std::move(list));
  const std::vector<Rows> results = co_await pipeline(std::move(statements));
  std::int64_t affected = 0;
  for (const Rows& rows : results) affected += rows.affected();
  co_return affected;
}

Task<void> PostgresConnection::execute_script(std::string text) {
  echo(text, 0);
  PostgresFault fault;
  std::int64_t affected = 0;
  {
    Exchange exchange(*this);
    co_await leave_pipeline_mode();
    check_sent(PQsendQuery(handle_.get(), text.c_str()));
    co_await flush();
    co_await receive_plain(fault, affected);
    enter_pipeline_mode();
    exchange.finish();
  }
  if (fault.is_set()) fault.raise();
}

Task<std::int64_t> PostgresConnection::copy_in(std::string table, std::vector<std::string> columns,
                                               std::vector<std::vector<Value>> rows) {
  std::string command = "COPY " + quote_identifier(table) + " (";
  for (const std::string& column : columns)
    command += (&column == columns.data() ? "" : ", ") + quote_identifier(column);
  command += ") FROM STDIN";
  echo(command, 0);
  std::string data;
  std::vector<std::string> pieces;
  for (const std::vector<Value>& row : rows) {
    if (row.size() != columns.size()) {
      throw ProgrammingError("a row has " + std::to_string(row.size()) + " values for " +
                             std::to_string(columns.size()) + " columns");
    }
    append_copy_row(data, row);
    if (data.size() < copy_piece) continue;
    pieces.push_back(std::move(data));
    data.clear();
  }
  pieces.push_back(std::move(data));
  PostgresFault fault;
  std::int64_t affected = 0;
  {
    Exchange exchange(*this);
    co_await leave_pipeline_mode();
    check_sent(PQsendQuery(handle_.get(), command.c_str()));
    co_await flush();
    const PostgresResult answer = co_await next_result();
    if (PQresultStatus(answer.get()) == PGRES_COPY_IN) {
      for (const std::string& piece : pieces) co_await put_copy_data(piece);
      if (PQputCopyEnd(handle_.get(), nullptr) < 0) lost();
      co_await flush();
    } else {
      fault = fault_of(answer.get());
    }
    co_await receive_plain(fault, affected);
    enter_pipeline_mode();
    exchange.finish();
  }
  if (fault.is_set()) fault.raise();
  co_return affected;
}

Stream<Rows> PostgresConnection::stream(Statement statement, std::size_t rows_at_a_time) {
  echo(statement.text, statement.parameters.size());
  const PostgresParameters parameters(statement.parameters);
  std::vector<Rows> results;
  PostgresFault fault;
  std::vector<std::string> names;
  std::vector<Value> values;
  const std::size_t limit = std::max<std::size_t>(rows_at_a_time, 1);
  Exchange exchange(*this);
  send_begin();
  send_statement(statement.text, statement.parameters, parameters);
  check_sent(PQpipelineSync(handle_.get()));
  co_await flush();
  while (sent_.front().kind != Sent::Kind::query) {
    co_await receive_one(sent_.front(), results, fault);
    sent_.pop_front();
  }
  PQsetSingleRowMode(handle_.get());
  while (true) {
    const PostgresResult result = co_await next_result();
    if (result == nullptr) break;
    if (PQresultStatus(result.get()) != PGRES_SINGLE_TUPLE) {
      // The end, which has no row, or an error.
      if (PQresultStatus(result.get()) != PGRES_TUPLES_OK) take_result(sent_.front(), result.get(), results, fault);
      continue;
    }
    if (names.empty()) names = column_names(result.get());
    append_rows(result.get(), values);
    if (values.size() < limit * names.size()) continue;
    Rows rows(names, std::exchange(values, {}));
    co_yield rows;
  }
  sent_.pop_front();
  co_await receive_sync();
  exchange.finish();
  if (fault.is_set()) fault.raise();
  if (!values.empty()) {
    Rows rows(std::move(names), std::move(values));
    co_yield rows;
  }
}

Task<void> PostgresConnection::begin(Isolation isolation) {
  if (in_transaction()) throw ProgrammingError("a transaction has begun already on this connection; see savepoint()");
  pending_begin_ = begin_command(isolation);
  echo(pending_begin_, 0);
  co_return;
}

Task<void> PostgresConnection::run_command(const char* command) {
  echo(command, 0);
  std::vector<Rows> results;
  PostgresFault fault;
  {
    Exchange exchange(*this);
    send_plain(command, {Sent::Kind::begin});
    co_await run_pipeline(results, fault);
    exchange.finish();
  }
  if (fault.is_set()) fault.raise();
}

Task<void> PostgresConnection::commit() {
  if (!pending_begin_.empty()) {
    pending_begin_.clear();
    co_return;
  }
  if (!in_transaction()) throw ProgrammingError("there is no transaction to commit");
  co_await run_command("COMMIT");
  if (last_command_ == "ROLLBACK") {
    throw OperationalError("a statement of the transaction failed before, so that it was rolled back", "25P02");
  }
}

Task<void> PostgresConnection::rollback() {
  pending_begin_.clear();
  if (in_transaction()) co_await run_command("ROLLBACK");
}

Task<void> PostgresConnection::ping() {
  Statement statement("SELECT 1");
  co_await execute(std::move(statement));
}

Task<Notification> PostgresConnection::next_notification() {
  const BusyMark busy(busy_);
  while (true) {
    if (PGnotify* const notify = PQnotifies(handle_.get())) {
      Notification notification(notify->relname, notify->extra);
      PQfreemem(notify);
      co_return notification;
    }
    co_await socket_.wait(PQsocket(handle_.get()), false);
    if (PQconsumeInput(handle_.get()) == 0) lost();
  }
}

}  // namespace talaria::sql
