// SortBy<...>: how a client may sort a list, as a parameter: `sort=-created_at,name`.
//
//     using Sorting = sql::SortBy<&User::created_at, &User::name>;
//     Task<...> list_users(DbSession db, Query<std::optional<Sorting>, "sort"> sort);
#pragma once
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <talaria/model/text_format.hpp>
#include <talaria/sql/select.hpp>

namespace talaria::sql {

namespace detail {

/// A column that may be sorted by, and the name that a client gives it.
struct SortColumn {
  std::string_view name;
  ColumnRef column;
};
/// One of them, as it was asked for.
struct SortTerm {
  std::size_t column = 0;
  bool descending = false;
  friend bool operator==(const SortTerm&, const SortTerm&) = default;
};
/// Throws ValueError for what is no list of these names.
std::vector<SortTerm> parse_sort(std::string_view text, const SortColumn* columns, std::size_t count);
std::string print_sort(const std::vector<SortTerm>& terms, const SortColumn* columns);

}  // namespace detail

/// An order by some of these members: a list of their names with commas between, with `-` before what goes downwards.
/// Any other text is a 422. Goes into order_by().
template <auto... M>
class SortBy {
 public:
  static constexpr std::array<detail::SortColumn, sizeof...(M)> columns{
      detail::SortColumn{column<M>.column->field->name, column<M>}...};

  SortBy() = default;
  explicit SortBy(std::vector<detail::SortTerm> terms) : terms_(std::move(terms)) {}
  [[nodiscard]] const std::vector<detail::SortTerm>& terms() const { return terms_; }
  /// The orders, for order_by().
  [[nodiscard]] std::vector<Ordering> orderings() const {
    std::vector<Ordering> made;
    for (const detail::SortTerm& term : terms_) {
      made.push_back({columns[term.column].column.expression(), term.descending, 0});
    }
    return made;
  }
  friend bool operator==(const SortBy&, const SortBy&) = default;

 private:
  std::vector<detail::SortTerm> terms_;
};

}  // namespace talaria::sql

template <auto... M>
struct talaria::TextFormat<talaria::sql::SortBy<M...>> {
  using Sort = sql::SortBy<M...>;
  static Sort parse(std::string_view text) {
    return Sort(sql::detail::parse_sort(text, Sort::columns.data(), Sort::columns.size()));
  }
  static std::string print(const Sort& sort) { return sql::detail::print_sort(sort.terms(), Sort::columns.data()); }
};
