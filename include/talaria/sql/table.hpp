// TableInfo: what a table is, as constant data. A table is a model with a primary key; its columns are the fields, so
// the same struct validates a body, is documented, and is a row. What makes DDL, reads rows and writes queries reads
// this.
#pragma once
#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>

#include <talaria/model/describe.hpp>
#include <talaria/sql/column_facts.hpp>
#include <talaria/sql/table_config.hpp>

namespace talaria::sql {

struct TableInfo;
class RelationBase;

/// A relation to other tables: a member that is no column. See relationship.hpp.
struct RelationInfo {
  std::string_view name = {};
  std::size_t field_index = 0;  ///< among the fields of the model
  bool to_many = false;
  bool is_linked = false;
  const TableInfo& (*target)() = nullptr;
  const TableInfo& (*link)() = nullptr;  ///< the table between, if `is_linked`
  std::string_view via = {};             ///< the column of the foreign key, where it is said
  RelationBase* (*base)(void* member) = nullptr;
};

/// A column: a field and what the column facts say about it.
struct ColumnInfo {
  std::string_view name;
  const model::FieldInfo* field;  ///< the type and the facts of the model layer
  std::size_t field_index;        ///< among the fields of the model
  const ColumnFacts* facts;

  /// The type of a value that is not null.
  [[nodiscard]] constexpr const model::TypeInfo& value_type() const {
    return field->type->kind == model::Kind::optional ? *field->type->element : *field->type;
  }
  /// Whether the value may be null: the field is an optional, and no part of the key.
  [[nodiscard]] constexpr bool nullable() const {
    return field->type->kind == model::Kind::optional && !facts->primary_key;
  }
};

/// What a table is. One constant per model; its address identifies the table.
struct TableInfo {
  std::string_view name;
  const model::TypeInfo* type;
  std::span<const ColumnInfo> columns;
  std::span<const TableConstraint> constraints;
  std::span<const RelationInfo> relations;

  /// The column of that name, or nullptr.
  [[nodiscard]] constexpr const ColumnInfo* find(std::string_view column) const {
    for (const ColumnInfo& c : columns) {
      if (c.name == column) return &c;
    }
    return nullptr;
  }
  /// How many columns make up the primary key.
  [[nodiscard]] constexpr std::size_t key_size() const {
    std::size_t count = 0;
    for (const ColumnInfo& c : columns) count += c.facts->primary_key ? 1 : 0;
    return count;
  }
  /// The column whose value the database makes when none is given: the one of a primary key that is an integer and no
  /// foreign key and has no default_factory of its own. Null when there is none.
  [[nodiscard]] constexpr const ColumnInfo* generated_key() const {
    if (key_size() != 1) return nullptr;
    for (const ColumnInfo& c : columns) {
      if (!c.facts->primary_key) continue;
      const bool generated = c.value_type().kind == model::Kind::integer && c.facts->foreign_key.empty() &&
                             !c.facts->server_default && c.field->facts->default_is_constant && c.facts->type.empty();
      return generated ? &c : nullptr;
    }
    return nullptr;
  }
};

namespace detail {

/// Members that are no columns: what is related, in relationship.hpp.
template <class M>
concept RelationMember = requires { typename M::talaria_relation_tag; };

template <class T, std::size_t I>
using MemberAt = typename model::reflect::Members<T>::template Type<model::detail::member_of<T>(I)>;

template <class T>
inline constexpr std::size_t field_count = model::detail::FieldIndices<T>::size();

template <class T, std::size_t... I>
constexpr std::size_t count_columns(std::index_sequence<I...>) {
  return (std::size_t{!RelationMember<MemberAt<T, I>>} + ... + 0);
}
template <class T, std::size_t... I>
constexpr bool any_key(std::index_sequence<I...>) {
  return (column_facts<MemberAt<T, I>>.primary_key || ...);
}

/// A name in snake case: `HTTPRoute2` is `http_route2`.
struct TableName {
  char text[64] = {};
  std::size_t size = 0;

