// Objects of tables as the values of their columns, and back.
#pragma once
#include <cstddef>
#include <new>
#include <utility>
#include <vector>

#include <talaria/sql/table.hpp>
#include <talaria/sql/value.hpp>

namespace talaria::sql {

/// Memory for an object of the type.
inline void* allocate_object(const model::TypeInfo& type) {
  return ::operator new(type.ops.size, std::align_val_t(type.ops.align));
}
inline void free_object(const model::TypeInfo& type, void* memory) noexcept {
  ::operator delete(memory, type.ops.size, std::align_val_t(type.ops.align));
}
inline void destroy_object(const model::TypeInfo& type, void* object) noexcept {
  type.ops.destroy(object);
  free_object(type, object);
}
/// A default-constructed object.
inline void* make_object(const model::TypeInfo& type) {
  void* const memory = allocate_object(type);
  try {
    type.ops.construct(memory);
  } catch (...) {
    free_object(type, memory);
    throw;
  }
  return memory;
}

/// An object of a described type, for a while.
class RawObject {
 public:
  explicit RawObject(const model::TypeInfo& type) : type_(&type), object_(make_object(type)) {}
  RawObject(const RawObject&) = delete;
  RawObject& operator=(const RawObject&) = delete;
  ~RawObject() {
    if (object_ != nullptr) destroy_object(*type_, object_);
  }
  [[nodiscard]] void* get() const { return object_; }
  [[nodiscard]] void* release() { return std::exchange(object_, nullptr); }

 private:
  const model::TypeInfo* type_;
  void* object_;
};

/// The values of all columns of an object.
std::vector<Value> column_values(const TableInfo& table, const void* object);
/// Fills an object from the values of all columns.
void fill_columns(const TableInfo& table, const Value* values, void* object);
/// The value of one column.
Value column_value(const TableInfo& table, const ColumnInfo& column, const void* object);
/// Sets one column.
void set_column(const TableInfo& table, const ColumnInfo& column, const Value& value, void* object);
/// The values of the primary key, as they stand in a row of all columns.
std::vector<Value> key_of(const TableInfo& table, const std::vector<Value>& values);

}  // namespace talaria::sql
