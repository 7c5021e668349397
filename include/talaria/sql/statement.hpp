// Statement: SQL as it goes to a database, with its values apart. text() makes one of SQL that is written by hand.
#pragma once
#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <talaria/sql/detail/sql_text.hpp>
#include <talaria/sql/dialect.hpp>
#include <talaria/sql/mapping.hpp>
#include <talaria/sql/value.hpp>

namespace talaria::sql {

/// SQL with placeholders in the way of one database (`$1` for PostgreSQL, `?1` for SQLite) and what they stand for.
/// Whoever makes one answers for the text; values belong into `parameters`, always.
struct Statement {
  std::string text;
  std::vector<Value> parameters;

  Statement() = default;
  explicit Statement(std::string its_text, std::vector<Value> its_parameters = {})
      : text(std::move(its_text)), parameters(std::move(its_parameters)) {}
};

/// A value, or a list of values, for a name in text().
class Parameter {
 public:
  Parameter(std::string_view name, Value value) : name_(name) { values_.push_back(std::move(value)); }
  /// `element` describes what would be in the list if it is empty; null for texts.
  Parameter(std::string_view name, std::vector<Value> values, const model::TypeInfo* element)
      : name_(name), values_(std::move(values)), element_(element), is_list_(true) {}

  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  [[nodiscard]] const std::vector<Value>& values() const noexcept { return values_; }
  [[nodiscard]] bool is_list() const noexcept { return is_list_; }
  [[nodiscard]] const model::TypeInfo* element() const noexcept { return element_; }

 private:
  std::string name_;
  std::vector<Value> values_;
  const model::TypeInfo* element_ = nullptr;
  bool is_list_ = false;
};

/// The value of `:name` in text(): whatever to_value() takes.
template <class T>
[[nodiscard]] Parameter param(std::string_view name, const T& value) {
  return Parameter(name, to_value(value));
}

/// The values of `:name` in `WHERE id IN (:name)`: any container of what to_value() takes. None are fine: nothing is in
/// an empty list.
template <class C>
[[nodiscard]] Parameter param_list(std::string_view name, const C& values) {
  std::vector<Value> list;
  list.reserve(values.size());
  for (const auto& value : values) list.push_back(to_value(value));
  using Element = model::detail::Bare<typename C::value_type>;
  if constexpr (detail::PlainValue<Element> && !std::is_arithmetic_v<Element>) {
    return Parameter(name, std::move(list), nullptr);
  } else if constexpr (std::is_same_v<Element, Value>) {
    return Parameter(name, std::move(list), nullptr);
  } else {
    return Parameter(name, std::move(list), &model::type_info<Element>);
  }
}

/// SQL that is put together at run time, made by unsafe_sql().
class UnsafeSql {
 public:
  [[nodiscard]] std::string& text() noexcept { return text_; }

 private:
  friend UnsafeSql unsafe_sql(std::string text);
  explicit UnsafeSql(std::string text) noexcept : text_(std::move(text)) {}
  std::string text_;
};

/// Lets SQL through that was put together at run time: `text(unsafe_sql(query))`. Whoever calls it answers for the text
/// holding nothing that came from outside. Parameters are named in it as in any text().
[[nodiscard]] inline UnsafeSql unsafe_sql(std::string text) {
  return UnsafeSql(std::move(text));
}

/// SQL of a string literal; one made at run time does not compile, see unsafe_sql().
class SqlLiteral {
 public:
  template <std::size_t N>
  consteval SqlLiteral(const char (&literal)[N]) : text_(literal, N - 1) {
    detail::check_sql(text_);
  }
  [[nodiscard]] constexpr std::string_view view() const noexcept { return text_; }

 private:
  std::string_view text_;
};

/// SQL with named parameters and their values; render() makes a Statement of it.
class TextQuery {
 public:
  TextQuery(SqlLiteral sql, std::vector<Parameter> parameters) noexcept
      : literal_(sql.view()), parameters_(std::move(parameters)) {}
  /// Throws ProgrammingError for a text with an open quote or comment, or with positional parameters.
  TextQuery(UnsafeSql sql, std::vector<Parameter> parameters);

  /// Puts numbered placeholders in place of names; a name that stands several times becomes one parameter. `\:` stands
  /// for a colon. Throws ProgrammingError when a name in the text has no value, or a value no name.
  [[nodiscard]] Statement render(Dialect dialect) const;
  /// The text as it was written.
  [[nodiscard]] std::string_view sql() const noexcept { return made_.empty() ? literal_ : std::string_view(made_); }

 private:
  std::string_view literal_ = {};
  std::string made_ = {};
  std::vector<Parameter> parameters_;
};

namespace detail {
template <class... P>
std::vector<Parameter> list_of(P&&... parameters) {
  std::vector<Parameter> list;
  list.reserve(sizeof...(P));
  (list.push_back(std::forward<P>(parameters)), ...);
  return list;
}
}  // namespace detail

/// `text("SELECT * FROM hero WHERE id = :id", param("id", 5))`: SQL by hand. The values never become part of the text.
template <class... P>
[[nodiscard]] TextQuery text(SqlLiteral sql, P... parameters) {
  return TextQuery(sql, detail::list_of(std::move(parameters)...));
}
/// The same of SQL that was made at run time.
template <class... P>
[[nodiscard]] TextQuery text(UnsafeSql sql, P... parameters) {
  return TextQuery(std::move(sql), detail::list_of(std::move(parameters)...));
}

namespace detail {
template <class T>
concept RunTimeText = std::same_as<T, std::string> || std::same_as<T, std::string_view> || std::same_as<T, const char*>;
}

/// What is put together at run time is no SQL: see unsafe_sql().
template <detail::RunTimeText T, class... P>
TextQuery text(const T& sql, P...) {
  static_assert(
      !detail::RunTimeText<T>,
      "talaria[T303]: text() takes a string literal, so that no value becomes part of the SQL; write :name and "
      "param(\"name\", value), or unsafe_sql(string) for SQL that is really made at run time");
  return TextQuery(unsafe_sql(std::string(sql)), {});
}

}  // namespace talaria::sql
