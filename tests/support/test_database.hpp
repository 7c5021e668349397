// Databases for tests: a new, empty one for each, on either engine. ctest starts one PostgreSQL for all test programs;
// a test that is run by hand starts its own.
#pragma once
#include <string>

#include <talaria/sql/dialect.hpp>

namespace talaria::testing_support {

/// An empty database that is removed at the end: a file of SQLite, or a database on the PostgreSQL of the tests.
class TestDatabase {
 public:
  explicit TestDatabase(sql::Dialect dialect);
  TestDatabase(const TestDatabase&) = delete;
  TestDatabase& operator=(const TestDatabase&) = delete;
  ~TestDatabase();

  /// For sql::Engine. Parameters may be appended: it has none.
  [[nodiscard]] const std::string& url() const noexcept { return url_; }
  [[nodiscard]] sql::Dialect dialect() const noexcept { return dialect_; }

 private:
  sql::Dialect dialect_;
  std::string name_;  // of the file or the database
  std::string url_;
};

/// A PostgreSQL server of a test's own, which it may kill. What it has acknowledged survives that.
class PrivatePostgres {
 public:
  PrivatePostgres();
  PrivatePostgres(const PrivatePostgres&) = delete;
  PrivatePostgres& operator=(const PrivatePostgres&) = delete;
  ~PrivatePostgres();

  [[nodiscard]] const std::string& url() const noexcept { return url_; }
  /// `kill -9` to all its processes.
  void kill();
  /// Starts it again, on the same port.
  void start();

 private:
  std::string folder_;
  std::string url_;
};

}  // namespace talaria::testing_support
