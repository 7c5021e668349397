#include <gtest/gtest.h>

#include <talaria/model/describe.hpp>
#include <talaria/sql/column_facts.hpp>

namespace talaria::sql {
namespace {

using Key = Field<std::int64_t, primary_key, ge{1}>;
using Reference = Field<std::int64_t, foreign_key{"team.id", on_delete::cascade, on_update::restrict_}>;

TEST(ColumnFacts, AreReadFromAField) {
  EXPECT_TRUE(column_facts<Key>.primary_key);
  EXPECT_FALSE(column_facts<Key>.unique);
  EXPECT_EQ(column_facts<Reference>.foreign_key, "team.id");
  EXPECT_EQ(column_facts<Reference>.deleted, ReferentialAction::cascade);
  EXPECT_EQ(column_facts<Reference>.updated, ReferentialAction::restrict_);
  EXPECT_EQ((column_facts<Field<int, column_name{"n"}, column_type{"MONEY"}, check{"n > 0"}>>.name), "n");
  EXPECT_EQ((column_facts<Field<int, column_name{"n"}, column_type{"MONEY"}, check{"n > 0"}>>.type), "MONEY");
  EXPECT_EQ((column_facts<Field<int, column_name{"n"}, column_type{"MONEY"}, check{"n > 0"}>>.check), "n > 0");
  EXPECT_TRUE((column_facts<Field<std::string, unique, indexed>>.unique));
  EXPECT_TRUE((column_facts<Field<std::string, unique, indexed>>.indexed));
  EXPECT_FALSE(column_facts<int>.primary_key) << "a member that is no Field";
}

TEST(ColumnFacts, SayWhatTheDatabaseMakes) {
  EXPECT_EQ((column_facts<Field<std::string, server_default{"x"}>>.server_default.text), "x");
  EXPECT_EQ((column_facts<Field<int, server_default{-5}>>.server_default.number.integer), -5);
  EXPECT_DOUBLE_EQ((column_facts<Field<double, server_default{0.5}>>.server_default.number.real()), 0.5);
  EXPECT_TRUE((column_facts<Field<bool, server_default{true}>>.server_default.boolean));
  EXPECT_EQ((column_facts<Field<int, server_default{sql::now()}>>.server_default.kind), ServerValue::Kind::now);
  EXPECT_EQ((column_facts<Field<int, onupdate{sql::expression{"f()"}}>>.onupdate.text), "f()");
  EXPECT_FALSE(bool(column_facts<Key>.server_default));
}

TEST(ColumnFacts, SayNothingToTheModelLayer) {
  EXPECT_FALSE(Reference::facts.has_constraints);
  EXPECT_FALSE(Reference::facts.has_default);
  EXPECT_TRUE(Key::facts.has_ge) << "the other facts are kept";
}

}  // namespace
}  // namespace talaria::sql
