// Along which foreign keys a relation leads.
#pragma once
#include <cstdint>
#include <vector>

#include <talaria/sql/ddl.hpp>
#include <talaria/sql/table.hpp>
#include <talaria/sql/value.hpp>

namespace talaria::sql {

/// The way from a table to a related one.
struct RelationPath {
  enum class Kind : std::uint8_t {
    to_parent,    ///< a foreign key here leads there
    to_children,  ///< a foreign key there leads here
    linked,       ///< the foreign keys of a third table lead to both
  };
  Kind kind = Kind::to_parent;
  ForeignKey key;                   ///< to_parent, to_children
  const TableInfo* link = nullptr;  ///< linked
  ForeignKey near = {};             ///< linked: from the link to the owner
  ForeignKey far = {};              ///< linked: from the link to the target
};

/// The path of a relation of `owner`. Throws ProgrammingError when there is no foreign key that it could follow, or
/// when there are several and the relation does not say which.
RelationPath path_of(const TableInfo& owner, const RelationInfo& relation);

/// The values of these columns of an object's row.
std::vector<Value> values_of(const TableInfo& table, const std::vector<std::string_view>& columns,
                             const std::vector<Value>& row);

}  // namespace talaria::sql
