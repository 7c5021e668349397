// Rows: what a statement gave, in memory; and Row, a look at one of them.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <talaria/sql/mapping.hpp>
#include <talaria/sql/value.hpp>

namespace talaria::sql {

class Rows;

/// A row of a Rows, which it must not outlive.
class Row {
 public:
  Row(const Rows& rows, std::size_t index) noexcept : rows_(&rows), index_(index) {}

  [[nodiscard]] std::size_t size() const noexcept;
  /// The value of a column by its place, from 0; throws ProgrammingError when there are fewer.
  [[nodiscard]] const Value& operator[](std::size_t column) const;
  [[nodiscard]] const Value& operator[](int column) const { return (*this)[static_cast<std::size_t>(column)]; }
  /// The value of a column by its name; throws ProgrammingError when there is none.
  [[nodiscard]] const Value& operator[](std::string_view column) const;
  [[nodiscard]] const Value& operator[](const char* column) const { return (*this)[std::string_view(column)]; }

  /// `row.get<Uuid>("id")`: throws ProgrammingError and DataError.
  template <class T, class Column>
  [[nodiscard]] T get(const Column& column) const {
    return from_value<T>((*this)[column]);
  }
  /// A struct of the columns of the same names, or a scalar of the only column; see RowMapping.
  template <class T>
  [[nodiscard]] T as() const;

 private:
  friend class Rows;
  [[nodiscard]] const Value* values() const noexcept;

  const Rows* rows_;
  std::size_t index_;
};

/// The rows that a statement gave, and how many it changed. Owns its values.
class Rows {
 public:
  Rows() = default;
  /// `values` holds the rows one after the other.
  Rows(std::vector<std::string> columns, std::vector<Value> values, std::int64_t affected = 0);

  [[nodiscard]] const std::vector<std::string>& columns() const noexcept { return columns_; }
  [[nodiscard]] std::size_t size() const noexcept { return columns_.empty() ? 0 : values_.size() / columns_.size(); }
  [[nodiscard]] bool empty() const noexcept { return values_.empty(); }
  /// How many rows an INSERT, UPDATE or DELETE changed.
  [[nodiscard]] std::int64_t affected() const noexcept { return affected_; }
  /// The place of a column, nothing when there is no such name.
  [[nodiscard]] std::optional<std::size_t> find_column(std::string_view name) const noexcept;

  /// A row by its number, from 0; throws ProgrammingError when there are fewer.
  [[nodiscard]] Row operator[](std::size_t row) const;
  /// All values, row by row.
  [[nodiscard]] const std::vector<Value>& values() const noexcept { return values_; }

  class Iterator {
   public:
    using value_type = Row;
    using difference_type = std::ptrdiff_t;
    Iterator() = default;
    Iterator(const Rows& rows, std::size_t index) noexcept : rows_(&rows), index_(index) {}
    Row operator*() const noexcept { return Row(*rows_, index_); }
    Iterator& operator++() noexcept {
      ++index_;
      return *this;
    }
    Iterator operator++(int) noexcept { return Iterator(*rows_, index_++); }
    friend bool operator==(const Iterator& a, const Iterator& b) noexcept { return a.index_ == b.index_; }

   private:
    const Rows* rows_ = nullptr;
    std::size_t index_ = 0;
  };
  [[nodiscard]] Iterator begin() const noexcept { return Iterator(*this, 0); }
  [[nodiscard]] Iterator end() const noexcept { return Iterator(*this, size()); }

  /// All rows as structs, or as scalars when there is one column (SQLAlchemy's `scalars().all()`); see RowMapping.
  template <class T>
  [[nodiscard]] std::vector<T> as() const {
    const RowMapping mapping(model::type_info<model::detail::Bare<T>>, columns_);
    std::vector<T> objects;
    objects.reserve(size());
    for (std::size_t i = 0; i < size(); ++i) objects.push_back(object<T>(mapping, i));
    return objects;
  }
  /// The first row; nothing when there is none.
  template <class T>
  [[nodiscard]] std::optional<T> first() const {
    if (empty()) return std::nullopt;
    return object_at<T>(0);
  }
  /// The only row; throws NoResultFound or MultipleResultsFound.
  template <class T>
  [[nodiscard]] T one() const {
    expect_one(true);
    return object_at<T>(0);
  }
  /// The only row, or nothing when there is none; throws MultipleResultsFound.
  template <class T>
  [[nodiscard]] std::optional<T> one_or_none() const {
    expect_one(false);
    return first<T>();
  }

 private:
  friend class Row;
  void expect_one(bool at_least) const;
  template <class T>
  [[nodiscard]] T object(const RowMapping& mapping, std::size_t row) const {
    T made{};
    mapping.fill(values_.data() + row * columns_.size(), model::detail::value_address(made));
    return made;
  }
  template <class T>
  [[nodiscard]] T object_at(std::size_t row) const {
    return object<T>(RowMapping(model::type_info<model::detail::Bare<T>>, columns_), row);
  }

  std::vector<std::string> columns_;
  std::vector<Value> values_;
  std::int64_t affected_ = 0;
};

template <class T>
T Row::as() const {
  return rows_->object_at<T>(index_);
}

}  // namespace talaria::sql
