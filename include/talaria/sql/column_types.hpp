// The SQL types of columns, and the values that the database makes, per dialect.
#pragma once
#include <string>

#include <talaria/sql/dialect.hpp>
#include <talaria/sql/table.hpp>

namespace talaria::sql {

/// The type of the column: `VARCHAR(50)`, `BIGINT`, `JSONB`. The column fact `column_type` overrides it.
std::string type_of_column(const ColumnInfo& column, Dialect dialect);
/// Whether values of this kind are kept as JSON: lists, sets, maps, models, tuples, variants.
bool is_json(const model::TypeInfo& type);
/// What the column may hold beyond its type, as a condition; empty for all but enumerations.
std::string enum_condition(const ColumnInfo& column);
/// A value that the database makes, as SQL text: `'draft'`, `0`, `CURRENT_TIMESTAMP`.
std::string server_value_text(const ServerValue& value, Dialect dialect);

}  // namespace talaria::sql
