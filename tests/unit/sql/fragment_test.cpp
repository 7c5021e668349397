#include <stdexcept>

#include <gmock/gmock.h>

#include <talaria/sql/fragment.hpp>

namespace talaria::sql {
namespace {

TEST(Fragment, NumbersValuesInTheirOrder) {
  Fragment part;
  part.add("b = ").add_value(2);
  Fragment whole("a = ");
  whole.add_value("x").add(" AND ").add(part).add(" AND ").add_column("t", "c").add(" IS NULL");
  const Statement statement = whole.render(Dialect::postgresql);
  EXPECT_EQ(statement.text, R"(a = $1 AND b = $2 AND "t"."c" IS NULL)");
  EXPECT_THAT(statement.parameters, testing::ElementsAre(Value("x"), Value(2)));
  EXPECT_EQ(whole.render(Dialect::sqlite).text, R"(a = ?1 AND b = ?2 AND "t"."c" IS NULL)");
}

TEST(Fragment, HoldsTextsForEachDialect) {
  Fragment sql;
  sql.add_by_dialect("LIKE", "ILIKE").add(" x").add_value(1, "BIGINT");
  EXPECT_EQ(sql.render(Dialect::sqlite).text, "LIKE x?1");
  EXPECT_EQ(sql.render(Dialect::postgresql).text, "ILIKE x$1::BIGINT");
}

TEST(Fragment, QuotesNames) {
  Fragment sql;
  sql.add_column("", "a\"b");
  EXPECT_EQ(sql.render(Dialect::sqlite).text, "\"a\"\"b\"");
  EXPECT_THROW(sql.add_identifier("a\x01"), std::invalid_argument);
}

TEST(Fragment, NeverPutsAValueIntoTheText) {
  Fragment sql("x = ");
  sql.add_value("'; DROP TABLE hero; --\x01\x02");
  EXPECT_EQ(sql.render(Dialect::sqlite).text, "x = ?1");
}

TEST(Fragment, JoinsOthers) {
  Fragment sql;
  sql.add_joined({Fragment("a"), Fragment("b")}, ", ");
  EXPECT_EQ(sql.render(Dialect::sqlite).text, "a, b");
}

}  // namespace
}  // namespace talaria::sql
