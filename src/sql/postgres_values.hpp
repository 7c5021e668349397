// Values as libpq sends and receives them, and its results as Rows and errors.
#pragma once
#include <deque>
#include <libpq-fe.h>
#include <memory>
#include <string>
#include <vector>

#include <talaria/sql/errors.hpp>
#include <talaria/sql/rows.hpp>

namespace talaria::sql {

struct PostgresClear {
  void operator()(PGresult* result) const noexcept { PQclear(result); }
};
using PostgresResult = std::unique_ptr<PGresult, PostgresClear>;

/// The type that a statement is prepared with for a value; 0 lets the server tell by the place. Texts and nulls take
/// the type of their place, so that a text goes into any column; numbers are numbers.
[[nodiscard]] Oid type_of(const Value& value);
/// Whether a statement that was prepared with that type can take the value.
[[nodiscard]] bool accepts(Oid prepared, const Value& value);

/// Parameters in the form of PQsendQueryPrepared. The values, and this, have to stay where they are.
class PostgresParameters {
 public:
  /// Throws DataError for a text with a zero in it, which PostgreSQL cannot hold.
  explicit PostgresParameters(const std::vector<Value>& values);
  PostgresParameters(const PostgresParameters&) = delete;
  PostgresParameters& operator=(const PostgresParameters&) = delete;

  [[nodiscard]] int count() const { return static_cast<int>(texts_.size()); }
  [[nodiscard]] const char* const* texts() const { return texts_.data(); }
  [[nodiscard]] const int* lengths() const { return lengths_.data(); }
  [[nodiscard]] const int* formats() const { return formats_.data(); }

 private:
  std::vector<const char*> texts_;
  std::vector<int> lengths_;
  std::vector<int> formats_;
  std::deque<std::string> made_;
};

[[nodiscard]] std::vector<std::string> column_names(const PGresult* result);
/// Appends all rows of a result.
void append_rows(const PGresult* result, std::vector<Value>& out);
[[nodiscard]] std::int64_t affected_rows(PGresult* result);

/// What is wrong, kept until everything in flight has come back.
struct PostgresFault {
  std::string sqlstate = {};
  std::string message = {};
  ConstraintInfo constraint = {};

  [[nodiscard]] bool is_set() const { return !message.empty(); }
  [[noreturn]] void raise() const { throw_error(sqlstate, message, constraint); }
};
[[nodiscard]] PostgresFault fault_of(const PGresult* result);

/// Appends a row to the text of COPY ... FROM STDIN.
void append_copy_row(std::string& out, const std::vector<Value>& row);

}  // namespace talaria::sql
