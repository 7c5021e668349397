#include "tables.hpp"

#include <gmock/gmock.h>

#include <talaria/sql/errors.hpp>
#include <talaria/sql/results.hpp>

namespace talaria::sql {
namespace {

using namespace tests;

detail::Fetched numbers(std::vector<Value> values) {
  detail::Fetched fetched;
  fetched.rows = Rows({"n"}, std::move(values));
  return fetched;
}

TEST(Results, SayHowManyRowsThereAre) {
  EXPECT_EQ(Results<int>(numbers({})).first(), std::nullopt);
  EXPECT_EQ(Results<int>(numbers({1, 2})).first(), 1);
  EXPECT_EQ(Results<int>(numbers({1})).one(), 1);
  EXPECT_EQ(Results<int>(numbers({})).one_or_none(), std::nullopt);
  EXPECT_THAT(Results<int>(numbers({1, 2})).all(), testing::ElementsAre(1, 2));
  EXPECT_EQ(Results<int>(numbers({1, 2})).size(), 2U);
}

TEST(Results, HaveTheErrorsOfSqlalchemy) {
  const auto text_of = [](auto&& body) -> std::string {
    try {
      body();
    } catch (const NoResultFound& error) {
      return error.what();
    } catch (const MultipleResultsFound& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_EQ(text_of([] { (void)Results<int>(numbers({})).one(); }), "No row was found when one was required");
  EXPECT_EQ(text_of([] { (void)Results<int>(numbers({1, 2})).one(); }),
            "Multiple rows were found when exactly one was required");
  EXPECT_EQ(text_of([] { (void)Results<int>(numbers({1, 2})).one_or_none(); }),
            "Multiple rows were found when one or none was required");
}

TEST(Objects, RefersToObjectsAndCopiesThem) {
  Team one;
  one.name = "one";
  const Objects<Team> objects({&one});
  EXPECT_EQ(&objects[0], &one);
  for (Team& team : objects) team.name = "two";
  EXPECT_EQ(one.name, "two");
  const std::vector<Team> copies = objects;
  EXPECT_EQ(copies[0].name, "two");
}

}  // namespace
}  // namespace talaria::sql
