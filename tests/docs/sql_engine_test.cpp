// The page about engines and SQL by hand, on SQLite; the suite of the layer runs the same calls on PostgreSQL.
#include <gmock/gmock.h>

#include <talaria/async/run_sync.hpp>
#include <talaria/sql/sql.hpp>

// clang-format off
namespace sql_engine_page {
using namespace talaria;
struct HeroSummary {
  std::string name;
  std::optional<int> age;
};
Task<std::vector<HeroSummary>> older_than(sql::Engine& engine, int age);
Task<std::int64_t> count_named(sql::Engine& engine, std::vector<std::string> names);
Task<void> birthday(sql::Engine& engine, std::string name);
Task<std::int64_t> import_heroes(sql::Engine& engine, std::vector<HeroSummary> heroes);
Task<std::int64_t> sum_of_ages(sql::Engine& engine);
Task<bool> add_hero(sql::Engine& engine, HeroSummary hero);
Task<std::string> next_news(sql::Engine& engine);
}  // namespace sql_engine_page
// clang-format on

namespace docs {
namespace {

using namespace talaria;

Task<void> make_tables_of_engine_page(sql::Engine& engine) {
  const sql::PooledConnection connection = co_await engine.connect();
  co_await connection->execute_script(
      "CREATE TABLE hero (name TEXT UNIQUE, age INTEGER); CREATE TABLE party (name TEXT)");
}

TEST(SqlEnginePage, DoesWhatItSays) {
  using namespace sql_engine_page;
  sql::Engine engine("sqlite://");
  run_until_complete(make_tables_of_engine_page(engine));
  std::vector<HeroSummary> heroes;
  heroes.push_back({"Deadpond", std::nullopt});
  heroes.push_back({"Rusty-Man", 48});
  heroes.push_back({"Spider-Boy", 16});
  EXPECT_EQ(run_until_complete(import_heroes(engine, heroes)), 3);
  EXPECT_EQ(run_until_complete(sum_of_ages(engine)), 64);
  run_until_complete(birthday(engine, "Spider-Boy"));
  const std::vector<HeroSummary> older = run_until_complete(older_than(engine, 16));
  ASSERT_EQ(older.size(), 2U);
  EXPECT_EQ(older[1].name, "Spider-Boy");
  EXPECT_EQ(older[1].age, 17);
  std::vector<std::string> names{"Deadpond", "Nobody"};
  EXPECT_EQ(run_until_complete(count_named(engine, names)), 1);
  names.clear();
  EXPECT_EQ(run_until_complete(count_named(engine, names)), 0);
  EXPECT_FALSE(run_until_complete(add_hero(engine, heroes[0])));
  heroes[0].name = "New";
  EXPECT_TRUE(run_until_complete(add_hero(engine, heroes[0])));
  EXPECT_THROW(run_until_complete(next_news(engine)), sql::ProgrammingError);
}

}  // namespace
}  // namespace docs
