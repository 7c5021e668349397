// What only PostgreSQL has, and what becomes of connections when its server goes.
#include "sql/on_database.hpp"

#include <algorithm>
#include <map>

#include <talaria/async/blocking.hpp>
#include <talaria/async/gather.hpp>
#include <talaria/async/sleep.hpp>
#include <talaria/async/timeout.hpp>

namespace talaria::sql {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

class Postgres : public OnDatabase {
 protected:
  template <class E>
  static Task<void> expect(Connection& connection, TextQuery query) {
    bool thrown = false;
    try {
      co_await connection.execute(std::move(query));
    } catch (const E&) {
      thrown = true;
    }
    EXPECT_TRUE(thrown);
  }
};

INSTANTIATE_TEST_SUITE_P(, Postgres, testing::Values(Dialect::postgresql),
                         [](const auto&) { return std::string("postgresql"); });

TEST_P(Postgres, TakesIntegersOfAnySizeForTheSameText) {
  run([&]() -> Task<void> {
    co_await script("CREATE TABLE n (i BIGINT, t TEXT)");
    const PooledConnection connection = co_await engine.connect();
    const std::vector<Value> values{5, 5'000'000'000, nullptr, 6, nullptr, 7'000'000'000};
    for (const Value& value : values) {
      co_await connection->execute(text("INSERT INTO n VALUES (:i, :t)", param("i", value), param("t", "x")));
    }
    const Rows rows = co_await connection->execute(text("SELECT sum(i) FROM n"));
    EXPECT_EQ(rows.one<std::int64_t>(), 12'000'000'011);
    // The same text with another kind of value.
    for (int round = 0; round < 2; ++round) {
      Rows row = co_await connection->execute(text("SELECT :a", param("a", 1)));
      EXPECT_EQ(row[0][0], Value(1));
      row = co_await connection->execute(text("SELECT :a", param("a", "one")));
      EXPECT_EQ(row[0][0], Value("one"));
      row = co_await connection->execute(text("SELECT :a", param("a", 1.5)));
      EXPECT_EQ(row[0][0], Value(1.5));
      row = co_await connection->execute(text("SELECT :a", param("a", true)));
      EXPECT_EQ(row[0][0], Value(true));
      const Value octets = Value::bytes(std::string("\0\x01", 2));
      row = co_await connection->execute(text("SELECT :a", param("a", octets)));
      EXPECT_EQ(row[0][0], octets);
    }
  });
}

TEST_P(Postgres, HasArraysEnumsAndJson) {
  run([&]() -> Task<void> {
    co_await script(
        "CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TABLE t (tags TEXT[], ids INT[], mood mood, doc JSONB)");
    const PooledConnection connection = co_await engine.connect();
    const std::vector<std::string> tags{"a", "b \"c\"", "NULL", "d,e", ""};
    const std::vector<int> ids{1, 2};
    const std::map<std::string, int> document{{"k", 1}};
    co_await connection->execute(text("INSERT INTO t VALUES (:tags, :ids, :mood, :doc)", param("tags", to_array(tags)),
                                      param("ids", to_array(ids)), param("mood", "ok"), param("doc", document)));
    const Rows rows = co_await connection->execute(text("SELECT * FROM t WHERE 2 = ANY(ids)"));
    const Row row = rows[0];
    EXPECT_EQ(row.get<std::vector<std::string>>("tags"), tags);
    EXPECT_EQ(row.get<std::vector<int>>("ids"), ids);
    EXPECT_EQ(row.get<std::string>("mood"), "ok");
    using Document = std::map<std::string, int>;
    EXPECT_EQ(row.get<Document>("doc"), document);
    const Rows found = co_await connection->execute(
        text("SELECT count(*) FROM t WHERE ids && :ids::int[] AND doc ? 'k'", param("ids", to_array(ids))));
    EXPECT_EQ(found.one<int>(), 1);
  });
}

TEST_P(Postgres, RefusesATextWithAZeroBeforeItIsSent) {
  run([&]() -> Task<void> {
    const PooledConnection connection = co_await engine.connect();
    const std::string zero("a\0b", 3);
    co_await expect<DataError>(*connection, text("SELECT :a", param("a", zero)));
    co_await expect<DataError>(*connection, text("SELECT :a::int", param("a", "no number")));
    EXPECT_TRUE(connection->is_usable());
    const Rows rows = co_await connection->execute(text("SELECT 1"));
    EXPECT_EQ(rows.one<int>(), 1);
  });
}

TEST_P(Postgres, SaysThatACommitWasARollback) {
  run([&]() -> Task<void> {
    co_await script("CREATE TABLE n (i INT PRIMARY KEY)");
    Transaction transaction = co_await engine.begin();
    co_await transaction->execute(text("INSERT INTO n VALUES (1)"));
    co_await expect<UniqueViolation>(*transaction, text("INSERT INTO n VALUES (1)"));
    co_await expect<OperationalError>(*transaction, text("SELECT 1"));
    bool told = false;
    try {
      co_await transaction.commit();
    } catch (const OperationalError& error) {
      told = error.sqlstate() == "25P02";
    }
    EXPECT_TRUE(told);
    const PooledConnection connection = co_await engine.connect();
    EXPECT_FALSE(connection->in_transaction());
    const Rows rows = co_await connection->execute(text("SELECT count(*) FROM n"));
    EXPECT_EQ(rows.one<int>(), 0);
  });
}

TEST_P(Postgres, SaysThatTransactionsGotInEachOthersWay) {
  run([&]() -> Task<void> {
    co_await script("CREATE TABLE n (i INT); INSERT INTO n VALUES (1)");
    Transaction one = co_await engine.begin(Isolation::repeatable_read);
    co_await one->execute(text("SELECT * FROM n"));
    {
      Transaction two = co_await engine.begin();
      co_await two->execute(text("UPDATE n SET i = 2"));
      co_await two.commit();
    }
    co_await expect<SerializationError>(*one, text("UPDATE n SET i = 3"));
  });
}

TEST_P(Postgres, SaysThatALockOrAStatementTookTooLong) {
  run([&]() -> Task<void> {
    co_await script("CREATE TABLE n (i INT)");
    Transaction holder = co_await engine.begin();
    co_await holder->execute(text("LOCK TABLE n"));
    const PooledConnection connection = co_await engine.connect();
    co_await connection->execute(text("SET lock_timeout = '50ms'"));
    co_await expect<Timeout>(*connection, text("SELECT * FROM n"));
    co_await connection->execute(text("SET statement_timeout = '50ms'"));
    co_await expect<Timeout>(*connection, text("SELECT pg_sleep(10)"));
    EXPECT_TRUE(connection->is_usable());
  });
}

TEST_P(Postgres, HasEveryLevelOfIsolation) {
  run([&]() -> Task<void> {
    const std::vector<std::pair<Isolation, std::string>> levels{{Isolation::read_uncommitted, "read uncommitted"},
                                                                {Isolation::read_committed, "read committed"},
                                                                {Isolation::repeatable_read, "repeatable read"},
                                                                {Isolation::serializable, "serializable"}};
    for (const auto& [level, name] : levels) {
      Transaction transaction = co_await engine.begin(level);
      const Rows rows = co_await transaction->execute(text("SHOW transaction_isolation"));
      EXPECT_EQ(rows.one<std::string>(), name);
      co_await transaction.commit();
    }
  });
}

TEST_P(Postgres, SpeaksTls) {
  const std::string url = database.url() + "?sslmode=require";
  Engine secure(url);
  Engine plain(database.url() + "?sslmode=disable");
  Engine verifying(database.url() + "?sslmode=verify-full&sslrootcert=/dev/null");
  run([&]() -> Task<void> {
    for (const bool is_secure : {true, false}) {
      Engine& chosen = is_secure ? secure : plain;
      const PooledConnection connection = co_await chosen.connect();
      const Rows rows = co_await connection->execute(text("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"));
      EXPECT_EQ(rows.one<bool>(), is_secure);
    }
    bool refused = false;
    try {
      co_await verifying.connect();
    } catch (const ConnectionLost&) {
      refused = true;
    }
    EXPECT_TRUE(refused);
  });
}

TEST_P(Postgres, ListensToWhatIsNotified) {
  run([&]() -> Task<void> {
    std::vector<std::string> heard;
    const auto listen = [](Engine& from, std::vector<std::string>& list) -> Task<void> {
      Stream<Notification> stream = from.listen("news");
      while (const Notification* const notification = co_await stream.next()) {
        list.push_back(notification->channel + ": " + notification->payload);
        if (list.size() == 3) break;
      }
    };
    const auto notify = [](Engine& from, const std::vector<std::string>& list) -> Task<void> {
      const PooledConnection connection = co_await from.connect();
      for (int i = 0; i < 500 && list.empty(); ++i) {
        co_await connection->execute(text("SELECT pg_notify('news', 'first')"));
        co_await sleep(10ms);
      }
      co_await connection->execute(text("SELECT pg_notify('other', 'x'), pg_notify('news', 'last')"));
      for (int i = 0; i < 500 && list.size() < 3; ++i) {
        co_await connection->execute(text("SELECT pg_notify('news', 'more')"));
        co_await sleep(10ms);
      }
    };
    co_await gather(listen(engine, heard), notify(engine, heard));
    EXPECT_EQ(heard.size(), 3U);
    for (const std::string& one : heard) EXPECT_TRUE(one.starts_with("news: ")) << one;
  });
}

TEST_P(Postgres, TellsThatAPreparedStatementGrewOldInsideATransaction) {
  run([&]() -> Task<void> {
    co_await script("CREATE TABLE n (i INT)");
    const PooledConnection one = co_await engine.connect();
    co_await one->execute(text("SELECT * FROM n"));
    {
      const PooledConnection two = co_await engine.connect();
      co_await two->execute(text("ALTER TABLE n ADD COLUMN j INT"));
    }
    co_await one->begin();
    co_await expect<ProgrammingError>(*one, text("SELECT * FROM n"));
    co_await one->rollback();
    const Rows rows = co_await one->execute(text("SELECT * FROM n"));
    EXPECT_EQ(rows.columns().size(), 2U);
  });
}

TEST_P(Postgres, ReplacesAConnectionThatTheServerClosed) {
  run([&]() -> Task<void> {
    Rows rows;
    {
      const PooledConnection connection = co_await engine.connect();
      rows = co_await connection->execute(text("SELECT pg_backend_pid()"));
    }
    const int first = rows.one<int>();
    {
      Engine other(database.url());
      const PooledConnection connection = co_await other.connect();
      co_await connection->execute(text("SELECT pg_terminate_backend(:pid)", param("pid", first)));
    }
    co_await sleep(100ms);
    const PooledConnection connection = co_await engine.connect();
    rows = co_await connection->execute(text("SELECT pg_backend_pid()"));
    EXPECT_NE(rows.one<int>(), first);
    EXPECT_EQ(engine.status().discarded, 1U);
    // In the middle of a statement it is an error.
    Engine other(database.url());
    const auto terminate = [](Engine& from, int pid) -> Task<void> {
      const PooledConnection killer = co_await from.connect();
      co_await sleep(100ms);
      co_await killer->execute(text("SELECT pg_terminate_backend(:pid)", param("pid", pid)));
    };
    bool lost = false;
    try {
      co_await gather(connection->execute(text("SELECT pg_sleep(20)")), terminate(other, rows.one<int>()));
    } catch (const ConnectionLost&) {
      lost = true;
    }
    EXPECT_TRUE(lost);
    EXPECT_FALSE(connection->is_usable());
  });
}

/// Writes rows until told to stop; remembers those that were acknowledged, and survives a server that is away.
Task<void> write_rows(Engine& engine, int writer, const bool& stop, std::vector<std::int64_t>& acknowledged) {
  std::int64_t number = writer * 1'000'000;
  while (!stop) {
    ++number;
    bool away = false;
    try {
      Transaction transaction = co_await engine.begin();
      co_await transaction->execute(text("INSERT INTO n VALUES (:i)", param("i", number)));
      co_await transaction.commit();
      acknowledged.push_back(number);
    } catch (const OperationalError&) {
      away = true;
    }
    if (away) co_await sleep(50ms);
  }
}

TEST(PostgresServer, KilledUnderLoadAndStartedAgainLosesNoWriteAndThePoolHeals) {
  testing_support::PrivatePostgres server;
  EngineOptions options;
  options.pool_size = 3;
  Engine engine(server.url(), options);
  std::vector<std::int64_t> acknowledged;
  const auto body = [&]() -> Task<void> {
    {
      const PooledConnection connection = co_await engine.connect();
      co_await connection->execute(text("CREATE TABLE n (i BIGINT PRIMARY KEY)"));
    }
    bool stop = false;
    const auto disturb = [](testing_support::PrivatePostgres& killed, bool& done,
                            const std::vector<std::int64_t>& list) -> Task<void> {
      for (int round = 0; round < 2; ++round) {
        const std::size_t before = list.size();
        for (int i = 0; i < 2000 && list.size() < before + 20; ++i) co_await sleep(10ms);
        EXPECT_GE(list.size(), before + 20);
        co_await run_blocking([&killed] {
          killed.kill();
          killed.start();
        });
      }
      const std::size_t before = list.size();
      for (int i = 0; i < 2000 && list.size() < before + 20; ++i) co_await sleep(10ms);
      EXPECT_GE(list.size(), before + 20);
      done = true;
    };
    std::vector<Task<void>> tasks;
    for (int writer = 1; writer <= 4; ++writer) tasks.push_back(write_rows(engine, writer, stop, acknowledged));
    tasks.push_back(disturb(server, stop, acknowledged));
    co_await gather(std::move(tasks));
    const PooledConnection connection = co_await engine.connect();
    const Rows rows = co_await connection->execute(text("SELECT i FROM n ORDER BY i"));
    std::vector<std::int64_t> stored = rows.as<std::int64_t>();
    std::sort(acknowledged.begin(), acknowledged.end());
    EXPECT_TRUE(std::includes(stored.begin(), stored.end(), acknowledged.begin(), acknowledged.end()));
  };
  run_until_complete(body());
  EXPECT_EQ(engine.status().in_use, 0U);
  EXPECT_LE(engine.status().open, 3U);
  std::printf("%zu writes acknowledged over 2 kills\n", acknowledged.size());
}

}  // namespace
}  // namespace talaria::sql