  constexpr TableName(std::string_view prefix, std::string_view name) {
    const auto add = [&](char c) {
      if (size < sizeof(text)) text[size++] = c;
    };
    const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
    for (const char c : prefix) add(c);
    for (std::size_t i = 0; i < name.size(); ++i) {
      const char c = name[i];
      const bool word = upper(c) && i > 0 && name[i - 1] != '_' &&
                        (!upper(name[i - 1]) || (i + 1 < name.size() && !upper(name[i + 1]) && name[i + 1] != '_'));
      if (word) add('_');
      add(upper(c) ? static_cast<char>(c - 'A' + 'a') : c);
    }
  }
  [[nodiscard]] constexpr std::string_view view() const { return {text, size}; }
};

template <class T>
constexpr TableConfig config_of_table() {
  if constexpr (requires { T::table_config; }) {
    return T::table_config;
  } else {
    return {};
  }
}
template <class T>
inline constexpr TableName table_name{config_of_table<T>().prefix, model::reflect::type_name<T>};

template <class T>
constexpr std::string_view name_of_table() {
  constexpr TableConfig config = config_of_table<T>();
  if constexpr (config.name.empty()) {
    return table_name<T>.view();
  } else {
    return config.name;
  }
}

template <class M>
constexpr void add_column(auto& columns, std::size_t& at, const model::FieldInfo& field, std::size_t index) {
  if constexpr (!RelationMember<M>) {
    const ColumnFacts& facts = column_facts<M>;
    columns[at++] = {facts.name.empty() ? field.name : facts.name, &field, index, &facts};
  }
}
template <class T, std::size_t... I>
constexpr auto make_columns(std::index_sequence<I...> indices) {
  std::array<ColumnInfo, count_columns<T>(indices)> columns{};
  std::size_t at = 0;
  (add_column<MemberAt<T, I>>(columns, at, model::detail::field_table<T>[I], I), ...);
  return columns;
}
template <class T>
inline constexpr auto column_table = make_columns<T>(model::detail::FieldIndices<T>{});

template <class T>
constexpr std::span<const TableConstraint> constraints_of() {
  if constexpr (requires { T::table_args; }) {
    return T::table_args;
  } else {
    return {};
  }
}

template <class M>
constexpr void add_relation(auto& relations, std::size_t& at, const model::FieldInfo& field, std::size_t index) {
  if constexpr (RelationMember<M>) relations[at++] = M::talaria_relation(field.name, index);
}
template <class T, std::size_t... I>
constexpr auto make_relations(std::index_sequence<I...> indices) {
  std::array<RelationInfo, field_count<T> - count_columns<T>(indices)> relations{};
  std::size_t at = 0;
  (add_relation<MemberAt<T, I>>(relations, at, model::detail::field_table<T>[I], I), ...);
  return relations;
}
template <class T>
inline constexpr auto relation_table = make_relations<T>(model::detail::FieldIndices<T>{});

constexpr bool columns_exist(std::span<const ColumnInfo> columns, std::span<const TableConstraint> constraints) {
  for (const TableConstraint& c : constraints) {
    for (std::size_t i = 0; i < c.column_count; ++i) {
      bool found = false;
      for (const ColumnInfo& column : columns) found = found || column.name == c.column_names[i];
      if (!found) return false;
    }
  }
  return true;
}

template <class T>
constexpr bool is_table() {
  if constexpr (std::is_class_v<T>) {
    if constexpr (model::detail::is_model<T>) return any_key<T>(model::detail::FieldIndices<T>{});
  }
  return false;
}

}  // namespace detail

/// A model with a primary key.
template <class T>
concept Table = detail::is_table<T>();

namespace detail {

template <class T>
constexpr TableInfo make_table() {
  constexpr bool has_key = is_table<T>();
  static_assert(has_key,
                "talaria[T311]: this model is no table, as it has no primary key; write "
                "Field<std::optional<std::int64_t>, primary_key> id; in it");
  if constexpr (has_key) {
    constexpr bool known = columns_exist(column_table<T>, constraints_of<T>());
    static_assert(known,
                  "talaria[T312]: a constraint in table_args names a column that the table does not have; columns are "
                  "named as in the database");
    return {name_of_table<T>(), &model::type_info<T>, column_table<T>, constraints_of<T>(), relation_table<T>};
  } else {
    return {};
  }
}

}  // namespace detail

/// The description of the table T.
template <class T>
inline constexpr TableInfo table_info = detail::make_table<T>();

}  // namespace talaria::sql
