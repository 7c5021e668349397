#include "tables.hpp"

#include <gmock/gmock.h>

#include <talaria/sql/expression.hpp>

namespace talaria::sql {
namespace {

using namespace tests;

std::string text_of(const Condition& condition, Dialect dialect = Dialect::postgresql) {
  return condition.sql.render(dialect).text;
}
std::vector<Value> values_of(const Condition& condition) {
  return condition.sql.render(Dialect::postgresql).parameters;
}

TEST(Expression, ComparesColumnsWithValues) {
  const Condition condition = column<&Hero::name> == "x" && column<&Hero::age> >= 18;
  EXPECT_EQ(text_of(condition), R"(("hero"."name" = $1) AND ("hero"."age" >= $2))");
  EXPECT_THAT(values_of(condition), testing::ElementsAre(Value("x"), Value(18)));
  EXPECT_EQ(text_of(column<&Hero::team_id> == column<&Team::id>), R"("hero"."team_id" = "team"."id")");
  EXPECT_EQ(text_of(5 < column<&Hero::age>), R"($1 < "hero"."age")");
}

TEST(Expression, KnowsNull) {
  EXPECT_EQ(text_of(column<&Hero::age> == std::nullopt), R"("hero"."age" IS NULL)");
  EXPECT_EQ(text_of(column<&Hero::age> != std::nullopt), R"("hero"."age" IS NOT NULL)");
  EXPECT_EQ(text_of(column<&Hero::age> == std::optional<int>()), R"("hero"."age" IS NULL)");
  EXPECT_EQ(text_of(column<&Hero::age> == std::optional<int>(3)), R"("hero"."age" = $1)");
  EXPECT_EQ(text_of(column<&Hero::age>.is_not_null()), R"("hero"."age" IS NOT NULL)");
}

TEST(Expression, CombinesConditions) {
  const Condition a = column<&Hero::age> == 1;
  const Condition b = column<&Hero::age> == 2;
  EXPECT_EQ(text_of(a || !b), R"(("hero"."age" = $1) OR (NOT ("hero"."age" = $2)))");
  EXPECT_EQ(text_of(and_(a, b)), text_of(a && b));
  EXPECT_EQ(text_of(or_(a, b)), text_of(a || b));
  EXPECT_EQ(text_of(not_(a)), text_of(!a));
  EXPECT_EQ(text_of(and_({})), "1 = 1");
  EXPECT_EQ(text_of(column<&Account::active> && a), R"("accounts"."active" AND ("hero"."age" = $1))")
      << "a column of bools is a condition";
}

TEST(Expression, AsksForMembership) {
  EXPECT_EQ(text_of(column<&Hero::age>.in_({1, 2})), R"("hero"."age" IN ($1, $2))");
  EXPECT_EQ(text_of(column<&Hero::name>.not_in(std::vector<std::string>{"a"})), R"("hero"."name" NOT IN ($1))");
  EXPECT_EQ(text_of(column<&Hero::age>.in_(std::vector<int>())), "1 = 0") << "nothing is in an empty list";
  EXPECT_EQ(text_of(column<&Hero::age>.not_in(std::vector<int>())), "1 = 1");
  EXPECT_THAT(values_of(column<&Account::role>.in_({Role::admin})), testing::ElementsAre(Value("admin")));
  EXPECT_EQ(text_of(column<&Hero::age>.between(1, 9)), R"("hero"."age" BETWEEN $1 AND $2)");
}

TEST(Expression, MatchesTexts) {
  EXPECT_EQ(text_of(column<&Hero::name>.like("a%")), R"("hero"."name" LIKE $1)");
  EXPECT_EQ(text_of(column<&Hero::name>.ilike("a%")), R"("hero"."name" ILIKE $1)");
  EXPECT_EQ(text_of(column<&Hero::name>.ilike("a%"), Dialect::sqlite), R"(lower("hero"."name") LIKE lower(?1))");
  EXPECT_EQ(text_of(column<&Hero::name>.not_like("a%")), R"("hero"."name" NOT LIKE $1)");
  EXPECT_EQ(text_of(column<&Hero::name>.contains("50%")), R"("hero"."name" LIKE $1 ESCAPE '\')");
  EXPECT_THAT(values_of(column<&Hero::name>.contains("50%")), testing::ElementsAre(Value("%50\\%%")));
  EXPECT_THAT(values_of(column<&Hero::name>.startswith("a")), testing::ElementsAre(Value("a%")));
  EXPECT_THAT(values_of(column<&Hero::name>.endswith("a")), testing::ElementsAre(Value("%a")));
}

TEST(Expression, Calculates) {
  EXPECT_EQ(text_of((column<&Hero::age> + 1) * 2 > 10), R"((("hero"."age" + $1) * $2) > $3)");
  static_assert(std::is_same_v<decltype(column<&Hero::age> + 1.5)::value_type, double>);
}

TEST(Alias, IsATableUnderAnotherName) {
  const auto boss = alias<Hero>("boss");
  EXPECT_EQ(text_of(boss.column<&Hero::id>() == column<&Hero::team_id>), R"("boss"."id" = "hero"."team_id")");
}

}  // namespace
}  // namespace talaria::sql
