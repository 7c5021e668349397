// What a table says of itself beyond its columns: its name, and keys, indexes and checks over several columns.
//
//     struct Membership {
//       static constexpr sql::TableConfig table_config{.name = "membership"};
//       static constexpr auto table_args = sql::table_args(sql::unique_constraint("user_id", "role"),
//                                                          sql::check_constraint("role <> ''", "role_is_named"));
//       ...
//     };
//
// A model may have both, either or none (SQLAlchemy's `__tablename__` and `__table_args__`).
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <talaria/sql/column_facts.hpp>

namespace talaria::sql {

/// How a table is called.
struct TableConfig {
  /// The name; when empty the model's in snake case: `HeroTeam` is `hero_team`.
  std::string_view name = {};
  /// Stands before a name that is made of the model's: `.prefix = "billing_"`.
  std::string_view prefix = {};
};

/// A key, an index or a check of a table. Made by the functions below.
struct TableConstraint {
  enum class Kind : std::uint8_t { unique, index, unique_index, check, foreign_key };
  static constexpr std::size_t max_columns = 8;

  Kind kind = Kind::unique;
  std::array<std::string_view, max_columns> column_names = {};
  std::size_t column_count = 0;
  std::array<std::string_view, max_columns> target_names = {};  ///< foreign keys: the columns there
  std::string_view target_table = {};
  std::string_view text = {};  ///< checks: the condition; indexes: the condition of a partial one
  std::string_view name = {};  ///< empty: made by the naming convention
  ReferentialAction deleted = ReferentialAction::none;
  ReferentialAction updated = ReferentialAction::none;

  /// The same under another name.
  [[nodiscard]] constexpr TableConstraint named(std::string_view n) const {
    TableConstraint made = *this;
    made.name = n;
    return made;
  }
  /// Of an index: only of the rows of which the condition, SQL text, holds.
  [[nodiscard]] constexpr TableConstraint where(std::string_view condition) const {
    TableConstraint made = *this;
    made.text = condition;
    return made;
  }
  /// Of a foreign key: the table and its columns.
  template <class... Text>
  [[nodiscard]] constexpr TableConstraint references(std::string_view table, Text... columns) const {
    TableConstraint made = *this;
    made.target_table = table;
    std::size_t at = 0;
    ((made.target_names[at++] = columns), ...);
    return made;
  }
  [[nodiscard]] constexpr TableConstraint deletes(on_delete d) const {
    TableConstraint made = *this;
    made.deleted = d.action;
    return made;
  }
  [[nodiscard]] constexpr TableConstraint updates(on_update u) const {
    TableConstraint made = *this;
    made.updated = u.action;
    return made;
  }
};

namespace detail {
template <class... Text>
constexpr TableConstraint over_columns(TableConstraint::Kind kind, Text... columns) {
  static_assert(sizeof...(Text) > 0 && sizeof...(Text) <= TableConstraint::max_columns,
                "talaria[T310]: a key or an index has one to eight columns");
  TableConstraint made;
  made.kind = kind;
  ((made.column_names[made.column_count++] = columns), ...);
  return made;
}
}  // namespace detail

/// No two rows have the same values in these columns.
template <class... Text>
constexpr TableConstraint unique_constraint(Text... columns) {
  return detail::over_columns(TableConstraint::Kind::unique, columns...);
}
/// An index over these columns, in this order.
template <class... Text>
constexpr TableConstraint index_over(Text... columns) {
  return detail::over_columns(TableConstraint::Kind::index, columns...);
}
/// An index over these columns that allows no two equal rows; with `.where("...")` among some of the rows.
template <class... Text>
constexpr TableConstraint unique_index(Text... columns) {
  return detail::over_columns(TableConstraint::Kind::unique_index, columns...);
}
/// What must hold of each row, as SQL text. The name is that of the condition, to which the convention adds.
constexpr TableConstraint check_constraint(std::string_view condition, std::string_view name) {
  TableConstraint made;
  made.kind = TableConstraint::Kind::check;
  made.text = condition;
  made.name = name;
  return made;
}
/// A foreign key over these columns: `foreign_key_constraint("city", "zip").references("place", "city", "zip")`.
template <class... Text>
constexpr TableConstraint foreign_key_constraint(Text... columns) {
  return detail::over_columns(TableConstraint::Kind::foreign_key, columns...);
}

/// The constraints of a table, for `static constexpr auto table_args`.
template <class... C>
constexpr std::array<TableConstraint, sizeof...(C)> table_args(const C&... constraints) {
  return {constraints...};
}

}  // namespace talaria::sql
