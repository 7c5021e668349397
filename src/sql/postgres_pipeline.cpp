// How PostgresConnection sends and receives.
#include "sql/postgres_exchange.hpp"

#include <talaria/async/blocking.hpp>
#include <talaria/base/strings.hpp>

namespace talaria::sql {

void PostgresConnection::lost() {
  broken_ = true;
  const std::string_view reason = base::trim(PQerrorMessage(handle_.get()));
  throw ConnectionLost("the connection to the database broke: " + std::string(reason), "08006");
}

void PostgresConnection::check_sent(int result) {
  if (result != 1) lost();
}

void PostgresConnection::send_plain(const char* command, Sent sent) {
  check_sent(PQsendQueryParams(handle_.get(), command, 0, nullptr, nullptr, nullptr, nullptr, 0));
  sent_.push_back(std::move(sent));
}

void PostgresConnection::send_begin() {
  if (pending_begin_.empty()) return;
  const std::string begin = std::exchange(pending_begin_, {});
  send_plain(begin.c_str(), {Sent::Kind::begin});
}

const PostgresConnection::Prepared& PostgresConnection::prepared(const std::string& text,
                                                                 const std::vector<Value>& values) {
  Prepared fresh;
  fresh.types.reserve(values.size());
  for (const Value& value : values) fresh.types.push_back(type_of(value));
  if (const Prepared* const known = statements_.find(text)) {
    bool fits = known->types.size() == values.size();
    for (std::size_t i = 0; fits && i < values.size(); ++i) fits = accepts(known->types[i], values[i]);
    if (fits) return *known;
    // A null says nothing of the type, so what was known of it stays.
    for (std::size_t i = 0; i < std::min(values.size(), known->types.size()); ++i) {
      if (values[i].is_null()) fresh.types[i] = known->types[i];
    }
    gone_.push_back(known->name);
    statements_.erase(text);
  }
  fresh.name = "talaria_" + std::to_string(++next_name_);
  check_sent(PQsendPrepare(handle_.get(), fresh.name.c_str(), text.c_str(), static_cast<int>(values.size()),
                           fresh.types.data()));
  sent_.push_back({Sent::Kind::prepare, text});
  return statements_.insert(text, std::move(fresh), [&](Prepared&& old) { gone_.push_back(std::move(old.name)); });
}

void PostgresConnection::send_statement(const std::string& text, const std::vector<Value>& values,
                                        const PostgresParameters& parameters) {
  const Prepared& statement = prepared(text, values);
  check_sent(PQsendQueryPrepared(handle_.get(), statement.name.c_str(), parameters.count(), parameters.texts(),
                                 parameters.lengths(), parameters.formats(), 0));
  sent_.push_back({Sent::Kind::query});
}

// Behind the statements, because an error among them leaves it undone until the next time.
void PostgresConnection::send_deallocations() {
  for (const std::string& name : gone_) {
    send_plain(("DEALLOCATE " + name).c_str(), {Sent::Kind::deallocate, name});
  }
}

void PostgresConnection::forget_statements() {
  statements_.clear([&](Prepared&& old) { gone_.push_back(std::move(old.name)); });
}

Task<void> PostgresConnection::flush() {
  while (true) {
    const int left = PQflush(handle_.get());
    if (left == 0) co_return;
    if (left < 0) lost();
    // The server may want to be read from before it reads on.
    co_await socket_.wait(PQsocket(handle_.get()), true);
    if (PQconsumeInput(handle_.get()) == 0) lost();
  }
}

Task<PostgresResult> PostgresConnection::next_result() {
  while (PQisBusy(handle_.get()) != 0) {
    co_await socket_.wait(PQsocket(handle_.get()), false);
    if (PQconsumeInput(handle_.get()) == 0) lost();
  }
  PostgresResult result(PQgetResult(handle_.get()));
  if (PQstatus(handle_.get()) != CONNECTION_OK) lost();
  co_return result;
}

void PostgresConnection::take_result(const Sent& sent, PGresult* result, std::vector<Rows>& results,
                                     PostgresFault& fault) {
  switch (PQresultStatus(result)) {
    case PGRES_TUPLES_OK: {
      std::vector<Value> values;
      append_rows(result, values);
      results.emplace_back(column_names(result), std::move(values), affected_rows(result));
      break;
    }
    case PGRES_COMMAND_OK:
      if (sent.kind == Sent::Kind::query) {
        results.emplace_back(std::vector<std::string>(), std::vector<Value>(), affected_rows(result));
      } else if (sent.kind == Sent::Kind::deallocate) {
        std::erase(gone_, sent.text);
      } else if (sent.kind == Sent::Kind::begin) {
        last_command_ = PQcmdStatus(result);
      }
      break;
    case PGRES_PIPELINE_ABORTED:
      if (sent.kind == Sent::Kind::prepare) statements_.erase(sent.text);
      break;
    case PGRES_EMPTY_QUERY:
      if (!fault.is_set()) fault = {"42601", "there is no statement in the SQL", {}};
      break;
    default:
      if (sent.kind == Sent::Kind::prepare) statements_.erase(sent.text);
      if (sent.kind == Sent::Kind::deallocate) {
        std::erase(gone_, sent.text);
      } else if (!fault.is_set()) {
        fault = fault_of(result);
      }
  }
}

Task<void> PostgresConnection::receive_one(const Sent& sent, std::vector<Rows>& results, PostgresFault& fault) {
  while (true) {
    const PostgresResult result = co_await next_result();
    if (result == nullptr) co_return;
    take_result(sent, result.get(), results, fault);
  }
}

Task<void> PostgresConnection::receive_sync() {
  while (true) {
    const PostgresResult result = co_await next_result();
    if (result != nullptr && PQresultStatus(result.get()) == PGRES_PIPELINE_SYNC) co_return;
  }
}

Task<void> PostgresConnection::run_pipeline(std::vector<Rows>& results, PostgresFault& fault) {
  check_sent(PQpipelineSync(handle_.get()));
  co_await flush();
  while (!sent_.empty()) {
    co_await receive_one(sent_.front(), results, fault);
    sent_.pop_front();
  }
  co_await receive_sync();
}

Task<void> PostgresConnection::leave_pipeline_mode() {
  if (!pending_begin_.empty()) {
    std::vector<Rows> results;
    PostgresFault fault;
    send_begin();
    co_await run_pipeline(results, fault);
    if (fault.is_set()) fault.raise();
  }
  check_sent(PQexitPipelineMode(handle_.get()));
}

void PostgresConnection::enter_pipeline_mode() {
  check_sent(PQenterPipelineMode(handle_.get()));
}

Task<void> PostgresConnection::receive_plain(PostgresFault& fault, std::int64_t& affected) {
  while (true) {
    const PostgresResult result = co_await next_result();
    if (result == nullptr) co_return;
    switch (PQresultStatus(result.get())) {
      case PGRES_COMMAND_OK:
      case PGRES_TUPLES_OK:
        affected = affected_rows(result.get());
        break;
      case PGRES_EMPTY_QUERY:
        break;
      case PGRES_COPY_IN:
      case PGRES_COPY_OUT:
      case PGRES_COPY_BOTH:
        // Left in flight: the connection is closed.
        throw ProgrammingError("COPY does not run as a statement; see copy_in()");
      default:
        if (!fault.is_set()) fault = fault_of(result.get());
    }
  }
}

Task<void> PostgresConnection::put_copy_data(const std::string& data) {
  while (true) {
    const int sent = PQputCopyData(handle_.get(), data.data(), static_cast<int>(data.size()));
    if (sent < 0) lost();
    if (sent == 1) co_return co_await flush();
    co_await socket_.wait(PQsocket(handle_.get()), true);
    if (PQconsumeInput(handle_.get()) == 0) lost();
  }
}

namespace {

struct CancelCall {
  PGcancel* cancel;
  explicit CancelCall(PGcancel* its_cancel) noexcept : cancel(its_cancel) {}
  CancelCall(CancelCall&& other) noexcept : cancel(std::exchange(other.cancel, nullptr)) {}
  CancelCall& operator=(CancelCall&&) = delete;
  ~CancelCall() {
    if (cancel != nullptr) PQfreeCancel(cancel);
  }
  static void run(void* self) {
    char reason[256];
    PQcancel(static_cast<CancelCall*>(self)->cancel, reason, sizeof reason);
  }
};

// It opens a connection of its own, and blocks meanwhile.
Task<void> tell_server(CancelCall call) {
  co_await async::run_on_pool(&CancelCall::run, &call);
}

}  // namespace

void PostgresConnection::cancel_in_background() noexcept {
  async::Loop* const loop = async::Loop::current_or_null();
  if (loop == nullptr || PQstatus(handle_.get()) != CONNECTION_OK) return;
  try {
    CancelCall call(PQgetCancel(handle_.get()));
    if (call.cancel != nullptr) loop->spawn(tell_server(std::move(call)));
  } catch (...) {
    // Then the server notices when it writes to the closed connection.
  }
}

}  // namespace talaria::sql
