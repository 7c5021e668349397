// What only SQLite has.
#include "sql/on_database.hpp"

namespace talaria::sql {
namespace {

using namespace std::chrono_literals;

class Sqlite : public OnDatabase {};

INSTANTIATE_TEST_SUITE_P(, Sqlite, testing::Values(Dialect::sqlite), [](const auto&) { return std::string("sqlite"); });

Task<std::string> pragma(Engine& engine, std::string name) {
  const PooledConnection connection = co_await engine.connect();
  const Rows rows = co_await connection->execute(text(unsafe_sql("PRAGMA " + name)));
  const Value& value = rows[0][0];
  co_return value.kind() == Value::Kind::text ? value.as_text() : std::to_string(value.as_integer());
}

TEST_P(Sqlite, IsOpenedForTheWeb) {
  EXPECT_EQ(run_until_complete(pragma(engine, "journal_mode")), "wal");
  EXPECT_EQ(run_until_complete(pragma(engine, "foreign_keys")), "1");
  EXPECT_EQ(run_until_complete(pragma(engine, "synchronous")), "2");
}

TEST_P(Sqlite, IsOpenedAsTheUrlSays) {
  run([&]() -> Task<void> { co_await script("CREATE TABLE n (i INTEGER)"); });
  Engine other(database.url() + "?foreign_keys=off&synchronous=normal&busy_timeout=10");
  EXPECT_EQ(run_until_complete(pragma(other, "foreign_keys")), "0");
  EXPECT_EQ(run_until_complete(pragma(other, "synchronous")), "1");
  Engine reader(database.url() + "?mode=ro");
  run([&]() -> Task<void> {
    const PooledConnection connection = co_await reader.connect();
    bool refused = false;
    try {
      co_await connection->execute(text("INSERT INTO n VALUES (1)"));
    } catch (const OperationalError& error) {
      refused = error.sqlstate() == "25006";
    }
    EXPECT_TRUE(refused);
  });
}

TEST_P(Sqlite, WaitsForALockAndThenGivesUp) {
  Engine impatient(database.url() + "?busy_timeout=100");
  run([&]() -> Task<void> {
    co_await script("CREATE TABLE n (i INTEGER)");
    Transaction holder = co_await engine.begin(Isolation::serializable);
    co_await holder->execute(text("INSERT INTO n VALUES (1)"));
    const auto begun = std::chrono::steady_clock::now();
    bool refused = false;
    try {
      const PooledConnection connection = co_await impatient.connect();
      co_await connection->execute(text("INSERT INTO n VALUES (2)"));
    } catch (const Timeout&) {
      refused = true;
    }
    EXPECT_TRUE(refused);
    EXPECT_GE(std::chrono::steady_clock::now() - begun, 50ms);
    // Who reads does not wait.
    const PooledConnection connection = co_await impatient.connect();
    const Rows rows = co_await connection->execute(text("SELECT count(*) FROM n"));
    EXPECT_EQ(rows.one<int>(), 0);
  });
}

TEST_P(Sqlite, SaysThatATransactionReadWhatAnotherChanged) {
  run([&]() -> Task<void> {
    co_await script("CREATE TABLE n (i INTEGER)");
    Transaction one = co_await engine.begin();
    co_await one->execute(text("SELECT * FROM n"));
    {
      Transaction two = co_await engine.begin();
      co_await two->execute(text("INSERT INTO n VALUES (2)"));
      co_await two.commit();
    }
    bool refused = false;
    try {
      co_await one->execute(text("INSERT INTO n VALUES (1)"));
    } catch (const SerializationError&) {
      refused = true;
    }
    EXPECT_TRUE(refused);
  });
}

TEST_P(Sqlite, HasNoListen) {
  run([&]() -> Task<void> {
    Stream<Notification> stream = engine.listen("news");
    bool refused = false;
    try {
      co_await stream.next();
    } catch (const ProgrammingError&) {
      refused = true;
    }
    EXPECT_TRUE(refused);
  });
}

TEST_P(Sqlite, TakesAMisspeltNameForNoText) {
  run([&]() -> Task<void> {
    const PooledConnection connection = co_await engine.connect();
    bool refused = false;
    try {
      co_await connection->execute(text("SELECT \"no such column\""));
    } catch (const ProgrammingError&) {
      refused = true;
    }
    EXPECT_TRUE(refused);
  });
}

}  // namespace
}  // namespace talaria::sql
