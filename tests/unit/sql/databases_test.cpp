// What a connection does, on both databases.
#include "sql/on_database.hpp"

#include <cmath>
#include <limits>

#include <talaria/async/gather.hpp>
#include <talaria/async/sleep.hpp>
#include <talaria/async/timeout.hpp>
#include <talaria/async/virtual_clock.hpp>
#include <talaria/model/types/bytes.hpp>
#include <talaria/model/types/date_time.hpp>
#include <talaria/model/types/decimal.hpp>
#include <talaria/model/types/uuid.hpp>

namespace talaria::sql {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

struct Hero {
  std::int64_t id = 0;
  std::string name = {};
  std::optional<int> age = {};
};

class Databases : public OnDatabase {
 protected:
  void make_heroes() {
    run([&]() -> Task<void> {
      co_await script(
          "CREATE TABLE hero (id INTEGER PRIMARY KEY, name TEXT NOT NULL CONSTRAINT uq_hero_name UNIQUE, age INTEGER,"
          " CONSTRAINT ck_hero_age CHECK (age > 0));"
          "INSERT INTO hero VALUES (1, 'Deadpond', NULL), (2, 'Rusty-Man', 48)");
    });
  }
  Task<std::int64_t> count(Connection& connection) {
    const Rows rows = co_await connection.execute(text("SELECT count(*) FROM hero"));
    co_return rows.one<std::int64_t>();
  }
  std::int64_t count_heroes() {
    std::int64_t result = 0;
    run([&]() -> Task<void> {
      const PooledConnection connection = co_await engine.connect();
      result = co_await count(*connection);
    });
    return result;
  }
};

TALARIA_ON_BOTH_DATABASES(Databases);

TEST_P(Databases, GiveRowsThatBecomeStructs) {
  make_heroes();
  run([&]() -> Task<void> {
    const PooledConnection connection = co_await engine.connect();
    const Rows rows = co_await connection->execute(text("SELECT * FROM hero ORDER BY id"));
    EXPECT_THAT(rows.columns(), ElementsAre("id", "name", "age"));
    const std::vector<Hero> heroes = rows.as<Hero>();
    EXPECT_EQ(heroes.size(), 2U);
    EXPECT_EQ(heroes.at(1).name, "Rusty-Man");
    EXPECT_EQ(heroes.at(1).age, 48);
    EXPECT_FALSE(heroes.at(0).age);
    const Rows one = co_await connection->execute(text("SELECT name FROM hero WHERE id = :id", param("id", 1)));
    EXPECT_EQ(one.one<std::string>(), "Deadpond");
    const Rows none = co_await connection->execute(text("SELECT name FROM hero WHERE id = :id", param("id", 9)));
    EXPECT_TRUE(none.empty());
    EXPECT_THAT(none.columns(), ElementsAre("name"));
  });
}

TEST_P(Databases, TellHowManyRowsWereChanged) {
  make_heroes();
  run([&]() -> Task<void> {
    const PooledConnection connection = co_await engine.connect();
    Rows rows = co_await connection->execute(text("UPDATE hero SET age = :age", param("age", 5)));
    EXPECT_EQ(rows.affected(), 2);
    rows = co_await connection->execute(text("INSERT INTO hero (id, name) VALUES (3, 'x') RETURNING id"));
    EXPECT_EQ(rows.affected(), 1);
    EXPECT_EQ(rows.one<int>(), 3);
    rows = co_await connection->execute(text("DELETE FROM hero WHERE id > :id", param("id", 100)));
    EXPECT_EQ(rows.affected(), 0);
    rows = co_await connection->execute(text("SELECT * FROM hero"));
    EXPECT_EQ(rows.affected(), 0);
  });
}

TEST_P(Databases, TakeListsOfParameters) {
  make_heroes();
  run([&]() -> Task<void> {
    const PooledConnection connection = co_await engine.connect();
    const std::vector<int> ids{1, 2, 7};
    Rows rows = co_await connection->execute(text("SELECT id FROM hero WHERE id IN (:ids)", param_list("ids", ids)));
    EXPECT_EQ(rows.size(), 2U);
    const std::vector<int> none;
    rows = co_await connection->execute(text("SELECT id FROM hero WHERE id NOT IN (:ids)", param_list("ids", none)));
    EXPECT_EQ(rows.size(), 2U);
  });
}

TEST_P(Databases, KeepEveryValueAsItWas) {
  run([&]() -> Task<void> {
    co_await script(is_sqlite() ? "CREATE TABLE v (b BOOLEAN, i BIGINT, r DOUBLE PRECISION, t TEXT, o BLOB)"
                                : "CREATE TABLE v (b BOOLEAN, i BIGINT, r DOUBLE PRECISION, t TEXT, o BYTEA)");
    const PooledConnection connection = co_await engine.connect();
    std::string octets;
    for (int c = 0; c < 256; ++c) octets += static_cast<char>(c);
    const std::string long_text(100'000, 'x');
    struct Case {
      Value b, i, r, t, o;
    };
    const std::vector<Case> cases{
        {true, INT64_MIN, 0.1, "a'b\"c\\d\ne\tf", Value::bytes(octets)},
        {false, INT64_MAX, -1.5e300, "\u00e4\U0001F600", Value::bytes("")},
        {nullptr, nullptr, nullptr, nullptr, nullptr},
        {true, 0, std::numeric_limits<double>::infinity(), "", Value::bytes("x")},
        {false, -1, std::numeric_limits<double>::denorm_min(), long_text, Value::bytes(long_text)},
    };
    for (const Case& c : cases) {
      co_await connection->execute(text("INSERT INTO v VALUES (:b, :i, :r, :t, :o)", param("b", c.b), param("i", c.i),
                                        param("r", c.r), param("t", c.t), param("o", c.o)));
      const Rows rows = co_await connection->execute(text("SELECT * FROM v"));
      const Row row = rows[0];
      if (c.b.is_null()) {
        EXPECT_TRUE(row["b"].is_null());
      } else {
        EXPECT_EQ(row["b"].as_bool(), c.b.as_bool());
      }
      EXPECT_EQ(row["i"], c.i);
      EXPECT_EQ(row["r"], c.r);
      EXPECT_EQ(row["t"], c.t);
      EXPECT_EQ(row["o"], c.o);
      co_await connection->execute(text("DELETE FROM v"));
    }
  });
}

struct Typed {
  Uuid id;
  DateTime at;
  Date day;
  Time time;
  Decimal price;
  Bytes data;
  Json document;
  friend bool operator==(const Typed&, const Typed&) = default;
};

TEST_P(Databases, KeepTheTypesOfModels) {
  run([&]() -> Task<void> {
    co_await script(is_sqlite()
                        ? "CREATE TABLE t (id TEXT, at TEXT, day TEXT, time TEXT, price TEXT, data BLOB, document "
                          "TEXT)"
                        : "CREATE TABLE t (id UUID, at TIMESTAMPTZ, day DATE, time TIME, price NUMERIC(10, 2), "
                          "data BYTEA, document JSONB)");
    const PooledConnection connection = co_await engine.connect();
    const Typed typed{Uuid::parse("123e4567-e89b-42d3-a456-426614174000"),
                      DateTime::parse("2024-02-29T13:45:00.123456+02:00"),
                      Date(2024, 2, 29),
                      Time(13, 45, 1, 5),
                      Decimal("12.50"),
                      Bytes(std::string("\0\xff", 2)),
                      JsonObject{{"a", JsonArray{1, nullptr}}}};
    co_await connection->execute(text("INSERT INTO t VALUES (:id, :at, :day, :time, :price, :data, :document)",
                                      param("id", typed.id), param("at", typed.at), param("day", typed.day),
                                      param("time", typed.time), param("price", typed.price), param("data", typed.data),
                                      param("document", typed.document)));
    const Rows rows = co_await connection->execute(text("SELECT * FROM t"));
    const Typed read = rows.one<Typed>();
    EXPECT_TRUE(read == typed);
    EXPECT_EQ(read.at.to_string(), "2024-02-29T11:45:00.123456Z");
    EXPECT_EQ(read.price.to_string(), "12.50");
    const Rows found = co_await connection->execute(
        text("SELECT count(*) FROM t WHERE at = :at AND id = :id", param("at", typed.at), param("id", typed.id)));
    EXPECT_EQ(found.one<int>(), 1);
  });
}

template <class E, class Check>
Task<void> expect_error(Connection& connection, TextQuery query, Check check) {
  bool thrown = false;
  try {
    co_await connection.execute(std::move(query));
  } catch (const E& error) {
    thrown = true;
    check(error);
  }
  EXPECT_TRUE(thrown);
}

TEST_P(Databases, SayWhichConstraintIsBroken) {
  make_heroes();
  run([&]() -> Task<void> {
    co_await script("CREATE TABLE pet (id INTEGER PRIMARY KEY, owner INTEGER REFERENCES hero (id))");
    const PooledConnection connection = co_await engine.connect();
    co_await expect_error<UniqueViolation>(*connection, text("INSERT INTO hero VALUES (3, 'Deadpond', 1)"),
                                           [&](const UniqueViolation& error) {
                                             EXPECT_EQ(error.sqlstate(), "23505");
                                             EXPECT_EQ(error.table(), "hero");
                                             EXPECT_TRUE(error.concerns("name"));
                                             EXPECT_EQ(std::string(error.what()).find("Deadpond"), std::string::npos);
                                           });
    co_await expect_error<NotNullViolation>(*connection, text("INSERT INTO hero (id) VALUES (3)"),
                                            [](const NotNullViolation& error) {
                                              EXPECT_EQ(error.table(), "hero");
                                              EXPECT_THAT(error.columns(), ElementsAre("name"));
                                            });
    co_await expect_error<CheckViolation>(
        *connection, text("INSERT INTO hero VALUES (3, 'x', -1)"),
        [](const CheckViolation& error) { EXPECT_EQ(error.constraint(), "ck_hero_age"); });
    co_await expect_error<ForeignKeyViolation>(*connection, text("INSERT INTO pet VALUES (1, 99)"),
                                               [](const ForeignKeyViolation&) {});
    co_await expect_error<ForeignKeyViolation>(
        *connection, text("INSERT INTO pet VALUES (:id, :owner)", param("id", 5), param("owner", 98)),
        [](const ForeignKeyViolation& error) { EXPECT_EQ(std::string(error.what()).find("98"), std::string::npos); });
    EXPECT_TRUE(connection->is_usable());
    const std::int64_t left = co_await count(*connection);
    EXPECT_EQ(left, 2);
  });
}

TEST_P(Databases, SayWhatIsWrongWithTheProgram) {
  run([&]() -> Task<void> {
    const PooledConnection connection = co_await engine.connect();
    const auto any = [](const ProgrammingError&) {};
    co_await expect_error<ProgrammingError>(*connection, text("SELEC 1"), any);
    co_await expect_error<ProgrammingError>(
        *connection, text("SELECT * FROM nowhere"),
        [](const ProgrammingError& error) { EXPECT_EQ(error.sqlstate(), "42P01"); });
    co_await expect_error<ProgrammingError>(*connection, text("SELECT 1; SELECT 2"), any);
    co_await expect_error<ProgrammingError>(*connection, text(""), any);
    co_await expect_error<ProgrammingError>(*connection, text("-- nothing"), any);
    Statement few(is_sqlite() ? "SELECT ?1, ?2" : "SELECT $1::int, $2::int");
    few.parameters.emplace_back(1);
    bool thrown = false;
    try {
      co_await connection->execute(std::move(few));
    } catch (const Error&) {
      thrown = true;
    }
    EXPECT_TRUE(thrown);
    const Rows rows = co_await connection->execute(text("SELECT 1"));
    EXPECT_EQ(rows.one<int>(), 1);
  });
}

TEST_P(Databases, CommitAndRollBack) {
  make_heroes();
  run([&]() -> Task<void> {
    Transaction kept = co_await engine.begin();
    co_await kept->execute(text("INSERT INTO hero (id, name) VALUES (3, 'kept')"));
    EXPECT_TRUE(kept->in_transaction());
    co_await kept.commit();
    EXPECT_FALSE(kept.is_active());
    EXPECT_THROW((void)*kept, ProgrammingError);
    Transaction undone = co_await engine.begin();
    co_await undone->execute(text("INSERT INTO hero (id, name) VALUES (4, 'undone')"));
    co_await undone.rollback();
    {
      Transaction forgotten = co_await engine.begin();
      co_await forgotten->execute(text("INSERT INTO hero (id, name) VALUES (5, 'forgotten')"));
    }
    const PooledConnection connection = co_await engine.connect();
    const std::int64_t heroes = co_await count(*connection);
    EXPECT_EQ(heroes, 3);
    EXPECT_FALSE(connection->in_transaction());
  });
}

TEST_P(Databases, GoBackToSavepoints) {
  make_heroes();
  run([&]() -> Task<void> {
    Transaction transaction = co_await engine.begin();
    co_await transaction->savepoint("one");
    co_await transaction->execute(text("INSERT INTO hero (id, name) VALUES (3, 'undone')"));
    bool refused = false;
    try {
      co_await transaction->execute(text("INSERT INTO hero (id, name) VALUES (3, 'twice')"));
    } catch (const UniqueViolation&) {
      refused = true;
    }
    EXPECT_TRUE(refused);
    co_await transaction->rollback_to_savepoint("one");
    co_await transaction->release_savepoint("one");
    co_await transaction->execute(text("INSERT INTO hero (id, name) VALUES (4, 'kept')"));
    co_await transaction.commit();
  });
  EXPECT_EQ(count_heroes(), 3);
}

TEST_P(Databases, KnowThatATransactionIsOneAtATime) {
  run([&]() -> Task<void> {
    const PooledConnection connection = co_await engine.connect();
    bool refused = false;
    try {
      co_await connection->commit();
    } catch (const ProgrammingError&) {
      refused = true;
    }
    EXPECT_TRUE(refused);
    co_await connection->begin();
    co_await connection->commit();  // of nothing
    co_await connection->begin(Isolation::serializable);
    refused = false;
    try {
      co_await connection->begin();
    } catch (const ProgrammingError&) {
      refused = true;
    }
    EXPECT_TRUE(refused);
    co_await connection->execute(text("SELECT 1"));
    co_await connection->rollback();
    co_await connection->rollback();  // of nothing
    EXPECT_FALSE(connection->in_transaction());
  });
}

TEST_P(Databases, RunSeveralStatementsInOneGo) {
  make_heroes();
  run([&]() -> Task<void> {
    const PooledConnection connection = co_await engine.connect();
    std::vector<Statement> statements;
    statements.push_back(text("SELECT name FROM hero WHERE id = :id", param("id", 1)).render(GetParam()));
    statements.push_back(text("INSERT INTO hero (id, name) VALUES (:id, 'x')", param("id", 3)).render(GetParam()));
    statements.push_back(text("SELECT count(*) FROM hero").render(GetParam()));
    const std::vector<Rows> results = co_await connection->pipeline(std::move(statements));
    EXPECT_EQ(results.size(), 3U);
    EXPECT_EQ(results.at(0).one<std::string>(), "Deadpond");
    EXPECT_EQ(results.at(1).affected(), 1);
    EXPECT_EQ(results.at(2).one<int>(), 3);
    // All or nothing.
    std::vector<Statement> failing;
    failing.push_back(text("INSERT INTO hero (id, name) VALUES (4, 'y')").render(GetParam()));
    failing.push_back(text("INSERT INTO hero (id, name) VALUES (4, 'z')").render(GetParam()));
    bool refused = false;
    try {
      co_await connection->pipeline(std::move(failing));
    } catch (const UniqueViolation&) {
      refused = true;
    }
    EXPECT_TRUE(refused);
    const std::int64_t heroes = co_await count(*connection);
    EXPECT_EQ(heroes, 3);
  });
}

TEST_P(Databases, RunOneStatementWithManyParameters) {
  make_heroes();
  run([&]() -> Task<void> {
    const PooledConnection connection = co_await engine.connect();
    std::vector<std::vector<Value>> rows;
    for (int id = 10; id < 1010; ++id) {
      std::vector<Value> row;
      row.emplace_back(id);
      row.emplace_back("hero " + std::to_string(id));
      row.emplace_back(id % 2 == 0 ? Value() : Value(id));
      rows.push_back(std::move(row));
    }
    std::string insert = "INSERT INTO hero VALUES (";
    for (std::size_t i = 1; i <= 3; ++i) {
      append_placeholder(insert, GetParam(), i);
      insert += i < 3 ? ", " : ")";
    }
    const std::int64_t changed = co_await connection->execute_many(std::move(insert), std::move(rows));
    EXPECT_EQ(changed, 1000);
    const Rows sum = co_await connection->execute(text("SELECT sum(age) FROM hero WHERE id >= 10"));
    EXPECT_EQ(sum.one<std::int64_t>(), 255'000);
  });
}

TEST_P(Databases, CopyRowsIn) {
  make_heroes();
  run([&]() -> Task<void> {
    const PooledConnection connection = co_await engine.connect();
    std::vector<std::string> columns{"id", "name", "age"};
    std::vector<std::vector<Value>> rows;
    for (int id = 10; id < 3010; ++id) {
      std::vector<Value> row;
      row.emplace_back(id);
      row.emplace_back("tab\t line\n back\\slash \\N " + std::to_string(id));
      row.emplace_back();
      rows.push_back(std::move(row));
    }
    std::vector<std::vector<Value>> again = rows;
    const std::int64_t copied = co_await connection->copy_in("hero", columns, std::move(rows));
    EXPECT_EQ(copied, 3000);
    const Rows row = co_await connection->execute(text("SELECT * FROM hero WHERE id = 3009"));
    EXPECT_EQ(row.one<Hero>().name, "tab\t line\n back\\slash \\N 3009");
    // None of them, when one of them is refused.
    again.front().front() = Value(1'000'000);
    again.front().at(1) = Value("new");
    bool refused = false;
    try {
      co_await connection->copy_in("hero", columns, std::move(again));
    } catch (const UniqueViolation&) {
      refused = true;
    }
    EXPECT_TRUE(refused);
    const std::int64_t heroes = co_await count(*connection);
    EXPECT_EQ(heroes, 3002);
    EXPECT_TRUE(connection->is_usable());
  });
}

TEST_P(Databases, RunScripts) {
  run([&]() -> Task<void> {
    const PooledConnection connection = co_await engine.connect();
    co_await connection->execute_script(
        "CREATE TABLE a (id INTEGER); -- one\n INSERT INTO a VALUES (1);\n/* two; */ INSERT INTO a VALUES (2);");
    bool refused = false;
    try {
      co_await connection->execute_script("INSERT INTO a VALUES (3); INSERT INTO nowhere VALUES (4)");
    } catch (const ProgrammingError&) {
      refused = true;
    }
    EXPECT_TRUE(refused);
    co_await connection->begin();
    co_await connection->execute_script("INSERT INTO a VALUES (5); INSERT INTO a VALUES (6)");
    EXPECT_TRUE(connection->in_transaction());
    co_await connection->rollback();
    const Rows rows = co_await connection->execute(text("SELECT count(*) FROM a WHERE id <> 3"));
    EXPECT_EQ(rows.one<int>(), 2);
  });
}

constexpr const char* numbers_sql =
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) SELECT i FROM n";

TEST_P(Databases, StreamRowsInPieces) {
  run([&]() -> Task<void> {
    const PooledConnection connection = co_await engine.connect();
    std::vector<std::size_t> pieces;
    std::int64_t sum = 0;
    Stream<Rows> stream = connection->stream(Statement(numbers_sql), 300);
    while (const Rows* rows = co_await stream.next()) {
      pieces.push_back(rows->size());
      for (const Row row : *rows) sum += row[0].as_integer();
    }
    EXPECT_THAT(pieces, ElementsAre(300, 300, 300, 100));
    EXPECT_EQ(sum, 500'500);
    EXPECT_TRUE(connection->is_usable());
    const Rows rows = co_await connection->execute(text("SELECT 1"));
    EXPECT_EQ(rows.one<int>(), 1);
  });
}

TEST_P(Databases, AStreamThatIsGivenUpLeavesThePoolSound) {
  run([&]() -> Task<void> {
    {
      const PooledConnection connection = co_await engine.connect();
      Stream<Rows> stream = connection->stream(Statement(numbers_sql), 10);
      const Rows* const rows = co_await stream.next();
      EXPECT_EQ(rows->size(), 10U);
    }
    const PooledConnection connection = co_await engine.connect();
    const Rows rows = co_await connection->execute(text("SELECT 1"));
    EXPECT_EQ(rows.one<int>(), 1);
  });
  EXPECT_EQ(engine.status().in_use, 0U);
}

TEST_P(Databases, OneStatementAtATimePerConnection) {
  run([&]() -> Task<void> {
    const PooledConnection connection = co_await engine.connect();
    bool refused = false;
    try {
      co_await gather(connection->execute(text("SELECT 1")), connection->execute(text("SELECT 2")));
    } catch (const ProgrammingError&) {
      refused = true;
    }
    EXPECT_TRUE(refused);
  });
}

constexpr const char* endless_sqlite =
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";

TEST_P(Databases, StopAStatementWhoseTaskIsCancelled) {
  run([&]() -> Task<void> {
    const auto begun = std::chrono::steady_clock::now();
    bool stopped = false;
    try {
      const PooledConnection connection = co_await engine.connect();
      Statement statement(is_sqlite() ? endless_sqlite : "SELECT pg_sleep(60)");
      co_await with_timeout(100ms, connection->execute(std::move(statement)));
    } catch (const TimeoutError&) {
      stopped = true;
    }
    EXPECT_TRUE(stopped);
    EXPECT_LT(std::chrono::steady_clock::now() - begun, 10s);
    const PooledConnection connection = co_await engine.connect();
    const Rows rows = co_await connection->execute(text("SELECT 1"));
    EXPECT_EQ(rows.one<int>(), 1);
    if (is_sqlite()) co_return;
    // The server was told to stop.
    std::int64_t running = 1;
    for (int attempt = 0; attempt < 100 && running != 0; ++attempt) {
      const Rows found = co_await connection->execute(
          text("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND state = 'active'"
               " AND datname = current_database()"));
      running = found.one<std::int64_t>();
      co_await sleep(20ms);
    }
    EXPECT_EQ(running, 0);
  });
}

TEST_P(Databases, KeepManyStatementsApart) {
  // More texts than the cache holds, again and again.
  EngineOptions options;
  options.statement_cache_size = 4;
  Engine small(database.url(), options);
  run([&]() -> Task<void> {
    const PooledConnection connection = co_await small.connect();
    for (int round = 0; round < 3; ++round) {
      for (int i = 0; i < 10; ++i) {
        const Rows rows = co_await connection->execute(text(unsafe_sql("SELECT " + std::to_string(i))));
        EXPECT_EQ(rows.one<int>(), i);
      }
    }
  });
}

TEST_P(Databases, SeeTablesChangeBehindTheirStatements) {
  make_heroes();
  run([&]() -> Task<void> {
    const PooledConnection one = co_await engine.connect();
    Rows rows = co_await one->execute(text("SELECT * FROM hero WHERE id = 1"));
    EXPECT_EQ(rows.columns().size(), 3U);
    {
      const PooledConnection two = co_await engine.connect();
      co_await two->execute(text("ALTER TABLE hero ADD COLUMN team TEXT"));
    }
    rows = co_await one->execute(text("SELECT * FROM hero WHERE id = 1"));
    EXPECT_EQ(rows.columns().size(), 4U);
    EXPECT_TRUE(rows[0]["team"].is_null());
  });
}

TEST_P(Databases, WorkUnderAVirtualClock) {
  const auto body = [&]() -> Task<int> {
    const PooledConnection connection = co_await engine.connect();
    const Rows rows = co_await connection->execute(text("SELECT 7"));
    co_return rows.one<int>();
  };
  async::VirtualLoop loop;
  EXPECT_EQ(run_until_complete(loop, body()), 7);
}

}  // namespace
}  // namespace talaria::sql
