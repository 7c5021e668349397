// What can go wrong with a database, each kind by its own type, under the names that Python's DB-API and SQLAlchemy
// use. No text of an error holds the value of a parameter, so that it may be logged.
#pragma once
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <talaria/base/unavailable.hpp>

namespace talaria::sql {

/// Everything that a database refuses.
class Error : public std::runtime_error {
 public:
  explicit Error(const std::string& message, std::string sqlstate = {});
  /// The five characters that SQL gives the error (`23505` for a unique violation), on both databases; empty when it
  /// did not come from the database.
  [[nodiscard]] const std::string& sqlstate() const noexcept { return sqlstate_; }

 private:
  std::string sqlstate_;
};

/// What a constraint is about, as far as the database says it. SQLite knows the columns of most and the name of checks
/// only, PostgreSQL the other way round.
struct ConstraintInfo {
  std::string constraint = {};
  std::string table = {};
  std::vector<std::string> columns = {};
};

/// A row that breaks a constraint.
class IntegrityError : public Error {
 public:
  IntegrityError(const std::string& message, std::string sqlstate, ConstraintInfo info);
  /// The name of the constraint, where the database tells it.
  [[nodiscard]] const std::string& constraint() const noexcept { return info_.constraint; }
  [[nodiscard]] const std::string& table() const noexcept { return info_.table; }
  [[nodiscard]] const std::vector<std::string>& columns() const noexcept { return info_.columns; }
  /// Whether that column is one of columns().
  [[nodiscard]] bool concerns(std::string_view column) const noexcept;

 private:
  ConstraintInfo info_;
};
/// There is such a row already.
class UniqueViolation : public IntegrityError {
 public:
  using IntegrityError::IntegrityError;
};
/// The row that is referred to is not there, or the row that is to go is referred to.
class ForeignKeyViolation : public IntegrityError {
 public:
  using IntegrityError::IntegrityError;
};
/// A column that cannot be null would be.
class NotNullViolation : public IntegrityError {
 public:
  using IntegrityError::IntegrityError;
};
/// A CHECK does not hold.
class CheckViolation : public IntegrityError {
 public:
  using IntegrityError::IntegrityError;
};

/// Others changed the same rows: the whole transaction has to be done again, and will probably succeed then. Deadlocks
/// are among them.
class SerializationError : public Error {
 public:
  using Error::Error;
};

/// The database cannot do its work at the moment; the statement need not be wrong.
class OperationalError : public Error {
 public:
  using Error::Error;
};
/// The connection broke, or there was none to be had. Whether the statement was carried out is not known.
class ConnectionLost : public OperationalError {
 public:
  using OperationalError::OperationalError;
};
/// A limit of time of the database: a statement or a wait for a lock that took too long.
class Timeout : public OperationalError {
 public:
  using OperationalError::OperationalError;
};
/// No connection of the pool became free in time. An app answers it with 503 and Retry-After when nobody catches it.
class PoolTimeout : public OperationalError, public Unavailable {
 public:
  using OperationalError::OperationalError;
};

/// The program is wrong: no such table, bad syntax, a parameter that has no value.
class ProgrammingError : public Error {
 public:
  using Error::Error;
};

/// A value does not fit where it should go: into its column, or out of a row into a member.
class DataError : public Error {
 public:
  using Error::Error;
};

/// A relation of an object is touched that was not loaded; the text says how to load it.
class NotLoaded : public ProgrammingError {
 public:
  using ProgrammingError::ProgrammingError;
};

/// A row that an object was read from is gone when what changed of it is to be written.
class StaleDataError : public Error {
 public:
  using Error::Error;
};

/// There is no row where one was asked for.
class NoResultFound : public Error {
 public:
  using Error::Error;
};
/// There are several rows where one was asked for.
class MultipleResultsFound : public Error {
 public:
  using Error::Error;
};

/// Throws the error of a SQLSTATE; drivers call it. `info` is used by integrity errors.
[[noreturn]] void throw_error(const std::string& sqlstate, const std::string& message, ConstraintInfo info = {});

}  // namespace talaria::sql
