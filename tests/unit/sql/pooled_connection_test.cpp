#include <gmock/gmock.h>

#include <talaria/async/run_sync.hpp>
#include <talaria/sql/pooled_connection.hpp>
#include <talaria/sql/sql.hpp>

namespace talaria::sql {
namespace {

TEST(SqlPooledConnection, IsGivenBackOnce) {
  Engine engine("sqlite://");
  const auto body = [&]() -> Task<void> {
    PooledConnection none;
    EXPECT_FALSE(none);
    none.release();
    PooledConnection one = co_await engine.connect();
    EXPECT_TRUE(one);
    PooledConnection moved = std::move(one);
    EXPECT_FALSE(one);  // NOLINT(bugprone-use-after-move)
    EXPECT_EQ((*moved).dialect(), Dialect::sqlite);
    moved.release();
    moved.release();
    EXPECT_EQ(engine.status().in_use, 0U);
    one = co_await engine.connect();
    one = PooledConnection();
    EXPECT_EQ(engine.status().in_use, 0U);
    EXPECT_EQ(engine.status().opened, 1U);
  };
  run_until_complete(body());
}

}  // namespace
}  // namespace talaria::sql
