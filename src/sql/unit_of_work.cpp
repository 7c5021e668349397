// The flush of a session: which statements make the database equal to its objects, and in which order.
#include "sql/session_state.hpp"

#include <algorithm>
#include <utility>

#include <talaria/sql/errors.hpp>
#include <talaria/sql/metadata.hpp>

namespace talaria::sql::detail {

/// A statement about one object, and the columns that it gives back.
struct SessionState::Write {
  Entity* entity;
  Fragment sql;
  std::vector<const ColumnInfo*> returned;
};

namespace {

void add_returning(Fragment& sql, const std::vector<const ColumnInfo*>& columns) {
  const char* separator = " RETURNING ";
  for (const ColumnInfo* column : columns) sql.add(std::exchange(separator, ", ")).add_identifier(column->name);
}

void add_key_condition(Fragment& sql, const TableInfo& table, const std::vector<Value>& row) {
  const char* separator = " WHERE ";
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (!table.columns[i].facts->primary_key) continue;
    sql.add(std::exchange(separator, " AND ")).add_identifier(table.columns[i].name).add(" = ").add_value(row[i]);
  }
}

/// The tables of these objects, those that others refer to first.
std::vector<const TableInfo*> tables_in_order(const std::vector<Entity*>& entities) {
  std::vector<const TableInfo*> tables;
  for (const Entity* entity : entities) {
    if (std::find(tables.begin(), tables.end(), entity->table) == tables.end()) tables.push_back(entity->table);
  }
  return tables.size() < 2 ? tables : Metadata(std::move(tables)).sorted();
}

std::vector<Entity*> of_table(const std::vector<Entity*>& entities, const TableInfo& table) {
  std::vector<Entity*> found;
  std::copy_if(entities.begin(), entities.end(), std::back_inserter(found),
               [&](const Entity* entity) { return entity->table == &table; });
  return found;
}

}  // namespace

std::vector<Entity*> SessionState::in_state(Entity::State state) const {
  std::vector<Entity*> found;
  for (const auto& entity : entities_) {
    if (entity->state == state) found.push_back(entity.get());
  }
  return found;
}

std::optional<SessionState::Write> SessionState::update_of(Entity& entity) const {
  const TableInfo& table = *entity.table;
  const std::vector<Value> now = column_values(table, entity.object);
  std::vector<const ColumnInfo*> set;
  Fragment assignments;
  for (std::size_t i = 0; i < now.size(); ++i) {
    if (now[i] == entity.row[i]) continue;
    if (!set.empty()) assignments.add(", ");
    assignments.add_identifier(table.columns[i].name).add(" = ").add_value(now[i]);
    set.push_back(&table.columns[i]);
  }
  if (set.empty()) return {};
  append_onupdate(assignments, table, set);
  Write write{&entity, Fragment("UPDATE "), {}};
  write.sql.add_identifier(table.name).add(" SET ").add(assignments);
  add_key_condition(write.sql, table, entity.row);
  for (const ColumnInfo& column : table.columns) {
    const bool by_server = column.facts->onupdate && std::find(set.begin(), set.end(), &column) == set.end();
    if (by_server) write.returned.push_back(&column);
  }
  add_returning(write.sql, write.returned);
  return write;
}

Task<void> SessionState::write(std::vector<Write> writes) {
  std::vector<Fragment> fragments;
  for (Write& write : writes) fragments.push_back(std::move(write.sql));
  const std::vector<Rows> results = co_await execute_all(std::move(fragments));
  for (std::size_t i = 0; i < writes.size(); ++i) {
    Entity& entity = *writes[i].entity;
    const bool any = writes[i].returned.empty() ? results[i].affected() > 0 : !results[i].empty();
    if (!any) {
      throw StaleDataError("a row of the table '" + std::string(entity.table->name) +
                           "' was to be written and is not there any more");
    }
    for (std::size_t column = 0; column < writes[i].returned.size(); ++column) {
      set_column(*entity.table, *writes[i].returned[column], results[i].values()[column], entity.object);
    }
    entity.depth = depth_;
    if (entity.state == Entity::State::removed) {
      detach(entity);
    } else {
      remember(entity);
    }
  }
}

Task<void> SessionState::insert(std::vector<Entity*> entities) {
  std::vector<Write> writes;
  for (Entity* entity : entities) {
    const TableInfo& table = *entity->table;
    std::vector<InsertRow> rows;
    rows.push_back(insert_row(table, entity->object));
    Write write{entity, insert_rows(table, rows), {}};
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      if (!rows[0][i]) write.returned.push_back(&table.columns[i]);
    }
    add_returning(write.sql, write.returned);
    writes.push_back(std::move(write));
  }
  co_await write(std::move(writes));
}

bool SessionState::waits_for_parent(const Entity& entity) const {
  for (const RelationInfo& relation : entity.table->relations) {
    if (relation.to_many || &relation.target() != entity.table) continue;
    const auto& added = RelationAccess::added(RelationAccess::of(*entity.table, relation, entity.object));
    if (!added.empty() && entity_of(added.front()).state == Entity::State::fresh) return true;
  }
  return false;
}

/// Rows that refer to others of their table come behind these.
Task<void> SessionState::insert_table(std::vector<Entity*> entities) {
  while (!entities.empty()) {
    std::vector<Entity*> now;
    std::vector<Entity*> later;
    for (Entity* entity : entities) (waits_for_parent(*entity) ? later : now).push_back(entity);
    if (now.empty()) std::swap(now, later);  // a circle
    entities = std::move(later);
    for (Entity* entity : now) take_parent_keys(*entity);
    std::vector<Entity*> inserted = now;
    co_await insert(std::move(now));
    for (Entity* entity : inserted) give_child_keys(*entity);
  }
}

Task<void> SessionState::flush() {
  for (Entity* entity : in_state(Entity::State::stored)) give_child_keys(*entity);
  const std::vector<Entity*> fresh = in_state(Entity::State::fresh);
  for (const TableInfo* table : tables_in_order(fresh)) {
    std::vector<Entity*> entities = of_table(fresh, *table);
    co_await insert_table(std::move(entities));
  }
  std::vector<Write> updates;
  for (Entity* entity : in_state(Entity::State::stored)) {
    take_parent_keys(*entity);
    if (std::optional<Write> update = update_of(*entity)) updates.push_back(std::move(*update));
  }
  if (!updates.empty()) co_await write(std::move(updates));
  std::vector<Entity*> stored = in_state(Entity::State::stored);
  co_await write_links(std::move(stored));
  const std::vector<Entity*> removed = in_state(Entity::State::removed);
  std::vector<const TableInfo*> order = tables_in_order(removed);
  std::reverse(order.begin(), order.end());
  std::vector<Write> deletes;
  for (const TableInfo* table : order) {
    for (Entity* entity : of_table(removed, *table)) {
      Write write{entity, Fragment("DELETE FROM "), {}};
      write.sql.add_identifier(table->name);
      add_key_condition(write.sql, *table, entity->row);
      deletes.push_back(std::move(write));
    }
  }
  if (!deletes.empty()) co_await write(std::move(deletes));
}

}  // namespace talaria::sql::detail
