// A fixture for tests that run on both databases.
#pragma once
#include "support/test_database.hpp"

#include <gmock/gmock.h>

#include <talaria/async/run_sync.hpp>
#include <talaria/sql/sql.hpp>

namespace talaria::sql {

class OnDatabase : public testing::TestWithParam<Dialect> {
 protected:
  OnDatabase() : database(GetParam()), engine(database.url()) {}

  [[nodiscard]] bool is_sqlite() const { return GetParam() == Dialect::sqlite; }
  /// Runs a coroutine, which may be a lambda that captures.
  template <class Body>
  static void run(Body&& body) {
    run_until_complete(body());
  }
  Task<void> script(std::string text) {
    const PooledConnection connection = co_await engine.connect();
    co_await connection->execute_script(std::move(text));
  }

  testing_support::TestDatabase database;
  Engine engine;
};

#define TALARIA_ON_BOTH_DATABASES(Suite)                                                   \
  INSTANTIATE_TEST_SUITE_P(, Suite, testing::Values(Dialect::sqlite, Dialect::postgresql), \
                           [](const auto& info) { return std::string(to_string(info.param)); })

}  // namespace talaria::sql
