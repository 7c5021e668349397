#include "tables.hpp"

#include <gtest/gtest.h>

#include <talaria/sql/select.hpp>
#include <talaria/sql/select_base.hpp>

namespace talaria::sql {
namespace {

using namespace tests;

TEST(SelectBase, SaysWhatItsColumnsAre) {
  const auto query = select<Team, Hero>().join<Hero>();
  ASSERT_EQ(query.items().size(), 2U);
  EXPECT_EQ(query.items()[0].width(), 2U);
  EXPECT_EQ(query.items()[1].entity.table, &table_info<Hero>);
  const auto values = select(column<&Hero::age>);
  EXPECT_EQ(values.items()[0].width(), 1U);
  EXPECT_EQ(values.items()[0].type, &model::type_info<std::optional<int>>);
  EXPECT_EQ(query.projection(), nullptr);
  EXPECT_EQ(query.as<HeroStat>().projection(), &model::type_info<HeroStat>);
  EXPECT_FALSE(query.has_limit());
}

}  // namespace
}  // namespace talaria::sql
