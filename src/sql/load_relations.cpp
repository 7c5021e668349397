// Loading relations: which rows belong to some objects, with one query for all of them.
#include "sql/relation_access.hpp"
#include "sql/relation_path.hpp"
#include "sql/session_state.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include <talaria/sql/errors.hpp>

namespace talaria::sql::detail {

namespace {

/// So many keys stand in one query, as with SQLAlchemy.
constexpr std::size_t keys_at_a_time = 500;

using Keys = std::vector<std::vector<Value>>;

bool has_null(const std::vector<Value>& values) {
  return std::any_of(values.begin(), values.end(), [](const Value& value) { return value.is_null(); });
}

/// `"t"."a" IN (...)`, or the same of several columns.
Fragment key_condition(std::string_view table, const std::vector<std::string_view>& columns, const Keys& keys) {
  Fragment sql;
  const char* separator = "";
  if (columns.size() == 1) {
    sql.add_column(table, columns[0]).add(" IN (");
    for (const auto& key : keys) sql.add(std::exchange(separator, ", ")).add_value(key[0]);
    return sql.add(")");
  }
  for (const auto& key : keys) {
    sql.add(std::exchange(separator, " OR ")).add("(");
    for (std::size_t i = 0; i < columns.size(); ++i) {
      sql.add(i > 0 ? " AND " : "").add_column(table, columns[i]).add(" = ").add_value(key[i]);
    }
    sql.add(")");
  }
  return sql;
}

void add_all_columns(Fragment& sql, const TableInfo& table) {
  const char* separator = "";
  for (const ColumnInfo& column : table.columns) {
    sql.add(std::exchange(separator, ", ")).add_column(table.name, column.name);
  }
}

void add_order(Fragment& sql, const TableInfo& table) {
  const char* separator = " ORDER BY ";
  for (const ColumnInfo& column : table.columns) {
    if (column.facts->primary_key) sql.add(std::exchange(separator, ", ")).add_column(table.name, column.name);
  }
}

/// The columns of the target whose values the objects of the owner have, and those of the owner.
struct Ends {
  std::vector<std::string_view> owner;
  std::vector<std::string_view> target;
};

Ends ends_of(const RelationPath& path) {
  switch (path.kind) {
    case RelationPath::Kind::to_parent:
      return {path.key.columns, path.key.target_columns};
    case RelationPath::Kind::to_children:
      return {path.key.target_columns, path.key.columns};
    case RelationPath::Kind::linked:
      break;
  }
  return {path.near.target_columns, path.near.columns};
}

Fragment related_query(const TableInfo& target, const RelationPath& path, const Ends& ends, const Keys& keys) {
  Fragment sql("SELECT ");
  add_all_columns(sql, target);
  if (path.kind != RelationPath::Kind::linked) {
    sql.add(" FROM ").add_identifier(target.name).add(" WHERE ").add(key_condition(target.name, ends.target, keys));
  } else {
    for (const std::string_view column : ends.target) sql.add(", ").add_column(path.link->name, column);
    sql.add(" FROM ").add_identifier(target.name).add(" JOIN ").add_identifier(path.link->name).add(" ON ");
    for (std::size_t i = 0; i < path.far.columns.size(); ++i) {
      sql.add(i > 0 ? " AND " : "").add_column(path.link->name, path.far.columns[i]).add(" = ");
      sql.add_column(target.name, path.far.target_columns[i]);
    }
    sql.add(" WHERE ").add(key_condition(path.link->name, ends.target, keys));
  }
  add_order(sql, target);
  return sql;
}

}  // namespace

Task<void> SessionState::load(const TableInfo& owner, const RelationInfo& relation, std::vector<void*> objects) {
  const RelationPath path = path_of(owner, relation);
  const Ends ends = ends_of(path);
  const TableInfo& target = relation.target();
  std::unordered_map<std::string, std::vector<void*>> related;
  Keys keys;
  for (void* const object : objects) {
    const std::vector<Value> row = column_values(owner, object);
    std::vector<Value> key = values_of(owner, ends.owner, row);
    if (!has_null(key) && related.try_emplace(identity(target, key)).second) keys.push_back(std::move(key));
  }
  for (std::size_t at = 0; at < keys.size(); at += keys_at_a_time) {
    const auto first = keys.begin() + static_cast<std::ptrdiff_t>(at);
    const Keys some(first, first + static_cast<std::ptrdiff_t>(std::min(keys_at_a_time, keys.size() - at)));
    const Rows rows = co_await execute(related_query(target, path, ends, some));
    const std::size_t width = rows.columns().size();
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const Value* const values = rows.values().data() + row * width;
      void* const found = object_of(target, values);
      std::vector<Value> key;
      if (path.kind == RelationPath::Kind::linked) {
        key.assign(values + target.columns.size(), values + width);
      } else {
        key = values_of(target, ends.target, find(found)->row);
      }
      related[identity(target, key)].push_back(found);
    }
  }
  for (void* const object : objects) {
    const std::vector<Value> key = values_of(owner, ends.owner, column_values(owner, object));
    const auto found = related.find(identity(target, key));
    std::vector<void*> list = found == related.end() ? std::vector<void*>() : found->second;
    RelationAccess::load(RelationAccess::of(owner, relation, object), std::move(list));
  }
}

