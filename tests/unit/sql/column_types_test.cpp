#include "tables.hpp"

#include <map>
#include <set>

#include <gtest/gtest.h>

#include <talaria/model/types/bytes.hpp>
#include <talaria/sql/column_types.hpp>

namespace talaria::sql {
namespace column_types_test {
struct Everything {
  Field<std::int64_t, primary_key> id;
  bool flag;
  std::int16_t small;
  std::int32_t middle;
  std::uint32_t natural;
  float single_;
  double real;
  std::string text;
  Field<std::string, max_length{9}> short_text;
  Field<std::optional<std::string>, max_length{9}> maybe;
  tests::Role role;
  Date day;
  Time time;
  DateTime moment;
  NaiveDatetime naive;
  Uuid uuid;
  Field<Decimal, max_digits{8}, decimal_places{3}> price;
  Bytes octets;
  EmailStr email;
  std::vector<int> list;
  std::map<std::string, int> map;
  tests::HeroStat nested;
  JsonObject object;
  Field<std::string, column_type{"CITEXT"}> own;
};
}  // namespace column_types_test
namespace {

std::string type_of(std::string_view column, Dialect dialect) {
  return type_of_column(*table_info<column_types_test::Everything>.find(column), dialect);
}

struct Case {
  std::string_view column;
  std::string_view postgresql;
  std::string_view sqlite;
};
constexpr Case cases[] = {
    {"id", "BIGINT", "INTEGER"},
    {"flag", "BOOLEAN", "BOOLEAN"},
    {"small", "SMALLINT", "INTEGER"},
    {"middle", "INTEGER", "INTEGER"},
    {"natural", "BIGINT", "INTEGER"},
    {"single_", "REAL", "REAL"},
    {"real", "DOUBLE PRECISION", "REAL"},
    {"text", "VARCHAR", "VARCHAR"},
    {"short_text", "VARCHAR(9)", "VARCHAR(9)"},
    {"maybe", "VARCHAR(9)", "VARCHAR(9)"},
    {"role", "VARCHAR(6)", "VARCHAR(6)"},
    {"day", "DATE", "DATE"},
    {"time", "TIME", "TIME"},
    {"moment", "TIMESTAMP WITH TIME ZONE", "TIMESTAMP"},
    {"naive", "TIMESTAMP", "TIMESTAMP"},
    {"uuid", "UUID", "CHAR(36)"},
    {"price", "NUMERIC(8, 3)", "NUMERIC(8, 3)"},
    {"octets", "BYTEA", "BLOB"},
    {"email", "VARCHAR", "VARCHAR"},
    {"list", "JSONB", "JSON"},
    {"map", "JSONB", "JSON"},
    {"nested", "JSONB", "JSON"},
    {"object", "JSONB", "JSON"},
    {"own", "CITEXT", "CITEXT"},
};

TEST(TypeOfColumn, FollowsFromTheTypeAndTheFacts) {
  for (const Case& c : cases) {
    EXPECT_EQ(type_of(c.column, Dialect::postgresql), c.postgresql) << c.column;
    EXPECT_EQ(type_of(c.column, Dialect::sqlite), c.sqlite) << c.column;
  }
}

TEST(EnumCondition, NamesTheValues) {
  EXPECT_EQ(enum_condition(*table_info<tests::Account>.find("role")), "\"role\" IN ('admin', 'member')");
  EXPECT_EQ(enum_condition(*table_info<tests::Account>.find("label")), "");
}

TEST(ServerValueText, IsWrittenForADialect) {
  EXPECT_EQ(server_value_text({.kind = ServerValue::Kind::text, .text = "it's"}, Dialect::sqlite), "'it''s'");
  EXPECT_EQ(server_value_text({.kind = ServerValue::Kind::number, .number = 5}, Dialect::sqlite), "5");
  EXPECT_EQ(server_value_text({.kind = ServerValue::Kind::number, .number = 0.5}, Dialect::sqlite), "0.5");
  EXPECT_EQ(server_value_text({.kind = ServerValue::Kind::boolean, .boolean = true}, Dialect::sqlite), "TRUE");
  EXPECT_EQ(server_value_text({.kind = ServerValue::Kind::now}, Dialect::postgresql), "CURRENT_TIMESTAMP");
  EXPECT_EQ(server_value_text({.kind = ServerValue::Kind::expression, .text = "f()"}, Dialect::postgresql), "(f())");
}

}  // namespace
}  // namespace talaria::sql
