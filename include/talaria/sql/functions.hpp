// Functions in queries: aggregates, window functions, CASE, EXISTS and what is like them.
#pragma once
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <talaria/model/types/date_time.hpp>
#include <talaria/sql/select.hpp>

namespace talaria::sql {

/// The rows that a window function looks at: `window().partition_by(column<&Post::author_id>).order_by(...)`.
class Window {
 public:
  template <Operand... G>
  Window& partition_by(const G&... operands) {
    (add_partition(detail::operand<detail::Operated<G>>(operands)), ...);
    return *this;
  }
  template <class... O>
  Window& order_by(const O&... orderings) {
    (add_order(detail::ordering_of(orderings)), ...);
    return *this;
  }
  [[nodiscard]] Fragment fragment() const;

 private:
  void add_partition(const ExpressionBase& expression);
  void add_order(const Ordering& ordering);
  Fragment partition_;
  Fragment order_;
};
[[nodiscard]] inline Window window() {
  return {};
}

namespace detail {
ExpressionBase over(const ExpressionBase& function, const Fragment& window);
ExpressionBase filtered(const ExpressionBase& function, const Condition& condition);
ExpressionBase cast_to(const ExpressionBase& expression, std::string_view type);
ExpressionBase with_keyword(std::string_view function, std::string_view keyword, const ExpressionBase& argument);
ExpressionBase quantified(std::string_view word, const Fragment& query);
ExpressionBase current_time();
ExpressionBase concatenated(std::initializer_list<ExpressionBase> parts);

template <class A>
ExpressionBase argument(const A& operand) {
  return detail::operand<Operated<A>>(operand);
}

/// What a sum is: of numbers the widest type of their kind, else the type itself.
template <class V>
struct SumOf {
  using type = V;
};
template <std::integral V>
struct SumOf<V> {
  using type = std::int64_t;
};
template <std::floating_point V>
struct SumOf<V> {
  using type = double;
};
/// The SQL type that a sum has to be cast to, as PostgreSQL gives sums of BIGINT as NUMERIC.
template <class V>
constexpr std::string_view sum_type() {
  if constexpr (std::is_integral_v<V>) return "BIGINT";
  if constexpr (std::is_floating_point_v<V>) return "DOUBLE PRECISION";
  return {};
}
}  // namespace detail

/// A function over rows.
template <class V>
class Aggregate : public Expression<V> {
 public:
  /// `cast` is the SQL type that the result is turned into, if any.
  Aggregate(const ExpressionBase& function, std::string_view cast = {})
      : Expression<V>(detail::cast_to(function, cast)), function_(function), cast_(cast) {}
  /// As a window function: a value for each row, of the rows around it.
  [[nodiscard]] Expression<V> over(const Window& window) const {
    return detail::cast_to(detail::over(function_, window.fragment()), cast_);
  }
  /// Over the rows alone of which the condition holds.
  [[nodiscard]] Aggregate filter(const Condition& condition) const {
    return {detail::filtered(function_, condition), cast_};
  }

