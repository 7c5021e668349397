// From values of C++ to values of a database and back, by the descriptions of the types: one more reader of TypeInfo.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <talaria/model/describe.hpp>
#include <talaria/sql/value.hpp>

namespace talaria::sql {

/// The value of a described object, which goes into a column. Numbers and bools are themselves; an optional is its
/// value or null; enums are their names; dates, UUIDs, decimals and other texts are texts; octets are octets; secrets
/// are what they hide; models and containers are JSON text. Moments with an offset are written in UTC, all moments with
/// six digits of fraction, so that texts compare as moments do. Throws DataError for an unsigned number beyond 63 bits.
[[nodiscard]] Value to_value(const model::TypeInfo& type, const void* object);

/// Fills a default-constructed object from a column. What the database holds is not validated again: lengths, ranges
/// and patterns are not looked at, only what the type itself needs. Lists may come as arrays of PostgreSQL. Throws
/// DataError, which says what was expected and what kind of value came, never the value.
void from_value(const Value& value, const model::TypeInfo& type, void* object);

/// An array of PostgreSQL, `{1,2,NULL}`, of a described list or set; a list becomes JSON otherwise.
[[nodiscard]] Value to_array(const model::TypeInfo& type, const void* list);

/// The value of any C++ value: what Value is made of, std::optional, Field, everything that a model may have.
template <class T>
[[nodiscard]] Value to_value(const T& value) {
  if constexpr (std::is_same_v<T, Value>) {
    return value;
  } else if constexpr (std::is_same_v<T, std::nullopt_t>) {
    return Value();
  } else if constexpr (detail::PlainValue<T>) {
    return Value(value);
  } else {
    return to_value(model::type_info<model::detail::Bare<T>>, model::detail::value_address(const_cast<T&>(value)));
  }
}

/// A T from a value; throws DataError.
template <class T>
[[nodiscard]] T from_value(const Value& value) {
  T object{};
  from_value(value, model::type_info<model::detail::Bare<T>>, model::detail::value_address(object));
  return object;
}

/// `param("ids", to_array(ids))`: a list as an array of PostgreSQL, for `= ANY(:ids)` and columns of that kind.
template <class C>
[[nodiscard]] Value to_array(const C& list) {
  return to_array(model::type_info<model::detail::Bare<C>>, model::detail::value_address(const_cast<C&>(list)));
}

/// Where the members of a model stand in the columns of a result; made once for all its rows.
class RowMapping {
 public:
  /// An object takes each of its members from the column of the same name, whatever else there is; a tuple takes the
  /// columns in order; any other type takes the only column. Throws ProgrammingError when columns are missing.
  RowMapping(const model::TypeInfo& type, const std::vector<std::string>& columns);

  /// Fills an object of the type from a row: as many values as there were columns. Throws DataError.
  void fill(const Value* row, void* object) const;

 private:
  const model::TypeInfo& type_;
  const std::vector<std::string>& columns_;
  std::vector<std::size_t> sources_;  // the column of each member
};

}  // namespace talaria::sql
