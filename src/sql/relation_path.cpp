#include "sql/relation_path.hpp"

#include <algorithm>

#include <talaria/sql/errors.hpp>

namespace talaria::sql {

namespace {

std::vector<ForeignKey> keys_between(const TableInfo& from, const TableInfo& to) {
  std::vector<ForeignKey> keys = foreign_keys_of(from);
  std::erase_if(keys, [&](const ForeignKey& key) { return key.target_table != to.name; });
  return keys;
}

/// The only one, or the one of the column that is named.
const ForeignKey* choose(const std::vector<ForeignKey>& keys, std::string_view via) {
  if (via.empty()) return keys.size() == 1 ? keys.data() : nullptr;
  const auto found =
      std::find_if(keys.begin(), keys.end(), [&](const ForeignKey& key) { return key.columns.front() == via; });
  return found == keys.end() ? nullptr : &*found;
}

[[noreturn]] void refuse(const TableInfo& owner, const RelationInfo& relation) {
  throw ProgrammingError(
      "the relation '" + std::string(relation.name) + "' of the table '" + std::string(owner.name) +
      "' has no foreign key to follow, or several; name its column: Relationship<..., via{\"...\"}>");
}

RelationPath linked_path(const TableInfo& owner, const RelationInfo& relation) {
  RelationPath path;
  path.kind = RelationPath::Kind::linked;
  path.link = &relation.link();
  const std::vector<ForeignKey> here = keys_between(*path.link, owner);
  const ForeignKey* const near = choose(here, relation.via);
  if (near == nullptr) refuse(owner, relation);
  path.near = *near;
  std::vector<ForeignKey> there = keys_between(*path.link, relation.target());
  std::erase_if(there, [&](const ForeignKey& key) { return key.columns == near->columns; });
  const ForeignKey* const far = choose(there, {});
  if (far == nullptr) refuse(owner, relation);
  path.far = *far;
  return path;
}

}  // namespace

RelationPath path_of(const TableInfo& owner, const RelationInfo& relation) {
  if (relation.is_linked) return linked_path(owner, relation);
  const TableInfo& target = relation.target();
  RelationPath path;
  const std::vector<ForeignKey> forward = keys_between(owner, target);
  if (!relation.to_many) {
    if (const ForeignKey* const key = choose(forward, relation.via)) {
      path.key = *key;
      return path;
    }
  }
  const std::vector<ForeignKey> backward = keys_between(target, owner);
  const ForeignKey* const key = choose(backward, relation.via);
  if (key == nullptr) refuse(owner, relation);
  path.kind = RelationPath::Kind::to_children;
  path.key = *key;
  return path;
}

std::vector<Value> values_of(const TableInfo& table, const std::vector<std::string_view>& columns,
                             const std::vector<Value>& row) {
  std::vector<Value> values;
  for (const std::string_view column : columns) {
    const ColumnInfo* const info = table.find(column);
    if (info == nullptr) {
      throw ProgrammingError("the table '" + std::string(table.name) + "' has no column '" + std::string(column) + "'");
    }
    values.push_back(row[static_cast<std::size_t>(info - table.columns.data())]);
  }
  return values;
}

}  // namespace talaria::sql