 private:
  ExpressionBase function_;
  std::string_view cast_;
};

/// The number of rows.
[[nodiscard]] Aggregate<std::int64_t> count();
/// The number of rows in which the operand is not null.
template <Operand A>
[[nodiscard]] Aggregate<std::int64_t> count(const A& operand) {
  return detail::call("COUNT", {detail::argument(operand)});
}
/// The number of different values.
template <Operand A>
[[nodiscard]] Aggregate<std::int64_t> count_distinct(const A& operand) {
  return detail::with_keyword("COUNT", "DISTINCT ", detail::argument(operand));
}
/// The sum; null when there are no rows.
template <Operand A>
[[nodiscard]] auto sum(const A& operand) {
  using V = detail::Operated<A>;
  return Aggregate<std::optional<typename detail::SumOf<V>::type>>(detail::call("SUM", {detail::argument(operand)}),
                                                                   detail::sum_type<V>());
}
/// The mean; null when there are no rows.
template <Operand A>
[[nodiscard]] Aggregate<std::optional<double>> avg(const A& operand) {
  return {detail::call("AVG", {detail::argument(operand)}), "DOUBLE PRECISION"};
}
/// The smallest value; null when there are no rows.
template <Operand A>
[[nodiscard]] Aggregate<std::optional<detail::Operated<A>>> min(const A& operand) {
  return detail::call("MIN", {detail::argument(operand)});
}
/// The largest value; null when there are no rows.
template <Operand A>
[[nodiscard]] Aggregate<std::optional<detail::Operated<A>>> max(const A& operand) {
  return detail::call("MAX", {detail::argument(operand)});
}

/// The number of the row in its window, from 1.
[[nodiscard]] Aggregate<std::int64_t> row_number();
/// The same, where equal rows have the same number and the numbers behind them are left out.
[[nodiscard]] Aggregate<std::int64_t> rank();
/// The same, where none is left out.
[[nodiscard]] Aggregate<std::int64_t> dense_rank();
/// The value in the row before; null in the first one.
template <Operand A>
[[nodiscard]] Aggregate<std::optional<detail::Operated<A>>> lag(const A& operand) {
  return detail::call("LAG", {detail::argument(operand)});
}
/// The value in the next row; null in the last one.
template <Operand A>
[[nodiscard]] Aggregate<std::optional<detail::Operated<A>>> lead(const A& operand) {
  return detail::call("LEAD", {detail::argument(operand)});
}

/// The operand, or this value where it is null.
template <Operand A, class B>
[[nodiscard]] Expression<detail::Operated<A>> coalesce(const A& operand, const B& otherwise) {
  detail::check_kinds<A, B>();
  return detail::call("COALESCE", {detail::argument(operand), detail::operand<detail::Operated<A>>(otherwise)});
}
template <Operand A>
[[nodiscard]] Expression<typename A::value_type> lower(const A& operand) {
  return detail::call("LOWER", {detail::argument(operand)});
}
template <Operand A>
[[nodiscard]] Expression<typename A::value_type> upper(const A& operand) {
  return detail::call("UPPER", {detail::argument(operand)});
}
/// The number of characters of a text.
template <Operand A>
[[nodiscard]] Expression<std::int64_t> length(const A& operand) {
  return detail::call("LENGTH", {detail::argument(operand)});
}
/// Texts, one behind the other.
template <class... A>
[[nodiscard]] Expression<std::string> concat(const A&... texts) {
  return detail::concatenated({detail::operand<std::string>(texts)...});
}
/// The same value, which may be null: for columns of a table that was left-joined.
template <Operand A>
[[nodiscard]] Expression<std::optional<detail::Operated<A>>> nullable(const A& operand) {
  return detail::argument(operand);
}
/// A function of the database that gives a V: `func<double>("random")`.
template <class V, class... A>
[[nodiscard]] Aggregate<V> func(Name name, const A&... arguments) {
  return detail::call(name.view(), {detail::operand<detail::Operated<A>>(arguments)...});
}
/// The moment at which the transaction began, as an expression.
[[nodiscard]] inline Expression<DateTime> current(Now) {
  return detail::current_time();
}

/// Whether the query has a row.
[[nodiscard]] Condition exists(const SubqueryBase& query);
/// The one value of a query of one column; null when it has no row.
template <class Q>
  requires std::derived_from<Q, SubqueryBase>
[[nodiscard]] Expression<std::optional<typename Q::Scalar>> scalar(const Q& query) {
  return detail::quantified("", query.subselect());
}

/// `CASE WHEN ... THEN ... ELSE ... END`: `case_<std::string>().when(condition, "adult").else_("child")`.
template <class V>
class Case {
 public:
  template <class B>
  Case& when(const Condition& condition, const B& value) {
    static_assert(detail::compare_well<V, detail::Operated<B>>(),
                  "talaria[T313]: a value of case_<V>() is of another kind than V");
    sql_.add(" WHEN ").add(condition.sql).add(" THEN ").add(detail::operand<V>(value).sql);
    return *this;
  }
  template <class B>
  [[nodiscard]] Expression<V> else_(const B& value) const {
    ExpressionBase made;
    made.sql.add("CASE").add(sql_).add(" ELSE ").add(detail::operand<V>(value).sql).add(" END");
    return made;
  }
  /// Null where no condition holds.
  [[nodiscard]] Expression<std::optional<V>> end() const {
    ExpressionBase made;
    made.sql.add("CASE").add(sql_).add(" END");
    return made;
  }

 private:
  Fragment sql_;
};
template <class V>
[[nodiscard]] Case<V> case_() {
  return {};
}

}  // namespace talaria::sql
