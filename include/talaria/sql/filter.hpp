// Filters: a struct of optional fields whose names say what is asked of which column.
//
//     struct HeroFilter {
//       static constexpr ModelConfig model_config{.extra = Extra::forbid};  // an unknown parameter is a 422
//       std::optional<std::string> name;           // name = ...
//       std::optional<int> age_ge;                 // age >= ...
//       std::optional<std::string> secret_ilike;   // secret ILIKE ...
//       std::optional<std::vector<int>> id_in;     // id IN (...)
//     };
//     Task<...> list_heroes(DbSession db, Query<HeroFilter> filter);
//     ... select<Hero>().where(sql::filter_by<Hero>(*filter))
#pragma once
#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>

#include <talaria/sql/expression.hpp>

namespace talaria::sql {

namespace detail {

/// The operators behind the name of a column, with the underscore between.
inline constexpr std::array<std::string_view, 11> filter_operators{
    "_is_null", "_not_in", "_ilike", "_like", "_ge", "_gt", "_le", "_lt", "_ne", "_in", ""};

/// A field of a filter: the column of the table and the number of the operator; no column when there is none.
struct FilterField {
  std::size_t column = static_cast<std::size_t>(-1);
  std::size_t operation = 0;
};
constexpr FilterField filter_field(const TableInfo& table, std::string_view name) {
  // A column of the whole name comes first: `checked_in` is one, if there is one.
  if (const std::size_t found = index_of_column(table, name); found < table.columns.size()) {
    return {found, filter_operators.size() - 1};
  }
  for (std::size_t i = 0; i + 1 < filter_operators.size(); ++i) {
    if (!name.ends_with(filter_operators[i])) continue;
    const std::size_t found = index_of_column(table, name.substr(0, name.size() - filter_operators[i].size()));
    if (found < table.columns.size()) return {found, i};
  }
  return {};
}

/// What a struct of parameters may have besides, for paginate() and order_by().
constexpr bool is_about_pages(std::string_view name) {
  return name == "page" || name == "size" || name == "limit" || name == "offset" || name == "cursor" || name == "sort";
}

template <class T, class F>
constexpr bool filters_columns() {
  for (const model::FieldInfo& field : model::detail::field_table<F>) {
    if (is_about_pages(field.name)) continue;
    if (filter_field(table_info<T>, field.name).column == static_cast<std::size_t>(-1)) return false;
  }
  return true;
}

/// The condition that the fields make that are there.
Condition filter_condition(const TableInfo& table, const model::TypeInfo& type, const void* filter);

}  // namespace detail

/// What a filter asks for. Fields that are null ask for nothing; `page`, `size`, `limit`, `offset`, `cursor` and `sort`
/// are left to paginate() and order_by(). The names are those of the members of T, with nothing behind them or one of
/// `_ne`, `_ge`, `_gt`, `_le`, `_lt`, `_like`, `_ilike`, `_in`, `_not_in`, `_is_null`.
template <Table T, class P>
[[nodiscard]] Condition filter_by(const P& filter) {
  using F = model::detail::Bare<P>;
  constexpr bool known = detail::filters_columns<T, F>();
  static_assert(known,
                "talaria[T319]: a field of the filter names no member of the table, or an operator that there is not: "
                "write age, age_ne, age_ge, age_gt, age_le, age_lt, age_in, age_not_in, age_is_null, name_like, "
                "name_ilike");
  return detail::filter_condition(table_info<T>, model::type_info<F>,
                                  model::detail::value_address(const_cast<P&>(filter)));
}

}  // namespace talaria::sql
