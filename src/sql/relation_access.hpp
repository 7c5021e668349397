// What a session does with the relations of its objects.
#pragma once
#include <array>
#include <utility>
#include <vector>

#include <talaria/sql/relationship.hpp>

namespace talaria::sql {

struct RelationAccess {
  /// The relation of an object.
  static RelationBase& of(const TableInfo& table, const RelationInfo& relation, void* object) {
    std::array<void*, model::max_fields> places{};
    table.type->locate(object, places.data());
    return *relation.base(places[relation.field_index]);
  }
  static void bind(RelationBase& relation, const RelationInfo& info) { relation.info_ = &info; }
  static void load(RelationBase& relation, std::vector<void*> objects) {
    relation.objects_ = std::move(objects);
    relation.is_loaded_ = true;
    settle(relation);
  }
  static const std::vector<void*>& objects(const RelationBase& relation) { return relation.objects_; }
  static const std::vector<void*>& added(const RelationBase& relation) { return relation.added_; }
  static const std::vector<void*>& removed(const RelationBase& relation) { return relation.removed_; }
  static bool changed(const RelationBase& relation) { return !relation.added_.empty() || !relation.removed_.empty(); }
  static void settle(RelationBase& relation) {
    relation.added_.clear();
    relation.removed_.clear();
  }
};

}  // namespace talaria::sql
