// Expressions: columns, and what is made of them. `column<&User::age> >= 18 &&
// column<&User::email>.like("%@example.com")` is a condition; a value never becomes part of the text, and one of
// another kind than the column does not compile.
#pragma once
#include <concepts>
#include <cstddef>
#include <initializer_list>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <talaria/sql/operand.hpp>

namespace talaria::sql {

/// An order of rows, for order_by().
struct Ordering {
  ExpressionBase expression;
  bool descending = false;
  int nulls = 0;  ///< -1 first, 1 last, 0 as the database has it

  [[nodiscard]] Ordering nulls_first() const;
  [[nodiscard]] Ordering nulls_last() const;
};

/// The methods that columns and expressions have, as in SQLAlchemy.
template <class Self, class V>
class Operators {
 public:
  using talaria_operand = void;
  using value_type = V;
  using Plain = detail::Plain<V>;

  [[nodiscard]] Condition is_null() const { return detail::postfix(self(), " IS NULL"); }
  [[nodiscard]] Condition is_not_null() const { return detail::postfix(self(), " IS NOT NULL"); }
  /// Whether the value is one of these: a container, a list in braces, or a query of one column.
  template <class C>
  [[nodiscard]] Condition in_(const C& values) const {
    return membership(values, false);
  }
  [[nodiscard]] Condition in_(std::initializer_list<Plain> values) const { return membership(values, false); }
  template <class C>
  [[nodiscard]] Condition not_in(const C& values) const {
    return membership(values, true);
  }
  [[nodiscard]] Condition not_in(std::initializer_list<Plain> values) const { return membership(values, true); }
  template <class A, class B>
  [[nodiscard]] Condition between(const A& low, const B& high) const {
    detail::check_kinds<Self, A>();
    detail::check_kinds<Self, B>();
    return detail::between(self(), detail::operand<Plain>(low), detail::operand<Plain>(high));
  }
  /// Whether the text fits a pattern of `%` and `_`; small and capital letters differ on PostgreSQL, not on SQLite.
  template <class B>
  [[nodiscard]] Condition like(const B& pattern) const {
    return text_match(pattern, false, false);
  }
  /// The same without regard to small and capital letters.
  template <class B>
  [[nodiscard]] Condition ilike(const B& pattern) const {
    return text_match(pattern, true, false);
  }
  template <class B>
  [[nodiscard]] Condition not_like(const B& pattern) const {
    return text_match(pattern, false, true);
  }
  /// Whether the text has this in it; `%` and `_` are what they are.
  [[nodiscard]] Condition contains(std::string_view text) const { return part("%", text, "%"); }
  [[nodiscard]] Condition startswith(std::string_view text) const { return part("", text, "%"); }
  [[nodiscard]] Condition endswith(std::string_view text) const { return part("%", text, ""); }

  [[nodiscard]] Ordering asc() const { return {self(), false, 0}; }
  [[nodiscard]] Ordering desc() const { return {self(), true, 0}; }
  /// The expression under a name of its own in the result.
  [[nodiscard]] Expression<V> label(Name name) const {
    Expression<V> made(self());
    made.ExpressionBase::label = name.view();
    return made;
  }

