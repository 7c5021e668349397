#include "sql/sqlite_database.hpp"

#include "sql/sqlite_errors.hpp"

#include <algorithm>
#include <chrono>
#include <thread>

#include <talaria/sql/errors.hpp>

namespace talaria::sql {

namespace {

constexpr int steps_between_looks = 1000;  // of SQLite's machine, for an interruption

/// Resets a statement when its run is over, however it ends, so that it holds no lock and no parameter.
class Run {
 public:
  explicit Run(sqlite3_stmt* statement) : statement_(statement) {}
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;
  ~Run() {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
  }

 private:
  sqlite3_stmt* statement_;
};

Value column_value(sqlite3_stmt* statement, int column) {
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
      return std::int64_t{sqlite3_column_int64(statement, column)};
    case SQLITE_FLOAT:
      return sqlite3_column_double(statement, column);
    case SQLITE_TEXT: {
      const auto* const text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
      return std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(statement, column)));
    }
    case SQLITE_BLOB: {
      const auto* const octets = static_cast<const char*>(sqlite3_column_blob(statement, column));
      const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
      return Value::bytes(size == 0 ? std::string() : std::string(octets, size));
    }
    default:
      return {};
  }
}

std::vector<std::string> column_names(sqlite3_stmt* statement) {
  std::vector<std::string> names;
  const int count = sqlite3_column_count(statement);
  names.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) names.emplace_back(sqlite3_column_name(statement, i));
  return names;
}

int bind_value(sqlite3_stmt* statement, int place, const Value& value) {
  switch (value.kind()) {
    case Value::Kind::null:
      return sqlite3_bind_null(statement, place);
    case Value::Kind::boolean:
      return sqlite3_bind_int(statement, place, value.as_bool() ? 1 : 0);
    case Value::Kind::integer:
      return sqlite3_bind_int64(statement, place, value.as_integer());
    case Value::Kind::real:
      return sqlite3_bind_double(statement, place, value.as_real());
    case Value::Kind::text:
      return sqlite3_bind_text64(statement, place, value.as_text().data(), value.as_text().size(), SQLITE_STATIC,
                                 SQLITE_UTF8);
    case Value::Kind::bytes:
      return sqlite3_bind_blob64(statement, place, value.as_bytes().data(), value.as_bytes().size(), SQLITE_STATIC);
  }
  return SQLITE_MISUSE;
}

}  // namespace

SqliteDatabase::SqliteDatabase(const SqliteOptions& options)
    : options_(options), statements_(options.statement_cache_size) {
  open();
  configure();
}

