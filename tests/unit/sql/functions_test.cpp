#include "tables.hpp"

#include <gtest/gtest.h>

#include <talaria/sql/functions.hpp>

namespace talaria::sql {
namespace {

using namespace tests;

std::string text_of(const ExpressionBase& expression, Dialect dialect = Dialect::postgresql) {
  return expression.sql.render(dialect).text;
}

TEST(Functions, Aggregate) {
  EXPECT_EQ(text_of(count()), "COUNT(*)");
  EXPECT_EQ(text_of(count(column<&Hero::age>)), R"(COUNT("hero"."age"))");
  EXPECT_EQ(text_of(count_distinct(column<&Hero::age>)), R"(COUNT(DISTINCT "hero"."age"))");
  EXPECT_EQ(text_of(sum(column<&Hero::age>)), R"(CAST(SUM("hero"."age") AS BIGINT))");
  EXPECT_EQ(text_of(sum(column<&Account::balance>)), R"(SUM("accounts"."balance"))");
  EXPECT_EQ(text_of(avg(column<&Hero::age>)), R"(CAST(AVG("hero"."age") AS DOUBLE PRECISION))");
  EXPECT_EQ(text_of(max(column<&Hero::name>)), R"(MAX("hero"."name"))");
  static_assert(std::is_same_v<decltype(sum(column<&Hero::age>))::value_type, std::optional<std::int64_t>>);
  static_assert(std::is_same_v<decltype(min(column<&Hero::age>))::value_type, std::optional<int>>);
  EXPECT_EQ(text_of(count().filter(column<&Hero::age> > 3)), R"(COUNT(*) FILTER (WHERE "hero"."age" > $1))");
}

TEST(Functions, LookThroughWindows) {
  EXPECT_EQ(
      text_of(row_number().over(window().partition_by(column<&Hero::team_id>).order_by(column<&Hero::age>.desc()))),
      R"(ROW_NUMBER() OVER (PARTITION BY "hero"."team_id" ORDER BY "hero"."age" DESC))");
  EXPECT_EQ(text_of(sum(column<&Hero::age>).over(window())), R"(CAST(SUM("hero"."age") OVER () AS BIGINT))");
  EXPECT_EQ(text_of(lag(column<&Hero::age>).over(window().order_by(column<&Hero::id>))),
            R"(LAG("hero"."age") OVER (ORDER BY "hero"."id"))");
}

TEST(Functions, ChooseByCases) {
  EXPECT_EQ(text_of(case_<std::string>().when(column<&Hero::age> < 18, "child").else_("adult")),
            R"(CASE WHEN "hero"."age" < $1 THEN $2 ELSE $3 END)");
  EXPECT_EQ(text_of(case_<int>().when(column<&Hero::age> < 18, 1).end()), R"(CASE WHEN "hero"."age" < $1 THEN $2 END)");
}

TEST(Functions, AskQueries) {
  const auto of_team = select(column<&Hero::id>).where(column<&Hero::team_id> == column<&Team::id>);
  EXPECT_EQ(text_of(exists(of_team)),
            R"(EXISTS (SELECT "hero"."id" AS "id" FROM "hero" WHERE ("hero"."team_id" = "team"."id")))");
  EXPECT_EQ(text_of(scalar(select(count()).select_from<Hero>())), R"((SELECT COUNT(*) FROM "hero"))");
}

TEST(Functions, CalculateWithTextsAndNull) {
  EXPECT_EQ(text_of(coalesce(column<&Hero::age>, 0)), R"(COALESCE("hero"."age", $1))");
  EXPECT_EQ(text_of(lower(column<&Hero::name>)), R"(LOWER("hero"."name"))");
  EXPECT_EQ(text_of(upper(column<&Hero::name>)), R"(UPPER("hero"."name"))");
  EXPECT_EQ(text_of(length(column<&Hero::name>) > 3), R"(LENGTH("hero"."name") > $1)");
  EXPECT_EQ(text_of(concat(column<&Hero::name>, "!")), R"(("hero"."name" || $1))");
  EXPECT_EQ(text_of(func<double>("random")), "random()");
  EXPECT_EQ(text_of(current(sql::now())), "CURRENT_TIMESTAMP");
  static_assert(std::is_same_v<decltype(nullable(column<&Hero::name>))::value_type, std::optional<std::string>>);
}

}  // namespace
}  // namespace talaria::sql
