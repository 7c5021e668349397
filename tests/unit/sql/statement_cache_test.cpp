#include "sql/statement_cache.hpp"

#include <gmock/gmock.h>

namespace talaria::sql {
namespace {

TEST(SqlStatementCache, LetsTheLeastRecentlyUsedGo) {
  StatementCache<int> cache(2);
  std::vector<int> gone;
  const auto note = [&](int value) { gone.push_back(value); };
  cache.insert("a", 1, note);
  cache.insert("b", 2, note);
  EXPECT_EQ(*cache.find("a"), 1);
  cache.insert("c", 3, note);
  EXPECT_THAT(gone, testing::ElementsAre(2));
  EXPECT_EQ(cache.find("b"), nullptr);
  EXPECT_NE(cache.find("a"), nullptr);
  cache.erase("a");
  cache.erase("a");
  EXPECT_EQ(cache.size(), 1U);
  cache.clear(note);
  EXPECT_THAT(gone, testing::ElementsAre(2, 3));
  EXPECT_EQ(cache.find("c"), nullptr);
}

}  // namespace
}  // namespace talaria::sql
