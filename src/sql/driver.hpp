// Driver: opens connections to one database; what a pool asks of them beyond what users do.
#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include <talaria/sql/engine.hpp>

namespace talaria::sql {

/// A connection as its pool sees it.
class DriverConnection : public Connection {
 public:
  /// Asks the server whether it is there; throws when it is not.
  virtual Task<void> ping() = 0;
  /// Lets go of whatever belongs to the loop it was used on.
  virtual void park() noexcept {}
  /// The next message of a channel that was listened to.
  virtual Task<Notification> next_notification();
};

/// What connections know of the options.
struct DriverOptions {
  bool echo = false;
  std::size_t statement_cache_size = 100;
  long connect_timeout_seconds = 10;
};

class Driver {
 public:
  Driver() = default;
  Driver(const Driver&) = delete;
  Driver& operator=(const Driver&) = delete;
  virtual ~Driver() = default;

  [[nodiscard]] virtual Dialect dialect() const noexcept = 0;
  /// Whether all loops share one connection, because each connection would be a database of its own.
  [[nodiscard]] virtual bool has_single_connection() const noexcept { return false; }
  virtual Task<std::unique_ptr<DriverConnection>> connect() = 0;
};

/// The part of a URL behind `://`. Both throw ProgrammingError.
[[nodiscard]] std::unique_ptr<Driver> make_sqlite_driver(std::string_view rest, const DriverOptions& options);
[[nodiscard]] std::unique_ptr<Driver> make_postgres_driver(std::string_view rest, const DriverOptions& options);

/// Tells who listens to set_echo().
void echo_statement(std::string_view text, std::size_t parameters);

/// Marks a connection as busy for as long as it lives; a second one at the same time throws ProgrammingError.
class BusyMark {
 public:
  explicit BusyMark(bool& busy);
  BusyMark(const BusyMark&) = delete;
  BusyMark& operator=(const BusyMark&) = delete;
  ~BusyMark() { busy_ = false; }

 private:
  bool& busy_;
};

}  // namespace talaria::sql
