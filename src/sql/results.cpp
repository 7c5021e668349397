#include <talaria/sql/errors.hpp>
#include <talaria/sql/results.hpp>

namespace talaria::sql::detail {

// The texts are SQLAlchemy's.
void no_row() {
  throw NoResultFound("No row was found when one was required");
}

void several_rows(bool one_or_none) {
  throw MultipleResultsFound(one_or_none ? "Multiple rows were found when one or none was required"
                                         : "Multiple rows were found when exactly one was required");
}

void* RowReader::next_object(std::size_t columns) {
  column_ += columns;
  return fetched_->objects[row_ * fetched_->tables + table_++];
}

void RowReader::next_value(const model::TypeInfo& type, void* value) {
  const std::size_t width = fetched_->rows.columns().size();
  from_value(fetched_->rows.values()[row_ * width + column_++], type, value);
}

}  // namespace talaria::sql::detail
