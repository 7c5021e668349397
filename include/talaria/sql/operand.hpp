// Operands: what expressions are made of, and which of them go together. Part of expression.hpp.
#pragma once
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <talaria/model/convert.hpp>
#include <talaria/sql/fragment.hpp>
#include <talaria/sql/table.hpp>

namespace talaria::sql {

/// A name in SQL that stands in the program as a literal.
class Name {
 public:
  template <std::size_t N>
  consteval Name(const char (&literal)[N]) : text_(literal, N - 1) {}
  [[nodiscard]] constexpr std::string_view view() const { return text_; }

 private:
  std::string_view text_;
};

/// A table under a name; the name of the table itself where `alias` is empty.
struct TableRef {
  const TableInfo* table = nullptr;
  std::string_view alias = {};

  [[nodiscard]] constexpr std::string_view name() const { return alias.empty() ? table->name : alias; }
  friend constexpr bool operator==(const TableRef&, const TableRef&) = default;
};

/// An expression whose type is forgotten.
struct ExpressionBase {
  Fragment sql;
  bool is_atom = true;   ///< needs no parentheses inside of another one
  TableRef source = {};  ///< the table of the first column in it; none is null
  std::string_view label = {};
};

/// A column whose type is forgotten.
struct ColumnRef {
  TableRef source;
  const ColumnInfo* column = nullptr;

  [[nodiscard]] ExpressionBase expression() const;
};

template <class V>
class Expression;
class SubqueryBase;

/// What can stand in an expression as it is: a column, or an expression.
template <class T>
concept Operand = requires { typename std::remove_cvref_t<T>::talaria_operand; };

namespace detail {
template <class T>
concept BoolOperand = Operand<T> && (std::is_same_v<typename T::value_type, bool> ||
                                     std::is_same_v<typename T::value_type, std::optional<bool>>);
}

/// An expression that is true or not: what comparisons give, and what a column of bools is.
class Condition : public ExpressionBase {
 public:
  using talaria_operand = void;
  using value_type = bool;

  Condition(ExpressionBase base) : ExpressionBase(std::move(base)) {}
  template <detail::BoolOperand T>
    requires(std::is_base_of_v<ColumnRef, T>)
  Condition(const T& column) : ExpressionBase(column.expression()) {}
};

namespace detail {

template <class V>
struct PlainOf {
  using type = V;
};
template <class V>
struct PlainOf<std::optional<V>> : PlainOf<model::detail::Bare<V>> {};
/// The type of a value without its Field and its optional.
template <class V>
using Plain = typename PlainOf<model::detail::Bare<std::remove_cvref_t<V>>>::type;

template <class V>
concept NumberLike = std::is_arithmetic_v<V> && !std::is_same_v<V, bool>;
template <class V>
concept TextLike = std::is_convertible_v<const V&, std::string_view>;

template <class T>
struct ValueTypeOf {
  using type = Plain<T>;
};
template <Operand T>
struct ValueTypeOf<T> {
  using type = Plain<typename T::value_type>;
};
/// The type of the value that an operand has, or that a value is.
template <class T>
using Operated = typename ValueTypeOf<std::remove_cvref_t<T>>::type;

template <class A, class B>
constexpr bool compare_well() {
  if constexpr (std::is_same_v<B, std::nullopt_t> || std::is_same_v<A, B>) {
    return true;
  } else if constexpr (std::is_same_v<A, bool> || std::is_same_v<B, bool>) {
    return false;
  } else if constexpr (NumberLike<A>) {
    return NumberLike<B> || (std::is_class_v<B> && !TextLike<B> && std::is_convertible_v<A, B>);
  } else if constexpr (TextLike<A>) {
    return TextLike<B>;
  } else {
    return !std::is_enum_v<A> && std::is_convertible_v<B, A>;
  }
}

/// A value for a place of type V.
template <class V, class B>
Value value_for(const B& value) {
  if constexpr (std::is_same_v<B, std::nullopt_t> || std::is_same_v<B, Value>) {
    return to_value(value);
  } else if constexpr (model::detail::OptionalLike<B>) {
    return value ? value_for<V>(*value) : Value();
  } else if constexpr (model::detail::IsField<B>) {
    return value_for<V>(value.base());
  } else if constexpr (TextLike<B>) {
    return Value(static_cast<std::string_view>(value));
  } else if constexpr (std::is_same_v<B, V> || NumberLike<B>) {
    return to_value(value);
  } else {
    return to_value(static_cast<V>(value));
  }
}

/// What stands in SQL for an operand, or for a value in a place of type V.
template <class V, class B>
ExpressionBase operand(const B& value) {
  if constexpr (std::is_base_of_v<ExpressionBase, B>) {
    return value;
  } else if constexpr (std::is_base_of_v<ColumnRef, B>) {
    return value.expression();
  } else {
    ExpressionBase made;
    made.sql.add_value(value_for<V>(value));
    return made;
  }
}

ExpressionBase binary(const ExpressionBase& a, std::string_view op, const ExpressionBase& b);
/// `=` and `<>` that know of null: `IS NULL`, `IS NOT NULL`.
ExpressionBase equals(const ExpressionBase& a, bool equal, const ExpressionBase& b, bool is_null);
ExpressionBase postfix(const ExpressionBase& a, std::string_view text);
ExpressionBase call(std::string_view function, std::initializer_list<ExpressionBase> arguments);
ExpressionBase like(const ExpressionBase& a, const ExpressionBase& pattern, bool any_case, bool negated);
ExpressionBase between(const ExpressionBase& a, const ExpressionBase& low, const ExpressionBase& high);
ExpressionBase in_list(const ExpressionBase& a, std::vector<Value> values, bool negated);
ExpressionBase in_query(const ExpressionBase& a, const Fragment& query, bool negated);
ExpressionBase negation(const ExpressionBase& a);
/// The text with `%`, `_` and `\` escaped, for a LIKE.
std::string escape_like(std::string_view text);

template <class A, class B>
constexpr void check_kinds() {
  constexpr bool fits = compare_well<Operated<A>, Operated<B>>() || compare_well<Operated<B>, Operated<A>>();
  static_assert(fits,
                "talaria[T313]: a column and a value, or two columns, are of different kinds (check_kinds<A, B> in the "
                "lines around shows both): numbers go with numbers, texts with texts, and all else with its own type");
}

template <class B>
bool is_null_value(const B& value) {
  if constexpr (std::is_same_v<B, std::nullopt_t>) {
    return true;
  } else if constexpr (!Operand<B> && model::detail::OptionalLike<B>) {
    return !value;
  } else {
    return false;
  }
}

template <class A, class B>
Condition compared(const A& a, std::string_view op, const B& b) {
  check_kinds<A, B>();
  return binary(operand<Operated<B>>(a), op, operand<Operated<A>>(b));
}
template <class A, class B>
Condition equality(const A& a, bool equal, const B& b) {
  check_kinds<A, B>();
  return equals(operand<Operated<B>>(a), equal, operand<Operated<A>>(b), is_null_value(b));
}

}  // namespace detail

}  // namespace talaria::sql