Task<void> SessionState::load_plan(const LoadPlan* plan, std::vector<void*> objects) {
  while (plan != nullptr && !objects.empty()) {
    std::vector<void*> here = std::move(objects);
    objects.clear();
    std::sort(here.begin(), here.end());
    here.erase(std::unique(here.begin(), here.end()), here.end());
    const auto unknown = [&](void* object) {
      return RelationAccess::changed(RelationAccess::of(*plan->owner, *plan->relation, object));
    };
    std::erase_if(here, unknown);  // what the program said counts until it is written
    std::vector<void*> owners = here;
    co_await load(*plan->owner, *plan->relation, std::move(owners));
    for (void* const object : here) {
      const auto& next = RelationAccess::objects(RelationAccess::of(*plan->owner, *plan->relation, object));
      objects.insert(objects.end(), next.begin(), next.end());
    }
    plan = plan->next;
  }
}

void SessionState::bind_relations(const TableInfo& table, void* object) {
  for (const RelationInfo& relation : table.relations) {
    RelationAccess::bind(RelationAccess::of(table, relation, object), relation);
  }
}

Entity& SessionState::entity_of(const void* object) const {
  Entity* const entity = find(object);
  if (entity == nullptr) throw ProgrammingError("a related object is not the session's: add() it first");
  return *entity;
}

namespace {

void copy_key(const TableInfo& from, const std::vector<std::string_view>& sources, const void* source,
              const TableInfo& to, const std::vector<std::string_view>& places, void* place) {
  const std::vector<Value> values =
      source == nullptr ? std::vector<Value>(sources.size()) : values_of(from, sources, column_values(from, source));
  for (std::size_t i = 0; i < places.size(); ++i) set_column(to, *to.find(places[i]), values[i], place);
}

}  // namespace

void SessionState::take_parent_keys(Entity& entity) {
  for (const RelationInfo& relation : entity.table->relations) {
    RelationBase& base = RelationAccess::of(*entity.table, relation, entity.object);
    if (!RelationAccess::changed(base)) continue;
    const RelationPath path = path_of(*entity.table, relation);
    if (path.kind != RelationPath::Kind::to_parent) continue;
    const auto& added = RelationAccess::added(base);
    void* const parent = added.empty() ? nullptr : entity_of(added.front()).object;
    copy_key(relation.target(), path.key.target_columns, parent, *entity.table, path.key.columns, entity.object);
    RelationAccess::settle(base);
  }
}

void SessionState::give_child_keys(Entity& entity) {
  for (const RelationInfo& relation : entity.table->relations) {
    RelationBase& base = RelationAccess::of(*entity.table, relation, entity.object);
    if (!RelationAccess::changed(base)) continue;
    const RelationPath path = path_of(*entity.table, relation);
    if (path.kind != RelationPath::Kind::to_children) continue;
    const TableInfo& target = relation.target();
    for (void* const child : RelationAccess::added(base)) {
      copy_key(*entity.table, path.key.target_columns, entity.object, target, path.key.columns,
               entity_of(child).object);
    }
    for (void* const child : RelationAccess::removed(base)) {
      if (child == nullptr || entity_of(child).state == Entity::State::removed) continue;
      copy_key(*entity.table, path.key.target_columns, nullptr, target, path.key.columns, child);
    }
    RelationAccess::settle(base);
  }
}

Fragment SessionState::link_row(const Entity& entity, const RelationInfo& relation, const Entity& other, bool there) {
  const RelationPath path = path_of(*entity.table, relation);
  const std::vector<Value> near =
      values_of(*entity.table, path.near.target_columns, column_values(*entity.table, entity.object));
  const std::vector<Value> far =
      values_of(*other.table, path.far.target_columns, column_values(*other.table, other.object));
  std::vector<std::string_view> columns = path.near.columns;
  columns.insert(columns.end(), path.far.columns.begin(), path.far.columns.end());
  std::vector<Value> values = near;
  values.insert(values.end(), far.begin(), far.end());
  Fragment sql(there ? "INSERT INTO " : "DELETE FROM ");
  sql.add_identifier(path.link->name);
  if (there) {
    Fragment places;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      sql.add(i == 0 ? " (" : ", ").add_identifier(columns[i]);
      places.add(i == 0 ? "" : ", ").add_value(values[i]);
    }
    return sql.add(") VALUES (").add(places).add(")");
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    sql.add(i == 0 ? " WHERE " : " AND ").add_identifier(columns[i]).add(" = ").add_value(values[i]);
  }
  return sql;
}

Task<void> SessionState::write_links(std::vector<Entity*> entities) {
  std::vector<Fragment> statements;
  std::vector<RelationBase*> written;
  for (Entity* const entity : entities) {
    for (const RelationInfo& relation : entity->table->relations) {
      RelationBase& base = RelationAccess::of(*entity->table, relation, entity->object);
      if (!relation.is_linked || !RelationAccess::changed(base)) continue;
      for (void* const other : RelationAccess::removed(base)) {
        statements.push_back(link_row(*entity, relation, entity_of(other), false));
      }
      for (void* const other : RelationAccess::added(base)) {
        statements.push_back(link_row(*entity, relation, entity_of(other), true));
      }
      written.push_back(&base);
    }
  }
  if (!statements.empty()) co_await execute_all(std::move(statements));
  for (RelationBase* const base : written) RelationAccess::settle(*base);
}

}  // namespace talaria::sql::detail
