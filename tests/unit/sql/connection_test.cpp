#include <gmock/gmock.h>

#include <talaria/async/run_sync.hpp>
#include <talaria/sql/connection.hpp>

namespace talaria::sql {
namespace {

/// Remembers what it was asked to run.
class Recorder final : public Connection {
 public:
  using Connection::execute;
  std::vector<std::string> texts;

  Dialect dialect() const noexcept override { return Dialect::postgresql; }
  bool is_usable() const noexcept override { return true; }
  bool in_transaction() const noexcept override { return false; }
  Task<Rows> execute(Statement statement) override {
    texts.push_back(std::move(statement.text));
    co_return Rows();
  }
  Task<std::vector<Rows>> pipeline(std::vector<Statement>) override { co_return std::vector<Rows>(); }
  Task<std::int64_t> execute_many(std::string, std::vector<std::vector<Value>>) override { co_return 0; }
  Task<void> execute_script(std::string) override { co_return; }
  Task<std::int64_t> copy_in(std::string, std::vector<std::string>, std::vector<std::vector<Value>>) override {
    co_return 0;
  }
  Stream<Rows> stream(Statement, std::size_t) override { co_return; }
  Task<void> begin(Isolation) override { co_return; }
  Task<void> commit() override { co_return; }
  Task<void> rollback() override { co_return; }
};

Task<void> use(Recorder& connection) {
  co_await connection.execute(text("SELECT :a", param("a", 1)));
  co_await connection.savepoint("one");
  co_await connection.rollback_to_savepoint("one");
  co_await connection.release_savepoint("a\"b");
}

TEST(SqlConnection, RendersTextsForItsDatabaseAndQuotesTheNamesOfSavepoints) {
  Recorder connection;
  run_until_complete(use(connection));
  EXPECT_THAT(connection.texts, testing::ElementsAre("SELECT $1", "SAVEPOINT \"one\"", "ROLLBACK TO SAVEPOINT \"one\"",
                                                     "RELEASE SAVEPOINT \"a\"\"b\""));
}

}  // namespace
}  // namespace talaria::sql
