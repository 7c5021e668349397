#include <gmock/gmock.h>

#include <talaria/sql/errors.hpp>
#include <talaria/sql/rows.hpp>

namespace talaria::sql {
namespace {

using testing::ElementsAre;

struct Hero {
  std::int64_t id = 0;
  std::string name = {};
};

Rows heroes() {
  return Rows({"id", "name"}, {Value(1), Value("Deadpond"), Value(2), Value("Rusty-Man")}, 2);
}

TEST(SqlRows, GivesValuesByPlaceAndByName) {
  const Rows rows = heroes();
  EXPECT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows.affected(), 2);
  EXPECT_EQ(rows[1]["name"], Value("Rusty-Man"));
  EXPECT_EQ(rows[0][0], Value(1));
  EXPECT_EQ(rows[1].get<std::string>("name"), "Rusty-Man");
  EXPECT_EQ(rows[1].get<int>(0), 2);
  EXPECT_THROW((void)rows[2], ProgrammingError);
  EXPECT_THROW((void)rows[0][2], ProgrammingError);
  EXPECT_THROW((void)rows[0]["nick"], ProgrammingError);
}

TEST(SqlRows, IsGoneThroughRowByRow) {
  std::vector<std::string> names;
  const Rows rows = heroes();
  for (const Row row : rows) names.push_back(row["name"].as_text());
  EXPECT_THAT(names, ElementsAre("Deadpond", "Rusty-Man"));
}

TEST(SqlRows, BecomesStructs) {
  const std::vector<Hero> all = heroes().as<Hero>();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[1].id, 2);
  EXPECT_EQ(all[1].name, "Rusty-Man");
  EXPECT_EQ(heroes()[0].as<Hero>().name, "Deadpond");
  EXPECT_EQ(heroes().first<Hero>()->id, 1);
}

TEST(SqlRows, BecomesScalarsWhenThereIsOneColumn) {
  EXPECT_THAT(Rows({"id"}, {Value(3), Value(4)}).as<int>(), ElementsAre(3, 4));
  EXPECT_EQ(Rows({"count"}, {Value(3)}).one<int>(), 3);
}

TEST(SqlRows, SaysWhenThereAreNoRowsOrTooMany) {
  EXPECT_THROW((void)heroes().one<Hero>(), MultipleResultsFound);
  EXPECT_THROW((void)heroes().one_or_none<Hero>(), MultipleResultsFound);
  const Rows none({"id"}, {});
  EXPECT_THROW((void)none.one<int>(), NoResultFound);
  EXPECT_FALSE(none.one_or_none<int>());
  EXPECT_FALSE(none.first<int>());
  EXPECT_TRUE(none.empty());
  EXPECT_EQ(Rows().size(), 0U);
}

}  // namespace
}  // namespace talaria::sql
