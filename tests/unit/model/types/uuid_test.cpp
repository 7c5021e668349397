#include "facts_check.hpp"

#include <unordered_set>

#include <talaria/model/types/uuid.hpp>

namespace talaria {
namespace {

TEST(UuidTest, ReadsAndWritesAsPydantic) {
  facts_check::check_file<Uuid>("uuid");
}

TEST(UuidTest, KnowsVersions) {
  facts_check::check_part<Uuid1>("uuid_versions", "uuid1");
  facts_check::check_part<Uuid3>("uuid_versions", "uuid3");
  facts_check::check_part<Uuid4>("uuid_versions", "uuid4");
  facts_check::check_part<Uuid5>("uuid_versions", "uuid5");
  facts_check::check_part<Uuid6>("uuid_versions", "uuid6");
  facts_check::check_part<Uuid7>("uuid_versions", "uuid7");
  facts_check::check_part<Uuid8>("uuid_versions", "uuid8");
}

TEST(UuidTest, NewOnesDifferAndSayTheirVersion) {
  std::unordered_set<Uuid> seen;
  for (int i = 0; i < 100; ++i) {
    EXPECT_EQ(Uuid::v4().version(), 4);
    EXPECT_TRUE(seen.insert(Uuid::v4()).second);
  }
  const Uuid first = Uuid::v7();
  EXPECT_EQ(first.version(), 7);
  EXPECT_TRUE(first.to_string().starts_with("01"));  // until 2039
  EXPECT_EQ(Uuid::parse(first.to_string()), first);
  EXPECT_THROW((void)Uuid::parse("nonsense"), ValueError);
  EXPECT_EQ(Uuid().version(), 0);
}

}  // namespace
}  // namespace talaria
