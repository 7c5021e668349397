// What comes from outside goes through every place that takes a value, and is a value: nothing is changed by it.
#include "sql/on_database.hpp"

#include <set>

namespace talaria::sql {
namespace {

/// What is tried on databases: quotes, comments, stacked statements, unions, encodings, placeholders, COPY's escapes.
const std::vector<std::string>& payloads() {
  static const std::vector<std::string> list{
      "'",
      "''",
      "\"",
      "`",
      "\\",
      "\\'",
      "\\\\'",
      "%27",
      "' OR '1'='1",
      "' OR 1=1 --",
      "' OR 1=1 #",
      "' OR 1=1 /*",
      "\" OR \"\"=\"",
      "1 OR 1=1",
      "1; DROP TABLE secret",
      "'; DROP TABLE secret; --",
      "'); DROP TABLE secret; --",
      "')); DROP TABLE secret CASCADE; --",
      "'; DELETE FROM secret; --",
      "'; UPDATE secret SET word = 'gone'; --",
      "'; INSERT INTO secret VALUES (9, 'mine'); --",
      "'; TRUNCATE secret; --",
      "' UNION SELECT word FROM secret --",
      "' UNION ALL SELECT NULL, NULL --",
      "x' AND (SELECT count(*) FROM secret) > 0 --",
      "admin'--",
      "admin' #",
      "admin'/*",
      "*/ DROP TABLE secret; /*",
      "-- \n DROP TABLE secret",
      "$1",
      "$2; DROP TABLE secret",
      "?1",
      "?",
      ":name",
      ":a; DROP TABLE secret",
      "@name",
      "$$; DROP TABLE secret; $$",
      "$tag$; DROP TABLE secret; $tag$",
      "E'\\'; DROP TABLE secret; --'",
      "\xc2\xbf'; DROP TABLE secret; --",
      "\u02bc; DROP TABLE secret; --",
      "\uff07; DROP TABLE secret; --",
      "\\x27; DROP TABLE secret",
      "chr(39) || '; DROP TABLE secret'",
      "' || (SELECT word FROM secret LIMIT 1) || '",
      "'||pg_sleep(5)--",
      "'; SELECT pg_sleep(5); --",
      "1 AND randomblob(1000000000)",
      "'; ATTACH DATABASE '/tmp/x.db' AS x; --",
      "'; PRAGMA writable_schema = 1; --",
      "'; COPY secret TO PROGRAM 'id'; --",
      "'; COMMIT; DROP TABLE secret; BEGIN; --",
      "'; ROLLBACK; --",
      "\\N",
      "\\.",
      "a\tb\nc\rd\\te",
      "\n\\.\nDROP TABLE secret;",
      "{1,2}",
      "{\"a\"}",
      "NULL",
      "DEFAULT",
      "true",
      "0x27",
      "1e1000",
      "%",
      "_",
      "%' OR '%'='",
      "[a-z]%",
      "<script>alert('x')</script>",
  };
  return list;
}

/// Every payload alone and in three settings that close what may be open before it.
std::vector<std::string> corpus() {
  std::set<std::string> all;
  for (const std::string& payload : payloads()) {
    all.insert(payload);
    all.insert("5" + payload);
    all.insert("a') " + payload + " ('b");
    all.insert(payload + "\n" + payload);
  }
  return {all.begin(), all.end()};
}

class Injection : public OnDatabase {
 protected:
  Task<void> prepare() {
    return script(
        "CREATE TABLE secret (id INTEGER, word TEXT); INSERT INTO secret VALUES (1, 'safe');"
        "CREATE TABLE item (id INTEGER, name TEXT, note TEXT); INSERT INTO item VALUES (1, 'one', 'first')");
  }
  Task<void> expect_untouched(Connection& connection, const std::string& payload) {
    const Rows secret = co_await connection.execute(text("SELECT id, word FROM secret"));
    EXPECT_EQ(secret.size(), 1U) << payload;
    EXPECT_EQ(secret[0]["word"], Value("safe")) << payload;
    const Rows item = co_await connection.execute(text("SELECT id, name, note FROM item"));
    EXPECT_EQ(item.size(), 1U) << payload;
    EXPECT_FALSE(connection.in_transaction()) << payload;
  }
};

TALARIA_ON_BOTH_DATABASES(Injection);

TEST_P(Injection, TheCorpusIsLarge) {
  EXPECT_GE(corpus().size(), 200U);
}

TEST_P(Injection, AValueInAnyPlaceIsAValue) {
  run([&]() -> Task<void> {
    co_await prepare();
    const PooledConnection connection = co_await engine.connect();
    for (const std::string& evil : corpus()) {
      const Parameter a = param("a", evil);
      // Compared, matched, in a list, in a function, as a result, before another parameter and behind it.
      Rows rows = co_await connection->execute(text("SELECT * FROM item WHERE name = :a", a));
      EXPECT_TRUE(rows.empty()) << evil;
      rows = co_await connection->execute(
          text("SELECT * FROM item WHERE name LIKE :a ESCAPE '!' AND id = :b", a, param("b", 99)));
      EXPECT_TRUE(rows.empty()) << evil;
      const std::vector<std::string> list{evil, "zwei", evil};
      rows = co_await connection->execute(text("SELECT * FROM item WHERE name IN (:l)", param_list("l", list)));
      EXPECT_TRUE(rows.empty()) << evil;
      rows = co_await connection->execute(
          text("SELECT upper(note) FROM item WHERE id = :b AND coalesce(:a, name) <> ''", param("b", 1), a));
      EXPECT_EQ(rows.size(), 1U) << evil;
      rows = co_await connection->execute(text("SELECT CAST(:a AS TEXT) AS echoed", a));
      EXPECT_EQ(rows[0][0], Value(evil));
      rows =
          co_await connection->execute(text("SELECT name FROM item ORDER BY CASE WHEN name = :a THEN 1 ELSE 2 END", a));
      EXPECT_EQ(rows.size(), 1U) << evil;
    }
    co_await expect_untouched(*connection, "all reads");
  });
}

TEST_P(Injection, WhatIsStoredIsWhatWasSent) {
  run([&]() -> Task<void> {
    co_await prepare();
    const PooledConnection connection = co_await engine.connect();
    co_await connection->begin();  // one for all, so that the disk is waited for once
    for (const std::string& evil : corpus()) {
      const Parameter a = param("a", evil);
      co_await connection->execute(text("INSERT INTO item VALUES (2, :a, :b)", a, param("b", evil)));
      co_await connection->execute(text("UPDATE item SET note = :a WHERE name = :a AND id = 2", a));
      const Rows rows = co_await connection->execute(text("SELECT name, note FROM item WHERE id = 2"));
      EXPECT_EQ(rows.size(), 1U);
      EXPECT_EQ(rows[0]["name"], Value(evil));
      EXPECT_EQ(rows[0]["note"], Value(evil));
      const Rows gone = co_await connection->execute(text("DELETE FROM item WHERE note = :a RETURNING name", a));
      EXPECT_EQ(gone.size(), 1U) << evil;
    }
    co_await connection->commit();
    co_await expect_untouched(*connection, "all writes");
  });
}

TEST_P(Injection, SoIsWhatGoesInInBulk) {
  run([&]() -> Task<void> {
    co_await prepare();
    const PooledConnection connection = co_await engine.connect();
    const std::vector<std::string> all = corpus();
    std::vector<std::vector<Value>> rows;
    for (std::size_t i = 0; i < all.size(); ++i) {
      std::vector<Value> row;
      row.emplace_back(static_cast<std::int64_t>(i) + 100);
      row.emplace_back(all[i]);
      row.emplace_back(all[i]);
      rows.push_back(std::move(row));
    }
    std::vector<std::string> columns{"id", "name", "note"};
    std::vector<std::vector<Value>> copied = rows;
    co_await connection->copy_in("item", columns, std::move(copied));
    Rows stored = co_await connection->execute(text("SELECT name FROM item WHERE id >= 100 ORDER BY id"));
    EXPECT_EQ(stored.as<std::string>(), all);
    co_await connection->execute(text("DELETE FROM item WHERE id >= 100"));
    std::string insert = is_sqlite() ? "INSERT INTO item VALUES (?1, ?2, ?3)" : "INSERT INTO item VALUES ($1, $2, $3)";
    co_await connection->execute_many(std::move(insert), std::move(rows));
    stored = co_await connection->execute(text("SELECT note FROM item WHERE id >= 100 ORDER BY id"));
    EXPECT_EQ(stored.as<std::string>(), all);
    co_await connection->execute(text("DELETE FROM item WHERE id >= 100"));
    co_await expect_untouched(*connection, "bulk");
  });
}

TEST_P(Injection, ANameIsAName) {
  run([&]() -> Task<void> {
    co_await prepare();
    const PooledConnection connection = co_await engine.connect();
    for (const std::string& evil : corpus()) {
      co_await connection->begin();
      co_await connection->savepoint(evil);
      co_await connection->rollback_to_savepoint(evil);
      co_await connection->release_savepoint(evil);
      co_await connection->rollback();
      bool refused = false;
      try {
        std::vector<std::vector<Value>> rows(1);
        rows.front().emplace_back(1);
        std::vector<std::string> columns{evil};
        co_await connection->copy_in(evil, std::move(columns), std::move(rows));
      } catch (const ProgrammingError&) {
        refused = true;
      }
      EXPECT_TRUE(refused) << evil;
    }
    co_await expect_untouched(*connection, "names");
  });
}

}  // namespace
}  // namespace talaria::sql
