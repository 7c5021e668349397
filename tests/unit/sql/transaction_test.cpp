#include <gmock/gmock.h>

#include <talaria/async/run_sync.hpp>
#include <talaria/sql/sql.hpp>
#include <talaria/sql/transaction.hpp>

namespace talaria::sql {
namespace {

TEST(SqlTransaction, GivesItsConnectionBackWhenItEnds) {
  Engine engine("sqlite://");
  const auto body = [&]() -> Task<void> {
    Transaction transaction = co_await engine.begin();
    EXPECT_TRUE(transaction.is_active());
    EXPECT_EQ(engine.status().in_use, 1U);
    co_await transaction->execute(text("CREATE TABLE n (i INTEGER)"));
    co_await transaction.commit();
    EXPECT_FALSE(transaction.is_active());
    EXPECT_EQ(engine.status().in_use, 0U);
    bool refused = false;
    try {
      co_await transaction.commit();
    } catch (const ProgrammingError&) {
      refused = true;
    }
    EXPECT_TRUE(refused);
    co_await transaction.rollback();  // of nothing
    Transaction second = co_await engine.begin();
    Transaction moved = std::move(second);
    EXPECT_FALSE(second.is_active());  // NOLINT(bugprone-use-after-move)
    co_await moved->execute(text("INSERT INTO n VALUES (1)"));
    co_await moved.rollback();
    EXPECT_EQ(engine.status().in_use, 0U);
  };
  run_until_complete(body());
}

}  // namespace
}  // namespace talaria::sql
