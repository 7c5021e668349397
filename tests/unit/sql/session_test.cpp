// Sessions on both databases.
#include "sql/on_database.hpp"
#include "tables.hpp"

#include <talaria/sql/session.hpp>

namespace talaria::sql {
namespace {

using namespace tests;
using testing::ElementsAre;

Hero hero(std::string name, std::optional<int> age = {}) {
  Hero made;
  made.name = std::move(name);
  made.secret_name = "secret";
  made.age = age;
  return made;
}
Team team(std::string name) {
  Team made;
  made.name = std::move(name);
  return made;
}

class Sessions : public OnDatabase {
 protected:
  void SetUp() override {
    run([&]() -> Task<void> {
      const Metadata metadata = tables<Hero, Team, Account>();
      const PooledConnection connection = co_await engine.connect();
      co_await metadata.create_all(*connection, force);
    });
  }
  /// Three heroes, of 18, 48 and no age.
  void add_heroes() {
    run([&]() -> Task<void> {
      Session session(engine);
      session.add(hero("Spider-Boy", 18));
      session.add(hero("Rusty-Man", 48));
      session.add(hero("Dead Pond"));
      co_await session.commit();
    });
  }
};

TALARIA_ON_BOTH_DATABASES(Sessions);

TEST_P(Sessions, FillInWhatTheDatabaseMakes) {
  run([&]() -> Task<void> {
    Session session(engine);
    Hero& added = session.add(hero("Dead Pond"));
    EXPECT_FALSE(session.in_transaction()) << "no connection is held before it is needed";
    co_await session.flush();
    EXPECT_EQ(added.id.base(), 1);
    EXPECT_TRUE(session.in_transaction());
    co_await session.commit();
    EXPECT_FALSE(session.in_transaction()) << "the connection went back";
    EXPECT_EQ(engine.status().in_use, 0U);
    EXPECT_EQ(added.name, "Dead Pond") << "commit() expires nothing";
    EXPECT_EQ(session.query_count(), 1U);
  });
}

TEST_P(Sessions, KnowEachRowAsOneObject) {
  add_heroes();
  run([&]() -> Task<void> {
    Session session(engine);
    Hero* const first = co_await session.get<Hero>(1);
    Hero* const again = co_await session.get<Hero>(1);
    EXPECT_EQ(first, again);
    EXPECT_EQ(session.query_count(), 1U) << "what is there is not asked for";
    Results<Hero> results = co_await session.exec(select<Hero>().order_by(column<&Hero::id>));
    EXPECT_EQ(&results.all()[0], first);
    Hero* const nobody = co_await session.get<Hero>(99);
    EXPECT_EQ(nobody, nullptr);
  });
}

TEST_P(Sessions, WriteWhatChanged) {
  add_heroes();
  run([&]() -> Task<void> {
    Session session(engine);
    Hero* const found = co_await session.get<Hero>(2);
    found->age = 49;
    const std::size_t before = session.query_count();
    co_await session.commit();
    EXPECT_EQ(session.query_count(), before + 1);
    co_await session.commit();
    EXPECT_EQ(session.query_count(), before + 1) << "nothing changed since";
    Session other(engine);
    Hero* const stored = co_await other.get<Hero>(2);
    EXPECT_EQ(stored->age, 49);
    EXPECT_EQ(stored->name, "Rusty-Man");
  });
}

TEST_P(Sessions, RemoveAndRefresh) {
  add_heroes();
  run([&]() -> Task<void> {
    Session session(engine);
    Hero* const found = co_await session.get<Hero>(2);
    const std::int64_t changed =
        co_await session.exec(update<Hero>().set(column<&Hero::age>, 50).where(column<&Hero::id> == 2));
    EXPECT_EQ(changed, 1);
    EXPECT_EQ(found->age, 48) << "a change without objects leaves objects alone";
    co_await session.refresh(*found);
    EXPECT_EQ(found->age, 50);
    session.remove(*found);
    co_await session.commit();
    EXPECT_FALSE(session.contains(*found));
    Hero* const gone = co_await session.get<Hero>(2);
    EXPECT_EQ(gone, nullptr);
  });
}

TEST_P(Sessions, RollBackWhenTheyGo) {
  run([&]() -> Task<void> {
    {
      Session session(engine);
      session.add(hero("Nobody"));
      co_await session.flush();
    }
    Session session(engine);
    const std::int64_t count = co_await session.count(select<Hero>());
    EXPECT_EQ(count, 0);
    Hero& added = session.add(hero("Somebody"));
    co_await session.flush();
    co_await session.rollback();
    EXPECT_FALSE(session.contains(added));
    EXPECT_EQ(added.name, "Somebody") << "it stays readable";
    const std::int64_t still = co_await session.count(select<Hero>());
    EXPECT_EQ(still, 0);
  });
}

TEST_P(Sessions, SayWhichConstraintIsBroken) {
  run([&]() -> Task<void> {
    Session session(engine);
    session.add(team("Preventers"));
    co_await session.commit();
    session.add(team("Preventers"));
    EXPECT_THROW(co_await session.flush(), UniqueViolation);
    co_await session.rollback();
    session.add(team("Z-Force"));
    co_await session.commit();
    const std::int64_t count = co_await session.count(select<Team>());
    EXPECT_EQ(count, 2);
  });
}

TEST_P(Sessions, InsertInTheOrderOfForeignKeys) {
  run([&]() -> Task<void> {
    Session session(engine);
    Team& preventers = session.add(team("Preventers"));
    co_await session.flush();
    Hero rusty = hero("Rusty-Man");
    rusty.team_id = preventers.id.base();
    session.add(std::move(rusty));
    co_await session.commit();
    auto query = select(column<&Hero::name>, column<&Team::name>).join<Team>();
    const auto rows = (co_await session.exec(query)).all();
    EXPECT_THAT(rows, ElementsAre(std::tuple("Rusty-Man", "Preventers")));
    Hero lost = hero("Lost");
    lost.team_id = 77;
    session.add(std::move(lost));
    EXPECT_THROW(co_await session.commit(), ForeignKeyViolation);
  });
}

TEST_P(Sessions, ExpectAsManyRowsAsTheyAreTold) {
  add_heroes();
  run([&]() -> Task<void> {
    Session session(engine);
    auto all = select<Hero>().order_by(column<&Hero::id>);
    auto none = select<Hero>().where(column<&Hero::id> == 99);
    auto one = select<Hero>().where(column<&Hero::id> == 1);
    EXPECT_EQ((co_await session.exec(all)).first()->name, "Spider-Boy");
    EXPECT_EQ((co_await session.exec(none)).first(), nullptr);
    EXPECT_EQ((co_await session.exec(one)).one().name, "Spider-Boy");
    EXPECT_EQ((co_await session.exec(none)).one_or_none(), nullptr);
    Results<Hero> nobody = co_await session.exec(none);
    EXPECT_THROW((void)nobody.one(), NoResultFound);
    Results<Hero> several = co_await session.exec(all);
    EXPECT_THROW((void)several.one(), MultipleResultsFound);
    EXPECT_THROW((void)several.one_or_none(), MultipleResultsFound);
    auto names = select(column<&Hero::name>).where(column<&Hero::age>.is_null());
    EXPECT_EQ((co_await session.exec(names)).one(), "Dead Pond");
    auto oldest = select(max(column<&Hero::age>));
    const std::optional<std::optional<int>> age = co_await session.scalar(oldest);
    EXPECT_EQ(age, std::optional<int>(48));
  });
}

TEST_P(Sessions, CalculateInTheDatabase) {
  add_heroes();
  run([&]() -> Task<void> {
    Session session(engine);
    auto query = select(count(), sum(column<&Hero::age>), avg(column<&Hero::age>), min(column<&Hero::name>));
    const auto row = (co_await session.exec(query)).one();
    EXPECT_EQ(row,
              (std::tuple<std::int64_t, std::optional<std::int64_t>, std::optional<double>, std::optional<std::string>>(
                  3, 66, 33.0, "Dead Pond")));
    auto ranks = select(column<&Hero::name>, row_number().over(window().order_by(column<&Hero::name>)),
                        case_<std::string>().when(column<&Hero::age> >= 40, "old").else_("young"))
                     .order_by(column<&Hero::name>);
    const auto ranked = (co_await session.exec(ranks)).all();
    EXPECT_EQ(ranked[1], (std::tuple<std::string, std::int64_t, std::string>("Rusty-Man", 2, "old")));
    auto found = select<Hero>().where(column<&Hero::name>.ilike("spider%") || column<&Hero::name>.contains("Pond"));
    const std::int64_t matches = co_await session.count(found);
    EXPECT_EQ(matches, 2);
    auto stats = select(column<&Hero::name>, count().label("heroes")).group_by(column<&Hero::name>).as<HeroStat>();
    const std::vector<HeroStat> made = (co_await session.exec(stats)).all();
    EXPECT_EQ(made.size(), 3U);
    EXPECT_EQ(made[0].heroes, 1);
  });
}

TEST_P(Sessions, BecomeVectorsOfCopies) {
  add_heroes();
  run([&]() -> Task<void> {
    Session session(engine);
    auto query = select<Hero>().order_by(column<&Hero::id>).offset(1).limit(1);
    Objects<Hero> heroes = (co_await session.exec(query)).all();
    const std::vector<Hero> copies = heroes;
    EXPECT_EQ(copies.size(), 1U);
    EXPECT_EQ(copies[0].name, "Rusty-Man");
    const std::vector<HeroStat> others = heroes;
    EXPECT_EQ(others[0].name, "Rusty-Man");
  });
}

TEST_P(Sessions, Merge) {
  add_heroes();
  run([&]() -> Task<void> {
    Session session(engine);
    Hero changed = hero("Spider-Man", 19);
    changed.id = 1;
    Hero* const merged = co_await session.merge(std::move(changed));
    EXPECT_TRUE(session.contains(*merged));
    co_await session.commit();
    auto query = select(column<&Hero::name>).where(column<&Hero::id> == 1);
    EXPECT_EQ((co_await session.exec(query)).one(), "Spider-Man");
  });
}

TEST_P(Sessions, UndoAPartAlone) {
  run([&]() -> Task<void> {
    Session session(engine);
    session.add(team("kept"));
    {
      auto nested = co_await session.begin_nested();
      session.add(team("undone"));
      co_await session.flush();
      co_await nested.rollback();
    }
    {
      auto nested = co_await session.begin_nested();
      session.add(team("forgotten"));
      co_await session.flush();
    }
    {
      auto nested = co_await session.begin_nested();
      session.add(team("also kept"));
      co_await nested.commit();
    }
    co_await session.commit();
    auto query = select(column<&Team::name>).order_by(column<&Team::name>);
    EXPECT_THAT((co_await session.exec(query)).all(), ElementsAre("also kept", "kept"));
  });
}

TEST_P(Sessions, GiveBackWhatAChangeDid) {
  run([&]() -> Task<void> {
    Session session(engine);
    auto adding = insert<Team>().values(team("a")).values(team("b")).returning(column<&Team::name>);
    EXPECT_EQ((co_await session.exec(adding)).size(), 2U);
    auto again = insert<Team>().values(team("a")).on_conflict(column<&Team::name>).do_nothing();
    const std::int64_t added = co_await session.exec(again);
    EXPECT_EQ(added, 0);
    auto upsert =
        insert<Team>().values(team("a")).on_conflict(column<&Team::name>).do_update(column<&Team::name>).returning();
    Team& upserted = (co_await session.exec(upsert)).one();
    EXPECT_TRUE(session.contains(upserted));
    auto removing = delete_<Team>().where(column<&Team::name> == "b").returning(column<&Team::name>);
    EXPECT_EQ((co_await session.exec(removing)).one(), "b");
  });
}

TEST_P(Sessions, LeaveDefaultsToTheDatabase) {
  run([&]() -> Task<void> {
    Session session(engine);
    Account account;
    account.id = Uuid::parse("6f1b3bb0-2f9e-4a0c-8d51-9f7d3c0e2a11");
    account.owner = EmailStr::parse("a@example.com");
    account.balance = Decimal("12.50");
    account.marks = {1, 2};
    Account& added = session.add(std::move(account));
    co_await session.commit();
    EXPECT_EQ(added.label, "it's");
    EXPECT_TRUE(added.created_at.offset().has_value()) << "moments of the server have an offset";
    EXPECT_GT(added.created_at.date().year(), 2000);
    const DateTime before = added.updated_at;
    added.label = "mine";
    co_await session.commit();
    EXPECT_GE(added.updated_at, before) << "set by the database on every update, and read back";
    Session other(engine);
    Account* const stored = co_await other.get<Account>(added.id);
    EXPECT_EQ(stored->created_at, added.created_at);
    EXPECT_EQ(stored->marks, (std::vector<int>{1, 2}));
    EXPECT_EQ(stored->balance, Decimal("12.50"));
    EXPECT_EQ(stored->role, Role::member);
    added.balance = Decimal("-1");
    EXPECT_THROW(co_await session.flush(), CheckViolation);
  });
}

TEST_P(Sessions, NoticeThatARowIsGone) {
  add_heroes();
  run([&]() -> Task<void> {
    Session session(engine);
    Hero* const found = co_await session.get<Hero>(1);
    const std::int64_t removed = co_await session.exec(delete_<Hero>().where(column<&Hero::id> == 1));
    EXPECT_EQ(removed, 1);
    found->age = 20;
    EXPECT_THROW(co_await session.flush(), StaleDataError);
    EXPECT_THROW(co_await session.refresh(*found), NoResultFound);
  });
}

TEST_P(Sessions, StreamRows) {
  add_heroes();
  run([&]() -> Task<void> {
    Session session(engine);
    std::vector<std::string> names;
    auto query = select<Hero>().order_by(column<&Hero::id>);
    auto heroes = session.stream(query);
    while (const Hero* const found = co_await heroes.next()) names.push_back(found->name);
    EXPECT_THAT(names, ElementsAre("Spider-Boy", "Rusty-Man", "Dead Pond"));
  });
}

TEST_P(Sessions, TakeSqlByHand) {
  add_heroes();
  run([&]() -> Task<void> {
    Session session(engine);
    const Rows rows = co_await session.exec(text("SELECT name FROM hero WHERE id = :id", param("id", 2)));
    EXPECT_EQ(rows.one<std::string>(), "Rusty-Man");
  });
}

TEST_P(Sessions, AddManyInOneGo) {
  run([&]() -> Task<void> {
    Session session(engine);
    std::vector<Team> many;
    for (int i = 0; i < 50; ++i) many.push_back(team("team " + std::to_string(i)));
    Objects<Team> added = session.add_all(std::move(many));
    co_await session.commit();
    for (std::size_t i = 1; i < added.size(); ++i) EXPECT_GT(*added[i].id.base(), *added[i - 1].id.base());
  });
}

}  // namespace
}  // namespace talaria::sql
