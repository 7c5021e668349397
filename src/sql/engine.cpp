#include "sql/driver.hpp"
#include "sql/pool.hpp"

#include <atomic>
#include <map>
#include <mutex>

#include <talaria/base/strings.hpp>
#include <talaria/sql/engine.hpp>
#include <talaria/sql/errors.hpp>

namespace talaria::sql {

namespace {

struct UrlParts {
  std::string scheme;     // without what is behind a plus
  std::string_view rest;  // behind ://
};

UrlParts split_url(std::string_view url) {
  const std::size_t colon = url.find("://");
  if (colon == std::string_view::npos) {
    throw ProgrammingError("the URL of a database begins with sqlite:// or postgresql://");
  }
  const std::string_view scheme = url.substr(0, colon);
  return {base::to_lower(scheme.substr(0, scheme.find('+'))), url.substr(colon + 3)};
}

/// The password is what stands between the first colon and the last @ before the path, or is a parameter.
std::string without_password(const UrlParts& parts) {
  std::string rest(parts.rest);
  const std::size_t path = rest.find_first_of("/?");
  const std::size_t at = rest.substr(0, path).rfind('@');
  const std::size_t colon = rest.find(':');
  if (at != std::string::npos && colon < at) rest.replace(colon + 1, at - colon - 1, "***");
  const std::size_t parameter = rest.find("password=");
  if (parameter != std::string::npos) {
    const std::size_t begin = parameter + 9;
    rest.replace(begin, std::min(rest.find('&', begin), rest.size()) - begin, "***");
  }
  return parts.scheme + "://" + rest;
}

std::unique_ptr<Driver> make_driver(const UrlParts& parts, const EngineOptions& options) {
  DriverOptions driver;
  driver.echo = options.echo;
  driver.statement_cache_size = options.statement_cache_size;
  driver.connect_timeout_seconds = std::chrono::duration_cast<std::chrono::seconds>(options.connect_timeout).count();
  if (parts.scheme == "sqlite") return make_sqlite_driver(parts.rest, driver);
  if (parts.scheme == "postgresql" || parts.scheme == "postgres") return make_postgres_driver(parts.rest, driver);
  throw ProgrammingError("there is no database '" + parts.scheme + "'; the URL begins with sqlite:// or postgresql://");
}

void check(const EngineOptions& options) {
  if (options.pool_size == 0) throw ProgrammingError("pool_size is at least 1");
  if (options.statement_cache_size == 0) throw ProgrammingError("statement_cache_size is at least 1");
}

std::uint64_t next_number() {
  static std::atomic<std::uint64_t> number = 0;
  return ++number;
}

}  // namespace

struct Engine::State {
  EngineOptions options;
  std::string url;
  std::unique_ptr<Driver> driver;
  // Tells the pool that a thread found last from that of an engine which had the same address.
  std::uint64_t number = next_number();
  mutable std::mutex mutex;
  std::map<const async::Loop*, std::shared_ptr<Pool>> pools;

  Pool& pool_of_this_loop();
};

// Connections that are not on loan belong to no loop, so that a pool whose loop has gone may serve another loop at the
// same address.
Pool& Engine::State::pool_of_this_loop() {
  const async::Loop* const loop = driver->has_single_connection() ? nullptr : &async::Loop::current();
  thread_local struct {
    std::uint64_t engine = 0;
    const async::Loop* loop = nullptr;
    Pool* pool = nullptr;
  } last;
  if (last.engine == number && last.loop == loop) return *last.pool;
  const std::lock_guard lock(mutex);
  std::shared_ptr<Pool>& pool = pools[loop];
  if (pool == nullptr) pool = std::make_shared<Pool>(*driver, options);
  last = {number, loop, pool.get()};
  return *pool;
}

Engine::Engine(std::string_view url, const EngineOptions& options) : state_(make_owned<State>()) {
  check(options);
  const UrlParts parts = split_url(url);
  state_->options = options;
  state_->url = without_password(parts);
  state_->driver = make_driver(parts, options);
  if (!state_->driver->has_single_connection()) return;
  state_->options.pool_size = 1;
  state_->options.max_overflow = 0;
  state_->options.pool_recycle = async::Duration::zero();
}

Engine::~Engine() = default;

Dialect Engine::dialect() const noexcept {
  return state_->driver->dialect();
}

const std::string& Engine::url() const noexcept {
  return state_->url;
}

const EngineOptions& Engine::options() const noexcept {
  return state_->options;
}

Task<PooledConnection> Engine::connect() {
  co_return co_await state_->pool_of_this_loop().acquire();
}

Task<Transaction> Engine::begin(Isolation isolation) {
  PooledConnection connection = co_await connect();
  co_await connection->begin(isolation);
  co_return Transaction(std::move(connection));
}

Stream<Notification> Engine::listen(std::string channel) {
  const std::unique_ptr<DriverConnection> connection = co_await state_->driver->connect();
  Statement statement("LISTEN " + quote_identifier(channel));
  if (dialect() == Dialect::postgresql) co_await connection->execute(std::move(statement));
  while (true) {
    Notification notification = co_await connection->next_notification();
    co_yield notification;
  }
}

PoolStatus Engine::status() const {
  PoolStatus status;
  const std::lock_guard lock(state_->mutex);
  for (const auto& [loop, pool] : state_->pools) pool->add_status(status);
  return status;
}

void Engine::dispose() {
  if (state_->driver->has_single_connection()) return;
  const std::lock_guard lock(state_->mutex);
  for (const auto& [loop, pool] : state_->pools) pool->dispose();
}

Connection& Transaction::connection() const {
  if (!connection_) throw ProgrammingError("the transaction has ended, and its connection went back to the pool");
  return *connection_;
}

Task<void> Transaction::commit() {
  Connection& connection = this->connection();
  // Goes back whatever comes of it; what was not made to last is rolled back then.
  const PooledConnection ending = std::move(connection_);
  co_await connection.commit();
}

Task<void> Transaction::rollback() {
  const PooledConnection ending = std::move(connection_);
  if (ending) co_await ending->rollback();
}

}  // namespace talaria::sql