void SqliteDatabase::open() {
  const int flags = options_.read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  sqlite3* database = nullptr;
  // One thread at a time uses it, so that SQLite need not take a mutex for every call.
  const int code =
      sqlite3_open_v2(options_.path.c_str(), &database, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  database_.reset(database);
  if (code != SQLITE_OK) throw_sqlite_error(database, code);
}

void SqliteDatabase::configure() {
  sqlite3_busy_handler(database_.get(), &SqliteDatabase::wait_for_lock, this);
  sqlite3_progress_handler(database_.get(), steps_between_looks, &SqliteDatabase::look_for_interruption, this);
  // Double quotes are for names only: a misspelt column is an error and no text.
  sqlite3_db_config(database_.get(), SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_db_config(database_.get(), SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  if (!options_.in_memory() && !options_.read_only) run_script("PRAGMA journal_mode = " + options_.journal_mode);
  run_script("PRAGMA synchronous = " + options_.synchronous);
  run_script(options_.foreign_keys ? "PRAGMA foreign_keys = ON" : "PRAGMA foreign_keys = OFF");
}

int SqliteDatabase::wait_for_lock(void* self, int attempt) {
  const auto& database = *static_cast<const SqliteDatabase*>(self);
  // Short waits at first, as most locks are held for less than a millisecond; ten milliseconds from the tenth on.
  const int shortest = std::min(attempt, 10);
  const int waited = attempt <= 10 ? attempt * (attempt - 1) / 2 : 45 + (attempt - 10) * 10;
  if (database.stopped_ || waited >= database.options_.busy_timeout_milliseconds) return 0;
  std::this_thread::sleep_for(std::chrono::milliseconds(std::max(shortest, 1)));
  return 1;
}

int SqliteDatabase::look_for_interruption(void* self) {
  return static_cast<const SqliteDatabase*>(self)->stopped_ ? 1 : 0;
}

SqliteStatement SqliteDatabase::compile(std::string_view text, std::string_view* tail) {
  sqlite3_stmt* statement = nullptr;
  const char* end = nullptr;
  const int code = sqlite3_prepare_v3(database_.get(), text.data(), static_cast<int>(text.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement, &end);
  if (code != SQLITE_OK) throw_sqlite_error(database_.get(), code);
  if (tail != nullptr) *tail = text.substr(static_cast<std::size_t>(end - text.data()));
  return SqliteStatement(statement);
}

SqliteStatement SqliteDatabase::prepare(std::string_view text, const std::vector<Value>& parameters) {
  std::string_view tail;
  SqliteStatement statement = compile(text, &tail);
  if (statement == nullptr) throw ProgrammingError("there is no statement in the SQL");
  // Blanks and comments are no statement.
  while (!tail.empty()) {
    const SqliteStatement second = compile(tail, &tail);
    if (second != nullptr) throw ProgrammingError("there is more than one statement in the SQL; see execute_script()");
  }
  if (!parameters.empty()) bind(statement.get(), parameters);
  return statement;
}

sqlite3_stmt* SqliteDatabase::cached(std::string_view text) {
  if (const SqliteStatement* const known = statements_.find(text)) return known->get();
  return statements_.insert(std::string(text), prepare(text, {}), [](const SqliteStatement&) {}).get();
}

void SqliteDatabase::bind(sqlite3_stmt* statement, const std::vector<Value>& parameters) {
  const int expected = sqlite3_bind_parameter_count(statement);
  if (static_cast<std::size_t>(expected) != parameters.size()) {
    throw ProgrammingError("the SQL has " + std::to_string(expected) + " parameters, but there are " +
                           std::to_string(parameters.size()) + " values");
  }
  for (int place = 1; place <= expected; ++place) {
    const int code = bind_value(statement, place, parameters[static_cast<std::size_t>(place - 1)]);
    if (code != SQLITE_OK) throw_sqlite_error(database_.get(), code);
  }
}

bool SqliteDatabase::step(sqlite3_stmt* statement) {
  const int code = sqlite3_step(statement);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) throw_sqlite_error(database_.get(), code);
  return false;
}

Rows SqliteDatabase::fetch(sqlite3_stmt* statement, std::size_t limit) {
  const std::int64_t before = sqlite3_total_changes64(database_.get());
  bool has_row = limit != 0 && step(statement);
  // Only now: the first step compiles it anew when the tables have changed.
  std::vector<std::string> names = column_names(statement);
  std::vector<Value> values;
  for (std::size_t row = 0; has_row;) {
    for (int column = 0; column < static_cast<int>(names.size()); ++column) {
      values.push_back(column_value(statement, column));
    }
    has_row = ++row < limit && step(statement);
  }
  // Changes by triggers count in the total only, and a statement that changes nothing leaves the last count standing.
  const bool changed = sqlite3_stmt_readonly(statement) == 0 && sqlite3_total_changes64(database_.get()) != before;
  return Rows(std::move(names), std::move(values), changed ? sqlite3_changes64(database_.get()) : 0);
}

Rows SqliteDatabase::execute(std::string_view text, const std::vector<Value>& parameters) {
  sqlite3_stmt* const statement = cached(text);
  const Run run(statement);
  bind(statement, parameters);
  return fetch(statement, SIZE_MAX);
}

std::int64_t SqliteDatabase::execute_many(std::string_view text, const std::vector<std::vector<Value>>& parameters) {
  sqlite3_stmt* const statement = cached(text);
  std::int64_t affected = 0;
  for (const std::vector<Value>& list : parameters) {
    const Run run(statement);
    bind(statement, list);
    affected += fetch(statement, SIZE_MAX).affected();
  }
  return affected;
}

void SqliteDatabase::run_script(std::string_view text) {
  while (!text.empty()) {
    const SqliteStatement statement = compile(text, &text);
    if (statement == nullptr) continue;
    while (step(statement.get())) {
    }
  }
}

}  // namespace talaria::sql
