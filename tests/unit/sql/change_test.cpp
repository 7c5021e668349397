#include "tables.hpp"

#include <gmock/gmock.h>

#include <talaria/sql/change.hpp>
#include <talaria/sql/errors.hpp>

namespace talaria::sql {
namespace {

using namespace tests;
using testing::EndsWith;
using testing::HasSubstr;

std::string text_of(const auto& statement, Dialect dialect = Dialect::postgresql) {
  return statement.render(dialect).text;
}

Team team(std::string name) {
  Team made;
  made.name = std::move(name);
  return made;
}

TEST(Insert, LeavesTheKeyToTheDatabase) {
  const auto statement = insert<Team>().values(team("x"));
  EXPECT_EQ(text_of(statement), R"(INSERT INTO "team" ("name") VALUES ($1))");
  EXPECT_THAT(statement.render(Dialect::sqlite).parameters, testing::ElementsAre(Value("x")));
  Team numbered = team("y");
  numbered.id = 7;
  EXPECT_EQ(text_of(insert<Team>().values(numbered)), R"(INSERT INTO "team" ("id", "name") VALUES ($1, $2))");
}

TEST(Insert, TakesSeveralRows) {
  const auto statement = insert<Team>().values(std::vector<Team>{team("x"), team("y")});
  EXPECT_EQ(text_of(statement), R"(INSERT INTO "team" ("name") VALUES ($1), ($2))");
  Team numbered = team("z");
  numbered.id = 7;
  const auto mixed = insert<Team>().values(team("x")).values(numbered);
  EXPECT_EQ(text_of(mixed), R"(INSERT INTO "team" ("id", "name") VALUES (DEFAULT, $1), ($2, $3))");
  EXPECT_EQ(text_of(mixed, Dialect::sqlite), R"(INSERT INTO "team" ("id", "name") VALUES (NULL, ?1), (?2, ?3))");
  EXPECT_THROW((void)text_of(insert<Team>()), ProgrammingError);
}

TEST(Insert, LeavesUntouchedServerDefaultsToTheDatabase) {
  Account account;
  account.owner = EmailStr();
  const std::string text = text_of(insert<Account>().values(account));
  EXPECT_THAT(text, testing::Not(HasSubstr("\"created\"")));
  EXPECT_THAT(text, testing::Not(HasSubstr("\"active\"")));
  account.active = false;
  account.label = "mine";
  EXPECT_THAT(text_of(insert<Account>().values(account)), HasSubstr("\"active\""));
}

TEST(Insert, Upserts) {
  EXPECT_THAT(text_of(insert<Team>().values(team("x")).on_conflict(column<&Team::name>).do_nothing()),
              EndsWith(R"(ON CONFLICT ("name") DO NOTHING)"));
  EXPECT_THAT(text_of(insert<Hero>()
                          .values(Hero())
                          .on_conflict(column<&Hero::name>)
                          .do_update(column<&Hero::secret_name>)
                          .do_set(column<&Hero::age>, excluded<&Hero::age> + 1)
                          .where(column<&Hero::age> < 9)),
              EndsWith(R"(ON CONFLICT ("name") DO UPDATE SET "secret_name" = "excluded"."secret_name", "age" = )"
                       R"("excluded"."age" + $5 WHERE ("hero"."age" < $6))"));
  EXPECT_THAT(text_of(insert<Team>().values(team("x")).on_conflict()), EndsWith(" ON CONFLICT DO NOTHING"));
}

TEST(Insert, GivesRowsBack) {
  EXPECT_THAT(text_of(insert<Team>().values(team("x")).returning()), EndsWith(R"( RETURNING "id", "name")"));
  const auto ids = insert<Team>().values(team("x")).returning(column<&Team::id>);
  EXPECT_THAT(text_of(ids), EndsWith(R"( RETURNING "id")"));
  static_assert(std::is_same_v<decltype(ids)::Row, std::optional<std::int64_t>>);
}

TEST(Update, SetsColumns) {
  const auto statement = update<Hero>()
                             .set(column<&Hero::age>, column<&Hero::age> + 1)
                             .set(column<&Hero::team_id>, std::nullopt)
                             .where(column<&Hero::id> == 1);
  EXPECT_EQ(text_of(statement),
            R"(UPDATE "hero" SET "age" = "hero"."age" + $1, "team_id" = $2 WHERE ("hero"."id" = $3))");
  EXPECT_THROW((void)text_of(update<Hero>()), ProgrammingError);
}

TEST(Update, SetsWhatIsSetOnEveryUpdate) {
  const std::string text = text_of(update<Account>().set(column<&Account::label>, "x"));
  EXPECT_EQ(text, R"(UPDATE "accounts" SET "label" = $1, "updated_at" = CURRENT_TIMESTAMP)");
  EXPECT_EQ(text_of(update<Account>().set(column<&Account::updated_at>, DateTime())),
            R"(UPDATE "accounts" SET "updated_at" = $1)");
}

TEST(Delete, RemovesRows) {
  EXPECT_EQ(text_of(delete_<Hero>().where(column<&Hero::id> == 1)), R"(DELETE FROM "hero" WHERE ("hero"."id" = $1))");
  EXPECT_EQ(text_of(delete_<Hero>().returning(column<&Hero::name>)), R"(DELETE FROM "hero" RETURNING "name")");
}

}  // namespace
}  // namespace talaria::sql
