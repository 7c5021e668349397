// The snippets of docs/sql-engine.md.
#include <string>
#include <vector>

#include <talaria/sql/sql.hpp>

namespace sql_engine_page {

using namespace talaria;

struct HeroSummary {
  std::string name;
  std::optional<int> age;
};

// [engine]
sql::Engine make_engine(const std::string& url) {
  sql::EngineOptions options{.pool_size = 5, .max_overflow = 10};
  options.pool_recycle = std::chrono::hours(1);
  return sql::Engine(url, options);
}
// [/engine]

// [text]
Task<std::vector<HeroSummary>> older_than(sql::Engine& engine, int age) {
  const sql::PooledConnection connection = co_await engine.connect();
  const sql::Rows rows = co_await connection->execute(
      sql::text("SELECT name, age FROM hero WHERE age > :age ORDER BY name", sql::param("age", age)));
  co_return rows.as<HeroSummary>();
}
// [/text]

// [lists]
Task<std::int64_t> count_named(sql::Engine& engine, std::vector<std::string> names) {
  const sql::PooledConnection connection = co_await engine.connect();
  const sql::Rows rows = co_await connection->execute(
      sql::text("SELECT count(*) FROM hero WHERE name IN (:names)", sql::param_list("names", names)));
  co_return rows.one<std::int64_t>();
}
// [/lists]

// [transaction]
Task<void> birthday(sql::Engine& engine, std::string name) {
  sql::Transaction transaction = co_await engine.begin();
  co_await transaction->execute(
      sql::text("UPDATE hero SET age = age + 1 WHERE name = :name", sql::param("name", name)));
  co_await transaction->execute(sql::text("INSERT INTO party (name) VALUES (:name)", sql::param("name", name)));
  co_await transaction.commit();  // without it, everything is rolled back
}
// [/transaction]

// [bulk]
Task<std::int64_t> import_heroes(sql::Engine& engine, std::vector<HeroSummary> heroes) {
  std::vector<std::vector<sql::Value>> rows;
  for (const HeroSummary& hero : heroes) {
    std::vector<sql::Value> row{sql::to_value(hero.name), sql::to_value(hero.age)};
    rows.push_back(std::move(row));
  }
  std::vector<std::string> columns{"name", "age"};
  const sql::PooledConnection connection = co_await engine.connect();
  co_return co_await connection->copy_in("hero", std::move(columns), std::move(rows));
}
// [/bulk]

// [stream]
Task<std::int64_t> sum_of_ages(sql::Engine& engine) {
  const sql::PooledConnection connection = co_await engine.connect();
  sql::Statement statement("SELECT age FROM hero WHERE age IS NOT NULL");
  Stream<sql::Rows> stream = connection->stream(std::move(statement));
  std::int64_t sum = 0;
  while (const sql::Rows* const rows = co_await stream.next()) {
    for (const sql::Row row : *rows) sum += row.get<std::int64_t>("age");
  }
  co_return sum;
}
// [/stream]

// [errors]
Task<bool> add_hero(sql::Engine& engine, HeroSummary hero) {
  const sql::PooledConnection connection = co_await engine.connect();
  try {
    co_await connection->execute(sql::text("INSERT INTO hero (name, age) VALUES (:name, :age)",
                                           sql::param("name", hero.name), sql::param("age", hero.age)));
    co_return true;
  } catch (const sql::UniqueViolation&) {
    co_return false;  // there is one of that name
  }
}
// [/errors]

// [listen]
Task<std::string> next_news(sql::Engine& engine) {
  Stream<sql::Notification> stream = engine.listen("news");
  const sql::Notification* const notification = co_await stream.next();
  co_return notification->payload;
}
// [/listen]

}  // namespace sql_engine_page
