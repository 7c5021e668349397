// Fragment: a piece of SQL with its values, not yet written for one database. Queries are put together of them.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <talaria/sql/dialect.hpp>
#include <talaria/sql/statement.hpp>

namespace talaria::sql {

/// SQL text in which values stand apart. What is added as text comes from the program; whatever comes from outside is
/// added as a value, and is bound.
class Fragment {
 public:
  Fragment() = default;
  explicit Fragment(std::string_view text) : text_(text) {}

  [[nodiscard]] bool empty() const noexcept { return text_.empty(); }
  Fragment& add(std::string_view text) {
    text_ += text;
    return *this;
  }
  Fragment& add(const Fragment& other);
  /// A text that differs between the databases.
  Fragment& add_by_dialect(std::string_view sqlite, std::string_view postgresql);
  /// A name, in quotes.
  Fragment& add_identifier(std::string_view name);
  /// `"table"."column"`; only the column for an empty table.
  Fragment& add_column(std::string_view table, std::string_view column);
  /// A value that is bound. On PostgreSQL `cast` is the type it gets where the text around does not say one.
  Fragment& add_value(Value value, std::string_view cast = {});
  /// All the other ones, with `separator` between.
  Fragment& add_joined(const std::vector<Fragment>& parts, std::string_view separator);

  /// The statement for a database: placeholders in the text, and the values in their order.
  [[nodiscard]] Statement render(Dialect dialect) const;

 private:
  // Values are marked in the text, and so are the two texts of add_by_dialect().
  std::string text_;
  std::vector<Value> values_;
};

}  // namespace talaria::sql
