// The pages about databases.
#include "pages.hpp"
#include "sql/queries.hpp"

#include <gmock/gmock.h>

#include <talaria/async/run_sync.hpp>
#include <talaria/base/state_map.hpp>
#include <talaria/sql/sql.hpp>

// clang-format off
namespace sql_databases_page {
void set_up(talaria::App& app);
talaria::AppOptions options();
}  // namespace sql_databases_page
// clang-format on

namespace docs {
namespace {

using namespace talaria;
using testing::ElementsAre;

TEST(SqlDatabasesPage, AnswersAsThePageSays) {
  const std::string page = "sql-databases.md";
  App app{sql_databases_page::options()};
  sql_databases_page::set_up(app);
  TestClient client{app};
  const Json hero = JsonObject{{"name", "Dead Pond"}, {"age", 30}, {"secret_name", "Dive Wilson"}};
  EXPECT_TRUE(shown(page, client.post("/heroes/", {.json = hero}), 201));
  EXPECT_TRUE(shown(page, client.post("/heroes/", {.json = hero}), 409));
  EXPECT_TRUE(shown(page, client.get("/heroes/")));
  EXPECT_EQ(client.get("/heroes/1").status_code, 200);
  const Json changes = JsonObject{{"age", nullptr}};
  EXPECT_TRUE(shown(page, client.patch("/heroes/1", {.json = changes})));
  EXPECT_TRUE(shown(page, client.delete_("/heroes/1")));
  EXPECT_EQ(client.get("/heroes/1").status_code, 404);
  const Json nameless = JsonObject{{"name", ""}, {"secret_name", "x"}};
  EXPECT_EQ(client.post("/heroes/", {.json = nameless}).status_code, 422);
}

Task<void> fill(sql::Engine& engine) {
  using namespace sql_queries_page;
  sql::Session db(engine);
  Team team;
  team.name = "Preventers";
  Team& preventers = db.add(std::move(team));
  Team lonely;
  lonely.name = "Z-Force";
  db.add(std::move(lonely));
  const auto add = [&](std::string name, std::optional<int> age, bool member) {
    Hero hero;
    hero.name = std::move(name);
    hero.age = age;
    Hero& added = db.add(std::move(hero));
    if (member) added.team.set(preventers);
  };
  add("Rusty-Man", 48, true);
  add("Spider-Boy", 18, true);
  add("Dead Pond", std::nullopt, false);
  co_await db.commit();
}

Task<void> look(sql::Engine& engine) {
  using namespace sql_queries_page;
  const sql::Metadata metadata = sql::tables<Team, Hero>();
  co_await metadata.create_all(engine);
  co_await fill(engine);
  sql::Session db(engine);
  const auto names = co_await names_of_adults(db, "-");
  EXPECT_THAT(names, ElementsAre("Rusty-Man", "Spider-Boy"));
  const std::string first = co_await oldest(db);
  EXPECT_EQ(first, "Rusty-Man");
  const auto sizes = co_await team_sizes(db);
  EXPECT_EQ(sizes.size(), 2U);
  EXPECT_EQ(sizes[0].heroes, 2);
  EXPECT_EQ(sizes[0].mean_age, 33.0);
  EXPECT_EQ(sizes[1].mean_age, std::nullopt);
  const auto second = co_await seconds(db);
  EXPECT_THAT(second, ElementsAre("Spider-Boy"));
  const std::int64_t promoted = co_await promote(db, 40);
  EXPECT_EQ(promoted, 1);
  const auto known = co_await team_named(db, "Z-Force");
  EXPECT_EQ(known, 2);
  const auto sizes_by_hand = co_await by_hand(db, 2);
  EXPECT_EQ(sizes_by_hand.at(0).mean_age, 33.0);
  const auto teams_read = co_await teams_with_heroes(db);
  EXPECT_EQ(teams_read[0].heroes.size(), 2U);
  Hero* const spider = co_await db.get<Hero>(2);
  const std::string team = co_await team_of(db, *spider);
  EXPECT_EQ(team, "Preventers");
}

TEST(SqlQueriesPage, DoesWhatThePageSays) {
  sql::Engine engine("sqlite://");
  run_until_complete(look(engine));
}

TEST(SqlQueriesPage, AnswersAsThePageSays) {
  const std::string page = "sql-queries.md";
  App app{sql_queries_page::options()};
  sql_queries_page::set_up(app);
  TestClient client{app};
  const Json team = JsonObject{{"name", "Preventers"}};
  EXPECT_TRUE(shown(page, client.post("/teams/", {.json = team}), 201));
  EXPECT_EQ(client.post("/teams/", {.json = team}).status_code, 409);
  for (const auto& [name, age] : {std::pair("Rusty-Man", 48), std::pair("Spider-Boy", 18), std::pair("Kid", 7)}) {
    const Json hero = JsonObject{{"name", name}, {"age", age}};
    EXPECT_EQ(client.post("/heroes/", {.json = hero}).status_code, 200);
  }
  EXPECT_TRUE(shown(page, client.get("/heroes/?age_ge=18&sort=-age&size=1")));
  EXPECT_EQ(client.get("/heroes/?unknown=1").status_code, 422);
  EXPECT_EQ(client.get("/heroes/?sort=powers").status_code, 422);
}

}  // namespace
}  // namespace docs
