#include "tables.hpp"

#include <gmock/gmock.h>

#include <talaria/sql/errors.hpp>
#include <talaria/sql/functions.hpp>
#include <talaria/sql/select.hpp>

namespace talaria::sql {
namespace {

using namespace tests;

std::string text_of(const SelectBase& query, Dialect dialect = Dialect::postgresql) {
  return query.render(dialect).text;
}

TEST(Select, ReadsAllColumnsOfATable) {
  EXPECT_EQ(text_of(select<Team>()), R"(SELECT "team"."id", "team"."name" FROM "team")");
  static_assert(std::is_same_v<Select<Team>::Row, Team*>);
  static_assert(std::is_same_v<Select<Team, std::string>::Row, std::tuple<Team*, std::string>>);
}

TEST(Select, FiltersSortsAndCuts) {
  const auto query = select<Team>()
                         .where(column<&Team::name> != "x", column<&Team::id> > 3)
                         .order_by(column<&Team::name>.desc().nulls_last(), column<&Team::id>)
                         .limit(20)
                         .offset(40);
  EXPECT_EQ(text_of(query),
            R"(SELECT "team"."id", "team"."name" FROM "team" WHERE ("team"."name" <> $1) AND )"
            R"(("team"."id" > $2) ORDER BY "team"."name" DESC NULLS LAST, "team"."id" LIMIT $3 OFFSET $4)");
  EXPECT_THAT(query.render(Dialect::sqlite).parameters,
              testing::ElementsAre(Value("x"), Value(3), Value(20), Value(40)));
  EXPECT_THAT(text_of(select<Team>().offset(1), Dialect::sqlite), testing::EndsWith(" LIMIT -1 OFFSET ?1"));
}

TEST(Select, GrowsStepByStep) {
  auto query = select<Team>();
  query.where(column<&Team::id> == 1);
  query = query.limit(1);
  EXPECT_THAT(text_of(query), testing::EndsWith(R"(WHERE ("team"."id" = $1) LIMIT $2)"));
}

TEST(Select, JoinsByTheForeignKey) {
  EXPECT_EQ(text_of(select(column<&Hero::name>, column<&Team::name>).join<Team>()),
            R"(SELECT "hero"."name" AS "name", "team"."name" AS "name" FROM "hero" JOIN "team" ON )"
            R"("hero"."team_id" = "team"."id")");
  EXPECT_THAT(text_of(select<Team, Hero>().left_join<Hero>()),
              testing::EndsWith(R"(FROM "team" LEFT JOIN "hero" ON "hero"."team_id" = "team"."id")"));
  EXPECT_THROW((void)select<Hero>().join<Account>(), ProgrammingError) << "there is no key between them";
}

TEST(Select, JoinsByACondition) {
  const auto other = alias<Hero>("other");
  EXPECT_THAT(text_of(select<Hero>().join(other, other.column<&Hero::age>() > column<&Hero::age>)),
              testing::EndsWith(R"(FROM "hero" JOIN "hero" AS "other" ON "other"."age" > "hero"."age")"));
  EXPECT_EQ(text_of(select(other).select_from(other)),
            R"(SELECT "other"."id", "other"."name", "other"."secret_name", "other"."age", "other"."team_id" )"
            R"(FROM "hero" AS "other")");
}

TEST(Select, GroupsAndProjects) {
  const auto query = select(column<&Team::name>, count().label("heroes"))
                         .join<Hero>()
                         .group_by(column<&Team::name>)
                         .having(count() > 1)
                         .as<HeroStat>();
  static_assert(std::is_same_v<decltype(query)::Row, HeroStat>);
  EXPECT_EQ(text_of(query), R"(SELECT "team"."name" AS "name", COUNT(*) AS "heroes" FROM "team" JOIN "hero" ON )"
                            R"("hero"."team_id" = "team"."id" GROUP BY "team"."name" HAVING (COUNT(*) > $1))");
  EXPECT_EQ(text_of(select<Hero>().as<HeroStat>()), R"(SELECT "hero"."name" FROM "hero")")
      << "of a table only what the struct has";
}

TEST(Select, StandsInsideOfOthers) {
  EXPECT_THAT(text_of(select<Hero>().where(column<&Hero::team_id>.in_(select(column<&Team::id>)))),
              testing::EndsWith(R"(WHERE ("hero"."team_id" IN (SELECT "team"."id" AS "id" FROM "team")))"));
  const auto sizes =
      select(column<&Hero::team_id>, count().label("size")).group_by(column<&Hero::team_id>).subquery("sizes");
  EXPECT_EQ(text_of(select(column<&Team::name>, sizes.value<std::int64_t>("size"))
                        .join(sizes, sizes.column<&Hero::team_id>() == column<&Team::id>)),
            R"(SELECT "team"."name" AS "name", "sizes"."size" AS "size" FROM "team" JOIN (SELECT "hero"."team_id" AS )"
            R"("team_id", COUNT(*) AS "size" FROM "hero" GROUP BY "hero"."team_id") AS "sizes" ON )"
            R"("sizes"."team_id" = "team"."id")");
}

TEST(Select, NamesQueriesFirst) {
  const auto adults = select<Hero>().where(column<&Hero::age> >= 18).cte("adults");
  EXPECT_EQ(
      text_of(select(adults.column<&Hero::name>()).select_from(adults)),
      R"(WITH "adults" AS (SELECT "hero"."id", "hero"."name", "hero"."secret_name", "hero"."age", )"
      R"("hero"."team_id" FROM "hero" WHERE ("hero"."age" >= $1)) SELECT "adults"."name" AS "name" FROM "adults")");
}

TEST(Select, BuildsOnItself) {
  const auto next = alias<Hero>("next");
  const auto chain = select(column<&Hero::id>, column<&Hero::team_id>)
                         .where(column<&Hero::id> == 1)
                         .recursive_cte("chain", [&](const NamedQuery& self) {
                           return select(next.column<&Hero::id>(), next.column<&Hero::team_id>())
                               .select_from(next)
                               .join(self, self.column<&Hero::team_id>() == next.column<&Hero::id>());
                         });
  EXPECT_EQ(text_of(select(chain.column<&Hero::id>()).select_from(chain)),
            R"(WITH RECURSIVE "chain" AS (SELECT "hero"."id" AS "id", "hero"."team_id" AS "team_id" FROM "hero" WHERE )"
            R"(("hero"."id" = $1) UNION ALL SELECT "next"."id" AS "id", "next"."team_id" AS "team_id" FROM "hero" AS )"
            R"("next" JOIN "chain" ON "chain"."team_id" = "next"."id") SELECT "chain"."id" AS "id" FROM "chain")");
}

TEST(Select, LocksRows) {
  EXPECT_THAT(text_of(select<Team>().for_update(LockWait::skip_locked)),
              testing::EndsWith("\"team\" FOR UPDATE SKIP LOCKED"));
  EXPECT_THAT(text_of(select<Team>().for_share(LockWait::nowait)), testing::EndsWith("\"team\" FOR SHARE NOWAIT"));
  EXPECT_THAT(text_of(select<Team>().for_update(), Dialect::sqlite), testing::EndsWith("\"team\""));
}

TEST(Select, UnitesAndDistinguishes) {
  EXPECT_EQ(
      text_of(select(column<&Hero::name>).distinct().union_all(select(column<&Team::name>))),
      R"(SELECT DISTINCT "hero"."name" AS "name" FROM "hero" UNION ALL SELECT "team"."name" AS "name" FROM "team")");
}

TEST(Select, CountsItsRows) {
  const auto query = select(column<&Team::id>).order_by(column<&Team::id>).limit(5);
  EXPECT_EQ(query.count_fragment().render(Dialect::sqlite).text,
            R"(SELECT COUNT(*) FROM (SELECT "team"."id" AS "id" FROM "team") AS "counted")");
}

}  // namespace
}  // namespace talaria::sql
