// Objects and Results: what Session::exec() gives, and how many rows one may expect of it.
#pragma once
#include <cstddef>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include <talaria/model/convert.hpp>
#include <talaria/sql/detail/object_iterator.hpp>
#include <talaria/sql/rows.hpp>
#include <talaria/sql/select.hpp>

namespace talaria::sql {

/// Some objects of a session, in order. They are the session's; a copy of their values is made by turning it into a
/// vector, of the same type or of one that `to<U>()` makes of it: a handler that returns a `std::vector<UserRead>` may
/// `co_return` it.
template <class T>
class Objects {
 public:
  using value_type = T;
  using Iterator = detail::ObjectIterator<T>;

  Objects() = default;
  explicit Objects(std::vector<T*> objects) : objects_(std::move(objects)) {}

  [[nodiscard]] std::size_t size() const { return objects_.size(); }
  [[nodiscard]] bool empty() const { return objects_.empty(); }
  [[nodiscard]] T& operator[](std::size_t index) const { return *objects_[index]; }
  [[nodiscard]] T& front() const { return *objects_.front(); }
  [[nodiscard]] T& back() const { return *objects_.back(); }
  [[nodiscard]] Iterator begin() const { return Iterator(objects_.data()); }
  [[nodiscard]] Iterator end() const { return Iterator(objects_.data() + objects_.size()); }
  [[nodiscard]] const std::vector<T*>& pointers() const { return objects_; }

  template <class U>
  operator std::vector<U>() const {
    std::vector<U> copies;
    copies.reserve(size());
    for (const T* object : objects_) {
      if constexpr (std::is_same_v<U, T>) {
        copies.push_back(*object);
      } else {
        copies.push_back(to<U>(*object));
      }
    }
    return copies;
  }

 private:
  std::vector<T*> objects_;
};

namespace detail {

/// What came of a query: rows, and the objects that were made of them.
struct Fetched {
  Rows rows;
  std::vector<void*> objects;  ///< row by row, one for each table that was selected; null where there is none
  std::size_t tables = 0;
  bool is_projection = false;
};

[[noreturn]] void no_row();
[[noreturn]] void several_rows(bool one_or_none);

/// Reads the items of a row from left to right.
class RowReader {
 public:
  RowReader(const Fetched& fetched, std::size_t row) : fetched_(&fetched), row_(row) {}

  template <class Item>
  typename ResultOf<Item>::type next() {
    if constexpr (Table<Item>) {
      return static_cast<Item*>(next_object(table_info<Item>.columns.size()));
    } else {
      Item value{};
      next_value(model::type_info<model::detail::Bare<Item>>, model::detail::value_address(value));
      return value;
    }
  }

 private:
  void* next_object(std::size_t columns);
  void next_value(const model::TypeInfo& type, void* value);

  const Fetched* fetched_;
  std::size_t row_;
  std::size_t column_ = 0;
  std::size_t table_ = 0;
};

template <class... Item>
std::vector<typename RowOf<Item...>::type> read_rows(const Fetched& fetched) {
  std::vector<typename RowOf<Item...>::type> made;
  const std::size_t count = fetched.rows.size();
  made.reserve(count);
  for (std::size_t row = 0; row < count; ++row) {
    RowReader reader(fetched, row);
    if constexpr (sizeof...(Item) == 1) {
      made.push_back(reader.template next<Item...>());
    } else {
      made.push_back(typename RowOf<Item...>::type{reader.template next<Item>()...});  // in braces: from left to right
    }
  }
  return made;
}

template <class T>
std::vector<T> read_projection(const Fetched& fetched) {
  std::vector<T> made(fetched.rows.size());
  const RowMapping mapping(model::type_info<T>, fetched.rows.columns());
  const std::size_t width = fetched.rows.columns().size();
  for (std::size_t row = 0; row < made.size(); ++row) {
    mapping.fill(fetched.rows.values().data() + row * width, &made[row]);
  }
  return made;
}

}  // namespace detail

/// The rows of a query, all of them in memory. A row is a value, a tuple, or, of a table, an object of the session.
template <class... Item>
class Results {
  static constexpr bool of_objects = sizeof...(Item) == 1 && (Table<Item> && ...);

 public:
  using Row = typename detail::RowOf<Item...>::type;
  /// Objects come as pointers, values in optionals.
  using Maybe = std::conditional_t<of_objects, Row, std::optional<Row>>;
  /// Objects come as references.
  using One = std::conditional_t<of_objects, std::remove_pointer_t<Row>&, Row>;

  explicit Results(const detail::Fetched& fetched) {
    if constexpr (sizeof...(Item) == 1 && ((std::is_class_v<Item> && !Table<Item>) && ...)) {
      if (fetched.is_projection) {
        rows_ = detail::read_projection<Row>(fetched);
        return;
      }
    }
    rows_ = detail::read_rows<Item...>(fetched);
  }

  /// All rows: an Objects<T> for a table, else a vector.
  [[nodiscard]] auto all() {
    if constexpr (of_objects) {
      return Objects<std::remove_pointer_t<Row>>(std::move(rows_));
    } else {
      return std::move(rows_);
    }
  }
  /// The first row, or nothing.
  [[nodiscard]] Maybe first() {
    if (rows_.empty()) return {};
    return std::move(rows_.front());
  }
  /// The one row. Throws NoResultFound or MultipleResultsFound.
  [[nodiscard]] One one() {
    if (rows_.empty()) detail::no_row();
    if (rows_.size() > 1) detail::several_rows(false);
    if constexpr (of_objects) {
      return *rows_.front();
    } else {
      return std::move(rows_.front());
    }
  }
  /// The one row, or nothing when there is none. Throws MultipleResultsFound.
  [[nodiscard]] Maybe one_or_none() {
    if (rows_.size() > 1) detail::several_rows(true);
    return first();
  }
  [[nodiscard]] std::size_t size() const { return rows_.size(); }
  [[nodiscard]] bool empty() const { return rows_.empty(); }

 private:
  std::vector<Row> rows_;
};

}  // namespace talaria::sql
