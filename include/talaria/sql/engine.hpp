// Engine: a database by its URL, with a pool of connections for each event loop.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <talaria/async/stream.hpp>
#include <talaria/base/owned.hpp>
#include <talaria/sql/engine_options.hpp>
#include <talaria/sql/pooled_connection.hpp>
#include <talaria/sql/transaction.hpp>

namespace talaria::sql {

class Session;

/// What a pool is doing; all loops together.
struct PoolStatus {
  std::size_t open = 0;              ///< connections, those that are being opened among them
  std::size_t in_use = 0;            ///< of these, on loan
  std::size_t waiting = 0;           ///< tasks that wait for a connection
  std::uint64_t opened = 0;          ///< connections since the beginning
  std::uint64_t discarded = 0;       ///< connections that were closed because they broke, grew old or were too many
  std::uint64_t timeouts = 0;        ///< tasks that got PoolTimeout
  async::Duration longest_use = {};  ///< how long the oldest loan has lasted
};

/// A message of LISTEN and NOTIFY.
struct Notification {
  std::string channel;
  std::string payload = {};

  Notification(std::string its_channel, std::string its_payload)
      : channel(std::move(its_channel)), payload(std::move(its_payload)) {}
};

/// A database. Opens connections when they are needed, on any loop; one object serves the whole program and outlives
/// what it gives. Put it into the state of the app: `app.state.emplace<sql::Engine>(url)`, `State<sql::Engine>`.
class Engine {
 public:
  /// `sqlite://` (in memory), `sqlite:///file.db`, `sqlite:////var/lib/file.db`, or
  /// `postgresql://user:password@host:port/name?sslmode=require` with whatever libpq knows. What SQLAlchemy puts behind
  /// a plus (`postgresql+asyncpg://`) is taken and ignored. Throws ProgrammingError for any other URL and for options
  /// that make no sense; the text does not hold the password.
  explicit Engine(std::string_view url, const EngineOptions& options = {});
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;
  ~Engine();

  [[nodiscard]] Dialect dialect() const noexcept;
  /// The URL without its password.
  [[nodiscard]] const std::string& url() const noexcept;
  [[nodiscard]] const EngineOptions& options() const noexcept;

  /// A connection of the pool; waits for one when all are on loan. Throws PoolTimeout, and ConnectionLost or
  /// OperationalError when there is no database.
  Task<PooledConnection> connect();
  /// A connection on which a transaction has begun.
  Task<Transaction> begin(Isolation isolation = Isolation::standard);
  /// A session, which takes a connection when it first needs one: `auto session = co_await engine.session();`
  Task<Session> session(Isolation isolation = Isolation::standard);
  /// What is sent to a channel of PostgreSQL, as it comes, over a connection outside the pool. Throws ConnectionLost
  /// when that breaks: what was sent meanwhile is lost, so look at the tables before listening again. Throws
  /// ProgrammingError on SQLite.
  Stream<Notification> listen(std::string channel);

  [[nodiscard]] PoolStatus status() const;
  /// Closes all connections that are not on loan, and the others when they come back. New ones are opened on demand.
  /// Not for an in-memory SQLite, which would be gone.
  void dispose();

 private:
  struct State;
  Owned<State> state_;
};

/// What hears of every statement of engines with `echo`: its text and how many parameters it has, on any thread. Null
/// brings back the default, which writes to standard error.
void set_echo(void (*function)(std::string_view text, std::size_t parameters)) noexcept;

}  // namespace talaria::sql
