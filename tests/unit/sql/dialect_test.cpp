#include <gtest/gtest.h>

#include <talaria/sql/dialect.hpp>
#include <talaria/sql/errors.hpp>

namespace talaria::sql {
namespace {

TEST(SqlDialect, QuotesNames) {
  EXPECT_EQ(quote_identifier("hero"), "\"hero\"");
  EXPECT_EQ(quote_identifier("say \"hi\"; DROP TABLE hero; --"), "\"say \"\"hi\"\"; DROP TABLE hero; --\"");
}

TEST(SqlDialect, RefusesNamesThatNoDatabaseCanHave) {
  EXPECT_THROW((void)quote_identifier(""), ProgrammingError);
  EXPECT_THROW((void)quote_identifier(std::string_view("a\0b", 3)), ProgrammingError);
}

TEST(SqlDialect, WritesPlaceholdersAsTheDatabaseReadsThem) {
  std::string text;
  append_placeholder(text, Dialect::sqlite, 1);
  append_placeholder(text, Dialect::postgresql, 12);
  EXPECT_EQ(text, "?1$12");
  EXPECT_EQ(to_string(Dialect::postgresql), "postgresql");
}

}  // namespace
}  // namespace talaria::sql