 private:
  [[nodiscard]] ExpressionBase self() const { return detail::operand<Plain>(static_cast<const Self&>(*this)); }
  template <class C>
  [[nodiscard]] Condition membership(const C& values, bool negated) const {
    if constexpr (std::is_base_of_v<SubqueryBase, C>) {
      detail::check_kinds<Self, typename C::Scalar>();
      return detail::in_query(self(), values.subselect(), negated);
    } else {
      detail::check_kinds<Self, std::remove_cvref_t<decltype(*values.begin())>>();
      std::vector<Value> list;
      list.reserve(values.size());
      for (const auto& value : values) list.push_back(detail::value_for<Plain>(value));
      return detail::in_list(self(), std::move(list), negated);
    }
  }
  template <class B>
  [[nodiscard]] Condition text_match(const B& pattern, bool any_case, bool negated) const {
    detail::check_kinds<Self, B>();
    return detail::like(self(), detail::operand<Plain>(pattern), any_case, negated);
  }
  [[nodiscard]] Condition part(std::string_view before, std::string_view text, std::string_view behind) const {
    static_assert(detail::TextLike<Plain>, "talaria[T313]: contains(), startswith() and endswith() are for texts");
    ExpressionBase pattern;
    pattern.sql.add_value(std::string(before) + detail::escape_like(text) + std::string(behind));
    pattern.sql.add(" ESCAPE '\\'");
    return detail::like(self(), pattern, false, false);
  }
};

/// An expression that gives a V.
template <class V>
class Expression : public ExpressionBase, public Operators<Expression<V>, V> {
 public:
  Expression(ExpressionBase base) : ExpressionBase(std::move(base)) {}
  using Operators<Expression<V>, V>::label;
};

/// A column that holds values of type V.
template <class V>
class Column : public ColumnRef, public Operators<Column<V>, V> {
 public:
  constexpr Column(TableRef table, const ColumnInfo* info) : ColumnRef{table, info} {}
  operator Expression<V>() const { return expression(); }
};

// clang-format off
template <class A, class B> requires(Operand<A> || Operand<B>)
Condition operator==(const A& a, const B& b) { return detail::equality(a, true, b); }
template <class A, class B> requires(Operand<A> || Operand<B>)
Condition operator!=(const A& a, const B& b) { return detail::equality(a, false, b); }
template <class A, class B> requires(Operand<A> || Operand<B>)
Condition operator<(const A& a, const B& b) { return detail::compared(a, " < ", b); }
template <class A, class B> requires(Operand<A> || Operand<B>)
Condition operator<=(const A& a, const B& b) { return detail::compared(a, " <= ", b); }
template <class A, class B> requires(Operand<A> || Operand<B>)
Condition operator>(const A& a, const B& b) { return detail::compared(a, " > ", b); }
template <class A, class B> requires(Operand<A> || Operand<B>)
Condition operator>=(const A& a, const B& b) { return detail::compared(a, " >= ", b); }
// clang-format on

namespace detail {
/// The type of a sum: that of the operand whose type is the wider one.
template <class A, class B>
struct ArithmeticResult {
  using type = Operated<A>;
};
template <class A, class B>
  requires(NumberLike<Operated<A>> && NumberLike<Operated<B>>)
struct ArithmeticResult<A, B> {
  using type = decltype(Operated<A>{} + Operated<B>{});
};
template <class A, class B>
Expression<typename ArithmeticResult<A, B>::type> arithmetic(const A& a, std::string_view op, const B& b) {
  check_kinds<A, B>();
  return binary(operand<Operated<B>>(a), op, operand<Operated<A>>(b));
}
template <class T>
concept NumberOperand = Operand<T> && !TextLike<Operated<T>> && !std::is_same_v<Operated<T>, bool>;
}  // namespace detail

// clang-format off
template <class A, class B> requires(detail::NumberOperand<A> || detail::NumberOperand<B>)
auto operator+(const A& a, const B& b) { return detail::arithmetic(a, " + ", b); }
template <class A, class B> requires(detail::NumberOperand<A> || detail::NumberOperand<B>)
auto operator-(const A& a, const B& b) { return detail::arithmetic(a, " - ", b); }
template <class A, class B> requires(detail::NumberOperand<A> || detail::NumberOperand<B>)
auto operator*(const A& a, const B& b) { return detail::arithmetic(a, " * ", b); }
template <class A, class B> requires(detail::NumberOperand<A> || detail::NumberOperand<B>)
auto operator/(const A& a, const B& b) { return detail::arithmetic(a, " / ", b); }
// clang-format on

/// All conditions, or any of them, or not this one. `&&`, `||` and `!` do the same.
Condition and_(std::initializer_list<Condition> conditions);
Condition or_(std::initializer_list<Condition> conditions);
Condition not_(const Condition& condition);
template <std::convertible_to<Condition>... C>
Condition and_(const C&... conditions) {
  return and_({Condition(conditions)...});
}
template <std::convertible_to<Condition>... C>
Condition or_(const C&... conditions) {
  return or_({Condition(conditions)...});
}
inline Condition operator&&(const Condition& a, const Condition& b) {
  return and_({a, b});
}
inline Condition operator||(const Condition& a, const Condition& b) {
  return or_({a, b});
}
inline Condition operator!(const Condition& condition) {
  return not_(condition);
}

namespace detail {

template <class M>
struct MemberPointerOf;
template <class T, class V>
struct MemberPointerOf<V T::*> {
  using Owner = T;
  using Value = V;
};
template <auto M>
using OwnerOf = typename MemberPointerOf<decltype(M)>::Owner;
template <auto M>
using MemberValue = model::detail::Bare<typename MemberPointerOf<decltype(M)>::Value>;

constexpr std::size_t index_of_column(const TableInfo& table, std::string_view field) {
  std::size_t at = 0;
  while (at < table.columns.size() && table.columns[at].field->name != field) ++at;
  return at;
}

template <class T>
constexpr const TableInfo* table_or_null() {
  if constexpr (Table<T>) return &table_info<T>;
  return nullptr;
}

template <auto M, class T>
constexpr const ColumnInfo* column_of() {
  constexpr bool of_table = Table<T>;
  static_assert(of_table,
                "talaria[T314]: column<&X::member> names a member of a table; of one that a base class has, "
                "name the table too: column<&TimestampedModel::created_at, User>");
  if constexpr (of_table) {
    constexpr std::size_t found = index_of_column(table_info<T>, model::reflect::name_of<M>);
    constexpr bool is_column = found < table_info<T>.columns.size();
    static_assert(is_column,
                  "talaria[T315]: this member of the table is no column; relations are loaded, not compared");
    return &table_info<T>.columns[is_column ? found : 0];
  } else {
    return nullptr;
  }
}

}  // namespace detail

/// The column of a member: `column<&User::email>`. Of a member that the table has from a base class:
/// `column<&TimestampedModel::created_at, User>`.
template <auto M, class T = detail::OwnerOf<M>>
inline constexpr Column<detail::MemberValue<M>> column{TableRef{detail::table_or_null<T>(), {}},
                                                       detail::column_of<M, T>()};

/// A table under another name, so that it can stand in a query twice.
template <class T>
class Alias {
 public:
  using table_type = T;
  constexpr explicit Alias(Name name) : name_(name) {}
  [[nodiscard]] constexpr TableRef ref() const { return {&table_info<T>, name_.view()}; }
  /// A column of the table under this name.
  template <auto M>
  [[nodiscard]] constexpr auto column() const {
    return Column<detail::MemberValue<M>>{ref(), detail::column_of<M, T>()};
  }

 private:
  Name name_;
};
/// `const auto manager = sql::alias<User>("manager");`
template <class T>
[[nodiscard]] constexpr Alias<T> alias(Name name) {
  return Alias<T>(name);
}

}  // namespace talaria::sql
