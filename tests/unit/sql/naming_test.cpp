#include <array>
#include <stdexcept>

#include <gtest/gtest.h>

#include <talaria/sql/naming.hpp>

namespace talaria::sql {
namespace {

TEST(NamingConvention, HasTheFivePatternsOfPostgresql) {
  const NamingConvention naming;
  const std::array<std::string_view, 1> column{"email"};
  const NameParts parts{"user", column, "age_positive", "team"};
  EXPECT_EQ(make_name(naming.ix, parts), "user_email_idx");
  EXPECT_EQ(make_name(naming.uq, parts), "user_email_key");
  EXPECT_EQ(make_name(naming.ck, parts), "user_age_positive_check");
  EXPECT_EQ(make_name(naming.fk, parts), "user_email_fkey");
  EXPECT_EQ(make_name(naming.pk, parts), "user_pkey");
}

TEST(NamingConvention, TakesOtherPatterns) {
  const std::array<std::string_view, 2> columns{"a", "b"};
  const NameParts parts{"t", columns, "c", "other"};
  EXPECT_EQ(make_name("ix_%(column_0_label)s", parts), "ix_t_a");
  EXPECT_EQ(make_name("uq_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s", parts), "uq_t_a_b_other");
  EXPECT_EQ(make_name("plain", parts), "plain");
  EXPECT_THROW((void)make_name("%(column_1_name)s", parts), std::invalid_argument);
  EXPECT_THROW((void)make_name("%(table_name", parts), std::invalid_argument);
}

TEST(NamingConvention, ShortensLongNamesSoThatTheyStayDifferent) {
  const std::string table(60, 'x');
  const std::array<std::string_view, 1> a{"first_column"};
  const std::array<std::string_view, 1> b{"other_column"};
  const std::string one = make_name("%(column_0_label)s_idx", {table, a, {}, {}});
  const std::string two = make_name("%(column_0_label)s_idx", {table, b, {}, {}});
  EXPECT_EQ(one.size(), 63U);
  EXPECT_NE(one, two);
}

TEST(QuoteLiteral, DoublesQuotes) {
  EXPECT_EQ(quote_literal("it's"), "'it''s'");
  EXPECT_EQ(quote_literal(""), "''");
  EXPECT_THROW((void)quote_literal(std::string_view("a\0b", 3)), std::invalid_argument);
}

}  // namespace
}  // namespace talaria::sql
