// A connection that writes down what it is asked to do and gives rows that were prepared.
#pragma once
#include <deque>
#include <string>
#include <utility>
#include <vector>

#include <talaria/sql/connection.hpp>

namespace talaria::sql::tests {

class Recorder : public Connection {
 public:
  explicit Recorder(Dialect its_dialect = Dialect::sqlite) : dialect_(its_dialect) {}

  std::vector<std::string> texts;
  std::vector<std::vector<Value>> parameters;
  std::deque<Rows> answers;

  [[nodiscard]] Dialect dialect() const noexcept override { return dialect_; }
  [[nodiscard]] bool is_usable() const noexcept override { return true; }
  [[nodiscard]] bool in_transaction() const noexcept override { return inside_; }
  Task<Rows> execute(Statement statement) override {
    texts.push_back(std::move(statement.text));
    parameters.push_back(std::move(statement.parameters));
    Rows rows;
    if (!answers.empty()) {
      rows = std::move(answers.front());
      answers.pop_front();
    }
    co_return rows;
  }
  Task<std::vector<Rows>> pipeline(std::vector<Statement>) override { co_return std::vector<Rows>(); }
  Task<std::int64_t> execute_many(std::string, std::vector<std::vector<Value>>) override { co_return 0; }
  Task<void> execute_script(std::string) override { co_return; }
  Task<std::int64_t> copy_in(std::string, std::vector<std::string>, std::vector<std::vector<Value>>) override {
    co_return 0;
  }
  Stream<Rows> stream(Statement, std::size_t) override { co_return; }
  Task<void> begin(Isolation) override { return note("BEGIN", true); }
  Task<void> commit() override { return note("COMMIT", false); }
  Task<void> rollback() override { return note("ROLLBACK", false); }

 private:
  Task<void> note(std::string text, bool inside) {
    texts.push_back(std::move(text));
    parameters.emplace_back();
    inside_ = inside;
    co_return;
  }
  Dialect dialect_;
  bool inside_ = false;
};

}  // namespace talaria::sql::tests
