#include "tables.hpp"

#include <gtest/gtest.h>

#include <talaria/model/inherit.hpp>
#include <talaria/model/validate.hpp>
#include <talaria/sql/table.hpp>

namespace talaria::sql {
namespace table_test {
struct HeroBase {
  std::string name;
  std::optional<int> age;
};
struct HTTPRoute2 : HeroBase {
  Field<std::optional<std::int64_t>, primary_key> id;
};
BOOST_DESCRIBE_STRUCT(HTTPRoute2, (HeroBase), (id))
struct Invoice {
  static constexpr TableConfig table_config{.prefix = "billing_"};
  Field<std::string, primary_key> number;
};
}  // namespace table_test
namespace {

using namespace tests;

TEST(TableInfo, IsMadeOfTheFieldsOfAModel) {
  constexpr const TableInfo& table = table_info<Hero>;
  EXPECT_EQ(table.name, "hero");
  ASSERT_EQ(table.columns.size(), 5U);
  EXPECT_EQ(table.columns[1].name, "name");
  EXPECT_FALSE(table.columns[1].nullable());
  EXPECT_TRUE(table.columns[3].nullable());
  EXPECT_FALSE(table.columns[0].nullable()) << "a key is never null";
  EXPECT_EQ(table.generated_key(), &table.columns[0]);
  EXPECT_EQ(table.find("age"), &table.columns[3]);
  EXPECT_EQ(table.find("AGE"), nullptr);
}

TEST(TableInfo, NamesTablesInSnakeCase) {
  EXPECT_EQ(table_info<table_test::HTTPRoute2>.name, "http_route2");
  EXPECT_EQ(table_info<table_test::Invoice>.name, "billing_invoice");
  EXPECT_EQ(table_info<Account>.name, "accounts");
  EXPECT_EQ(table_info<Account>.find("created")->field->name, "created_at");
}

TEST(TableInfo, TakesColumnsOfBaseClasses) {
  constexpr const TableInfo& table = table_info<table_test::HTTPRoute2>;
  ASSERT_EQ(table.columns.size(), 3U);
  EXPECT_EQ(table.columns[0].name, "name");
  EXPECT_TRUE(table.columns[2].facts->primary_key);
}

TEST(TableInfo, KnowsWhichKeysTheDatabaseMakes) {
  EXPECT_EQ(table_info<Account>.generated_key(), nullptr) << "no integer";
  EXPECT_EQ(table_info<Membership>.generated_key(), nullptr) << "two columns";
  EXPECT_EQ(table_info<Membership>.key_size(), 2U);
}

TEST(TableInfo, IsOfModelsWithAKeyAlone) {
  static_assert(Table<Hero>);
  static_assert(!Table<HeroStat>);
  static_assert(!Table<std::string>);
  static_assert(!Table<std::optional<Hero>>);
}

TEST(TableInfo, LeavesTheModelValidated) {
  const auto fine = model_validate_json<Hero>(R"({"name": "Dead Pond", "secret_name": "Dive Wilson"})");
  EXPECT_EQ(fine.name, "Dead Pond");
  EXPECT_THROW((void)model_validate_json<Hero>(R"({"name": "", "secret_name": "x"})"), ValidationError)
      << "a table validates as any model does";
}

}  // namespace
}  // namespace talaria::sql
