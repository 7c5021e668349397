#include <algorithm>

#include <talaria/sql/errors.hpp>
#include <talaria/sql/rows.hpp>

namespace talaria::sql {

namespace {

std::string listed(const std::vector<std::string>& columns) {
  std::string list;
  for (const std::string& column : columns) {
    if (!list.empty()) list += ", ";
    list += column;
  }
  return list.empty() ? "none" : list;
}

}  // namespace

const Value* Row::values() const noexcept {
  return rows_->values().data() + index_ * rows_->columns().size();
}

std::size_t Row::size() const noexcept {
  return rows_->columns().size();
}

const Value& Row::operator[](std::size_t column) const {
  if (column >= size()) {
    throw ProgrammingError("there is no column " + std::to_string(column) + " in the result: it has " +
                           std::to_string(size()));
  }
  return values()[column];
}

const Value& Row::operator[](std::string_view column) const {
  if (const auto place = rows_->find_column(column)) return values()[*place];
  throw ProgrammingError("there is no column '" + std::string(column) +
                         "' in the result, which has: " + listed(rows_->columns()));
}

Rows::Rows(std::vector<std::string> columns, std::vector<Value> values, std::int64_t affected)
    : columns_(std::move(columns)), values_(std::move(values)), affected_(affected) {}

std::optional<std::size_t> Rows::find_column(std::string_view name) const noexcept {
  const auto found = std::find(columns_.begin(), columns_.end(), name);
  if (found == columns_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - columns_.begin());
}

Row Rows::operator[](std::size_t row) const {
  if (row >= size()) {
    throw ProgrammingError("there is no row " + std::to_string(row) + " in the result: it has " +
                           std::to_string(size()));
  }
  return Row(*this, row);
}

void Rows::expect_one(bool at_least) const {
  if (size() > 1) {
    throw MultipleResultsFound("one row was expected, but there are " + std::to_string(size()));
  }
  if (at_least && empty()) throw NoResultFound("one row was expected, but there is none");
}

}  // namespace talaria::sql
