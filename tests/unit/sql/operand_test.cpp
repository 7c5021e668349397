#include "tables.hpp"

#include <gtest/gtest.h>

#include <talaria/sql/operand.hpp>

namespace talaria::sql {
namespace {

using namespace tests;

TEST(Operands, GoTogetherByTheirKinds) {
  static_assert(detail::compare_well<int, double>());
  static_assert(detail::compare_well<std::int64_t, short>());
  static_assert(detail::compare_well<std::string, const char*>());
  static_assert(detail::compare_well<EmailStr, std::string_view>());
  static_assert(detail::compare_well<Role, Role>());
  static_assert(detail::compare_well<std::string, std::nullopt_t>());
  static_assert(!detail::compare_well<int, bool>());
  static_assert(!detail::compare_well<int, std::string>());
  static_assert(!detail::compare_well<std::string, int>());
  static_assert(!detail::compare_well<Role, std::string>());
  static_assert(!detail::compare_well<DateTime, int>());
  static_assert(!detail::compare_well<Uuid, std::string>());
}

TEST(Operands, MakeValuesOfWhatTheyAreComparedWith) {
  EXPECT_EQ((detail::value_for<int>(2.5)), Value(2.5)) << "a bound is not cut";
  EXPECT_EQ((detail::value_for<std::string>("x")), Value("x"));
  EXPECT_EQ((detail::value_for<int>(std::optional<int>())), Value());
  EXPECT_EQ((detail::value_for<Role>(Role::admin)), Value("admin"));
}

TEST(EscapeLike, TakesPatternsForWhatTheyAre) {
  EXPECT_EQ(detail::escape_like("50%_\\"), "50\\%\\_\\\\");
}

TEST(ColumnRef, IsQualifiedByItsTable) {
  const ColumnRef column{{&table_info<Hero>, "h"}, &table_info<Hero>.columns[1]};
  EXPECT_EQ(column.expression().sql.render(Dialect::sqlite).text, R"("h"."name")");
}

}  // namespace
}  // namespace talaria::sql
