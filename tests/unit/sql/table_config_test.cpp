#include <gtest/gtest.h>

#include <talaria/sql/table_config.hpp>

namespace talaria::sql {
namespace {

TEST(TableConstraint, IsPutTogetherAsAConstant) {
  constexpr auto args =
      table_args(unique_constraint("a", "b").named("ab"), index_over("c").where("c > 0"),
                 foreign_key_constraint("x", "y").references("t", "p", "q").deletes(on_delete::cascade));
  ASSERT_EQ(args.size(), 3U);
  EXPECT_EQ(args[0].kind, TableConstraint::Kind::unique);
  EXPECT_EQ(args[0].column_count, 2U);
  EXPECT_EQ(args[0].column_names[1], "b");
  EXPECT_EQ(args[0].name, "ab");
  EXPECT_EQ(args[1].text, "c > 0");
  EXPECT_EQ(args[2].target_table, "t");
  EXPECT_EQ(args[2].target_names[1], "q");
  EXPECT_EQ(args[2].deleted, ReferentialAction::cascade);
  EXPECT_EQ(check_constraint("a > b", "order").kind, TableConstraint::Kind::check);
  EXPECT_EQ(unique_index("a").kind, TableConstraint::Kind::unique_index);
}

}  // namespace
}  // namespace talaria::sql
