#include "sql/object_values.hpp"

#include <array>

#include <talaria/sql/mapping.hpp>

namespace talaria::sql {

namespace {

using Places = std::array<void*, model::max_fields>;

Places locate(const TableInfo& table, const void* object) {
  Places places{};
  table.type->locate(const_cast<void*>(object), places.data());
  return places;
}

}  // namespace

std::vector<Value> column_values(const TableInfo& table, const void* object) {
  const Places places = locate(table, object);
  std::vector<Value> values;
  values.reserve(table.columns.size());
  for (const ColumnInfo& column : table.columns) {
    values.push_back(to_value(*column.field->type, places[column.field_index]));
  }
  return values;
}

void fill_columns(const TableInfo& table, const Value* values, void* object) {
  const Places places = locate(table, object);
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const ColumnInfo& column = table.columns[i];
    from_value(values[i], *column.field->type, places[column.field_index]);
  }
}

Value column_value(const TableInfo& table, const ColumnInfo& column, const void* object) {
  return to_value(*column.field->type, locate(table, object)[column.field_index]);
}

void set_column(const TableInfo& table, const ColumnInfo& column, const Value& value, void* object) {
  from_value(value, *column.field->type, locate(table, object)[column.field_index]);
}

std::vector<Value> key_of(const TableInfo& table, const std::vector<Value>& values) {
  std::vector<Value> key;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (table.columns[i].facts->primary_key) key.push_back(values[i]);
  }
  return key;
}

}  // namespace talaria::sql
