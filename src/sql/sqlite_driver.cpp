// The driver for sqlite:// URLs.
#include "sql/sqlite_connection.hpp"

#include <charconv>

#include <talaria/base/strings.hpp>
#include <talaria/sql/errors.hpp>

namespace talaria::sql {

namespace {

[[noreturn]] void refuse(std::string_view name, std::string_view allowed) {
  throw ProgrammingError("the parameter '" + std::string(name) + "' of a sqlite:// URL is " + std::string(allowed));
}

std::string one_of(std::string_view name, std::string_view value, std::initializer_list<std::string_view> allowed) {
  std::string list = "one of:";
  for (const std::string_view item : allowed) {
    if (base::iequals(item, value)) return std::string(item);
    list.append(" ").append(item);
  }
  refuse(name, list);
}

void set_parameter(SqliteOptions& options, std::string_view name, std::string_view value) {
  if (name == "mode") {
    options.read_only = one_of(name, value, {"ro", "rwc"}) == "ro";
  } else if (name == "foreign_keys") {
    options.foreign_keys = one_of(name, value, {"on", "off"}) == "on";
  } else if (name == "journal_mode") {
    options.journal_mode = one_of(name, value, {"WAL", "DELETE", "TRUNCATE", "PERSIST", "MEMORY"});
  } else if (name == "synchronous") {
    options.synchronous = one_of(name, value, {"OFF", "NORMAL", "FULL", "EXTRA"});
  } else if (name == "busy_timeout") {
    const auto result = std::from_chars(value.data(), value.data() + value.size(), options.busy_timeout_milliseconds);
    if (result.ec != std::errc() || result.ptr != value.data() + value.size() ||
        options.busy_timeout_milliseconds < 0) {
      refuse(name, "a number of milliseconds");
    }
  } else {
    refuse(name, "unknown; there are mode, foreign_keys, journal_mode, synchronous, busy_timeout");
  }
}

SqliteOptions read_url(std::string_view rest) {
  SqliteOptions options;
  const std::size_t question = rest.find('?');
  std::string_view path = rest.substr(0, question);
  if (!path.empty() && path.front() != '/') {
    throw ProgrammingError(
        "a SQLite has no host: sqlite:///file.db for a file here, sqlite:////var/lib/file.db for one "
        "by its full path, sqlite:// for one in memory");
  }
  if (!path.empty()) path.remove_prefix(1);
  options.path = path.empty() ? ":memory:" : path;
  std::string_view query = question == std::string_view::npos ? std::string_view() : rest.substr(question + 1);
  while (!query.empty()) {
    const std::size_t end = query.find('&');
    const std::string_view item = query.substr(0, end);
    const std::size_t equals = item.find('=');
    if (equals == std::string_view::npos) refuse(item, "written as name=value");
    set_parameter(options, item.substr(0, equals), item.substr(equals + 1));
    query = end == std::string_view::npos ? std::string_view() : query.substr(end + 1);
  }
  return options;
}

class SqliteDriver final : public Driver {
 public:
  SqliteDriver(SqliteOptions options, bool echo) : options_(std::move(options)), echo_(echo) {}

  [[nodiscard]] Dialect dialect() const noexcept override { return Dialect::sqlite; }
  [[nodiscard]] bool has_single_connection() const noexcept override { return options_.in_memory(); }
  Task<std::unique_ptr<DriverConnection>> connect() override {
    auto connection = std::make_unique<SqliteConnection>(echo_);
    co_await connection->open(options_);
    co_return std::move(connection);
  }

 private:
  SqliteOptions options_;
  bool echo_;
};

}  // namespace

std::unique_ptr<Driver> make_sqlite_driver(std::string_view rest, const DriverOptions& options) {
  SqliteOptions sqlite = read_url(rest);
  sqlite.statement_cache_size = options.statement_cache_size;
  return std::make_unique<SqliteDriver>(std::move(sqlite), options.echo);
}

}  // namespace talaria::sql
