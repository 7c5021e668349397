#include "sql/on_database.hpp"

#include <thread>

#include <talaria/async/gather.hpp>
#include <talaria/async/sleep.hpp>
#include <talaria/async/timeout.hpp>

namespace talaria::sql {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

class Engines : public OnDatabase {
 protected:
  static EngineOptions small(std::size_t size, std::size_t overflow, async::Duration timeout = 30s) {
    EngineOptions options;
    options.pool_size = size;
    options.max_overflow = overflow;
    options.pool_timeout = timeout;
    return options;
  }
  static Task<int> one(Connection& connection) {
    const Rows rows = co_await connection.execute(text("SELECT 1"));
    co_return rows.one<int>();
  }
  static Task<void> use_for(Engine& engine, async::Duration time) {
    const PooledConnection connection = co_await engine.connect();
    const int result = co_await one(*connection);
    EXPECT_EQ(result, 1);
    co_await sleep(time);
  }
};

TALARIA_ON_BOTH_DATABASES(Engines);

TEST_P(Engines, UseAConnectionAgain) {
  run([&]() -> Task<void> {
    for (int i = 0; i < 3; ++i) co_await use_for(engine, 0ms);
    EXPECT_EQ(engine.status().opened, 1U);
    EXPECT_EQ(engine.status().open, 1U);
    EXPECT_EQ(engine.status().in_use, 0U);
    const PooledConnection held = co_await engine.connect();
    co_await use_for(engine, 0ms);
    EXPECT_EQ(engine.status().opened, 2U);
    EXPECT_EQ(engine.status().in_use, 1U);
  });
}

TEST_P(Engines, NeverOpenMoreThanTheyMayAndCloseTheOverflow) {
  Engine limited(database.url(), small(2, 1));
  run([&]() -> Task<void> {
    std::vector<Task<void>> tasks;
    for (int i = 0; i < 20; ++i) tasks.push_back(use_for(limited, 5ms));
    co_await gather(std::move(tasks));
  });
  const PoolStatus status = limited.status();
  EXPECT_LE(status.open, 2U);
  EXPECT_EQ(status.in_use, 0U);
  EXPECT_EQ(status.waiting, 0U);
  EXPECT_EQ(status.opened - status.discarded, status.open);
  EXPECT_EQ(status.timeouts, 0U);
}

TEST_P(Engines, GiveConnectionsInTheOrderOfAsking) {
  Engine single(database.url(), small(1, 0));
  run([&]() -> Task<void> {
    std::vector<int> order;
    std::vector<Task<void>> tasks;
    const auto use = [](Engine& from, std::vector<int>& list, int number) -> Task<void> {
      const PooledConnection connection = co_await from.connect();
      list.push_back(number);
      co_await sleep(1ms);
    };
    for (int i = 0; i < 6; ++i) tasks.push_back(use(single, order, i));
    co_await gather(std::move(tasks));
    EXPECT_THAT(order, testing::ElementsAre(0, 1, 2, 3, 4, 5));
  });
  EXPECT_EQ(single.status().opened, 1U);
}

TEST_P(Engines, GiveUpWaitingWithPoolTimeout) {
  Engine single(database.url(), small(1, 0, 50ms));
  run([&]() -> Task<void> {
    PooledConnection held = co_await single.connect();
    bool thrown = false;
    try {
      co_await single.connect();
    } catch (const PoolTimeout& error) {
      thrown = true;
      EXPECT_THAT(error.what(), HasSubstr("all 1 of the pool"));
    }
    EXPECT_TRUE(thrown);
    EXPECT_EQ(single.status().timeouts, 1U);
    EXPECT_EQ(single.status().waiting, 0U);
    EXPECT_GE(single.status().longest_use, 50ms);
    held.release();
    co_await use_for(single, 0ms);
  });
}

TEST_P(Engines, TwoHundredTasksOnAPoolOfFiveAllFinish) {
  Engine five(database.url(), small(5, 0));
  int finished = 0;
  run([&]() -> Task<void> {
    co_await script("CREATE TABLE n (i INTEGER)");
    std::vector<Task<void>> tasks;
    const auto insert = [](Engine& from, int number, int& count) -> Task<void> {
      Transaction transaction = co_await from.begin();
      co_await transaction->execute(text("INSERT INTO n VALUES (:i)", param("i", number)));
      co_await transaction.commit();
      ++count;
    };
    for (int i = 0; i < 200; ++i) tasks.push_back(insert(five, i, finished));
    co_await gather(std::move(tasks));
    const PooledConnection connection = co_await five.connect();
    const Rows rows = co_await connection->execute(text("SELECT count(*) FROM n"));
    EXPECT_EQ(rows.one<int>(), 200);
  });
  EXPECT_EQ(finished, 200);
  EXPECT_LE(five.status().opened, 5U);
}

/// What a request does: waits for a connection, begins, reads, writes, streams, goes back to a savepoint, commits.
Task<void> whole_request(Engine& engine) {
  Transaction transaction = co_await engine.begin();
  co_await transaction->execute(text("INSERT INTO n VALUES (1)"));
  co_await transaction->savepoint("s");
  const Rows rows = co_await transaction->execute(text("SELECT count(*) FROM n"));
  co_await transaction->rollback_to_savepoint("s");
  Statement statement("SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3");
  Stream<Rows> stream = transaction->stream(std::move(statement), 1);
  while (co_await stream.next() != nullptr) co_await sleep(0ms);
  co_await transaction->execute(text("DELETE FROM n"));
  co_await transaction.commit();
}

/// Runs a task under a Context that is cancelled on the n-th turn of the loop; false when the task was faster.
Task<bool> cancel_at(Engine& engine, int turn) {
  const auto cancel = [](async::Context& context, int turns, const bool& ended) -> Task<void> {
    for (int i = 0; i < turns && !ended; ++i) co_await sleep(0ms);
    if (!ended) context.cancel();
  };
  const auto work = [](async::Context& context, Engine& from, bool& ended, bool& was_cancelled) -> Task<void> {
    Task<void> request = whole_request(from);
    try {
      co_await async::detail::under(context, request);
    } catch (const Cancelled&) {
      was_cancelled = true;
    }
    ended = true;
  };
  async::Context context;
  bool ended = false;
  bool was_cancelled = false;
  co_await gather(work(context, engine, ended, was_cancelled), cancel(context, turn, ended));
  co_return was_cancelled;
}

TEST_P(Engines, LoseNoConnectionAndLeaveNoTransactionWhereverATaskIsCancelled) {
  Engine two(database.url(), small(2, 0, 10s));
  run([&]() -> Task<void> {
    co_await script("CREATE TABLE n (i INTEGER)");
    int cancelled = 0;
    bool more = true;
    // Turns are shorter than waits for the database, so that after a while every place has been hit.
    for (int turn = 0; more && turn < 4000; turn = turn < 60 ? turn + 1 : turn + turn / 20) {
      more = co_await cancel_at(two, turn);
      if (more) ++cancelled;
    }
    EXPECT_FALSE(more);
    EXPECT_GT(cancelled, 5);
    // What is being rolled back comes back soon.
    for (int i = 0; i < 500 && two.status().in_use != 0; ++i) co_await sleep(10ms);
    EXPECT_EQ(two.status().in_use, 0U);
    EXPECT_LE(two.status().open, 2U);
    Transaction first = co_await two.begin();
    const Rows rows = co_await first->execute(text("SELECT count(*) FROM n"));
    EXPECT_EQ(rows.one<int>(), 0);
    co_await first.rollback();
    if (is_sqlite()) co_return;
    const PooledConnection connection = co_await engine.connect();
    const Rows open =
        co_await connection->execute(text("SELECT count(*) FROM pg_stat_activity WHERE state LIKE 'idle in "
                                          "transaction%' AND datname = current_database()"));
    EXPECT_EQ(open.one<int>(), 0);
  });
}

TEST_P(Engines, RollBackWhatIsGivenBackOpen) {
  run([&]() -> Task<void> {
    co_await script("CREATE TABLE n (i INTEGER)");
    {
      const PooledConnection connection = co_await engine.connect();
      co_await connection->begin();
      co_await connection->execute(text("INSERT INTO n VALUES (1)"));
    }
    const PooledConnection connection = co_await engine.connect();
    const Rows rows = co_await connection->execute(text("SELECT count(*) FROM n"));
    EXPECT_EQ(rows.one<int>(), 0);
    EXPECT_FALSE(connection->in_transaction());
  });
}

TEST_P(Engines, ReplaceOldConnections) {
  EngineOptions options;
  options.pool_recycle = 20ms;
  Engine recycling(database.url(), options);
  run([&]() -> Task<void> {
    co_await use_for(recycling, 0ms);
    co_await sleep(40ms);
    co_await use_for(recycling, 0ms);
    // On a slow machine the first one is too old already when it comes back.
    EXPECT_EQ(recycling.status().opened, 2U);
    EXPECT_GE(recycling.status().discarded, 1U);
  });
}

TEST_P(Engines, CloseEverythingOnDemand) {
  run([&]() -> Task<void> {
    PooledConnection held = co_await engine.connect();
    co_await use_for(engine, 0ms);
    engine.dispose();
    EXPECT_EQ(engine.status().open, 1U);
    held.release();
    EXPECT_EQ(engine.status().open, 0U);
    co_await use_for(engine, 0ms);
    EXPECT_EQ(engine.status().opened, 3U);
  });
}

TEST_P(Engines, PingBeforeUse) {
  EngineOptions options;
  options.pool_pre_ping = true;
  Engine pinging(database.url(), options);
  run([&]() -> Task<void> {
    co_await use_for(pinging, 0ms);
    co_await use_for(pinging, 0ms);
    EXPECT_EQ(pinging.status().opened, 1U);
  });
}

TEST_P(Engines, ServeSeveralLoops) {
  run([&]() -> Task<void> { co_await script("CREATE TABLE n (i INTEGER)"); });
  const auto work = [&] {
    run([&]() -> Task<void> {
      for (int i = 0; i < 20; ++i) {
        Transaction transaction = co_await engine.begin(Isolation::serializable);
        co_await transaction->execute(text("SELECT 1"));
        co_await transaction.commit();
      }
    });
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < 3; ++i) threads.emplace_back(work);
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(engine.status().in_use, 0U);
}

TEST_P(Engines, TellEveryStatementButNoValues) {
  static std::vector<std::string> heard;
  heard.clear();
  set_echo([](std::string_view sql, std::size_t parameters) {
    heard.push_back(std::string(sql) + " " + std::to_string(parameters));
  });
  EngineOptions options;
  options.echo = true;
  Engine telling(database.url(), options);
  run([&]() -> Task<void> {
    Transaction transaction = co_await telling.begin();
    co_await transaction->execute(text("SELECT :a", param("a", "s3cret")));
    co_await transaction.commit();
  });
  set_echo(nullptr);
  const std::string select = is_sqlite() ? "SELECT ?1 1" : "SELECT $1 1";
  EXPECT_THAT(heard, testing::ElementsAre("BEGIN 0", select, "COMMIT 0"));
}

TEST(SqlEngine, RefusesUrlsAndOptionsThatMakeNoSense) {
  EXPECT_THROW(Engine("hero.db"), ProgrammingError);
  EXPECT_THROW(Engine("oracle://host/db"), ProgrammingError);
  EXPECT_THROW(Engine("sqlite://host/db"), ProgrammingError);
  EXPECT_THROW(Engine("sqlite:///a.db?journal_mode=OFF;DROP"), ProgrammingError);
  EXPECT_THROW(Engine("sqlite:///a.db?cache=shared"), ProgrammingError);
  EXPECT_THROW(Engine("sqlite:///a.db?busy_timeout=-1"), ProgrammingError);
  EXPECT_THROW(Engine("postgresql://host/db?nonsense=1"), ProgrammingError);
  EngineOptions options;
  options.pool_size = 0;
  EXPECT_THROW(Engine("sqlite://", options), ProgrammingError);
  try {
    Engine("postgresql://me:s3cret@host:x%zz/db");
    ADD_FAILURE();
  } catch (const ProgrammingError& error) {
    EXPECT_THAT(error.what(), Not(HasSubstr("s3cret")));
  }
}

TEST(SqlEngine, HidesThePasswordOfItsUrl) {
  EXPECT_EQ(Engine("postgresql+asyncpg://me:s3cret@host/db").url(), "postgresql://me:***@host/db");
  EXPECT_EQ(Engine("postgresql://host/db?user=me&password=s3cret&sslmode=require").url(),
            "postgresql://host/db?user=me&password=***&sslmode=require");
  EXPECT_EQ(Engine("sqlite+aiosqlite:///a.db").url(), "sqlite:///a.db");
  EXPECT_EQ(Engine("sqlite+aiosqlite:///a.db").dialect(), Dialect::sqlite);
}

TEST(SqlEngine, SaysThatThereIsNoDatabase) {
  Engine nobody("postgresql://me:s3cret@127.0.0.1:1/db");
  EXPECT_THROW(run_until_complete(nobody.connect()), ConnectionLost);
  EXPECT_EQ(nobody.status().open, 0U);
  Engine nowhere("sqlite:////nowhere/at/all.db");
  EXPECT_THROW(run_until_complete(nowhere.connect()), ConnectionLost);
}

Task<int> count_in_memory(Engine& engine) {
  const PooledConnection connection = co_await engine.connect();
  co_await connection->execute(text("CREATE TABLE IF NOT EXISTS n (i INTEGER)"));
  co_await connection->execute(text("INSERT INTO n VALUES (1)"));
  const Rows rows = co_await connection->execute(text("SELECT count(*) FROM n"));
  co_return rows.one<int>();
}

TEST(SqlEngine, InMemoryIsOneDatabaseForAllLoops) {
  Engine memory("sqlite://");
  EXPECT_EQ(run_until_complete(count_in_memory(memory)), 1);
  EXPECT_EQ(run_until_complete(count_in_memory(memory)), 2);
  int other = 0;
  std::thread([&] { other = run_until_complete(count_in_memory(memory)); }).join();
  EXPECT_EQ(other, 3);
  memory.dispose();
  EXPECT_EQ(run_until_complete(count_in_memory(memory)), 4);
  Engine second("sqlite:///:memory:");
  EXPECT_EQ(run_until_complete(count_in_memory(second)), 1);
}

}  // namespace
}  // namespace talaria::sql
