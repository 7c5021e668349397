#include "sql/session_state.hpp"

#include <algorithm>
#include <utility>

#include <talaria/sql/errors.hpp>

namespace talaria::sql::detail {

namespace {

std::string savepoint_name(std::size_t depth) {
  return "nested_" + std::to_string(depth);
}

void append_value(std::string& text, const Value& value) {
  text += static_cast<char>(value.kind());
  switch (value.kind()) {
    case Value::Kind::null:
      break;
    case Value::Kind::boolean:
    case Value::Kind::integer:
      text += std::to_string(value.kind() == Value::Kind::boolean ? value.as_bool() : value.as_integer());
      break;
    case Value::Kind::real:
      text += std::to_string(value.as_real());
      break;
    case Value::Kind::text:
    case Value::Kind::bytes: {
      const std::string& octets = value.kind() == Value::Kind::text ? value.as_text() : value.as_bytes();
      text += std::to_string(octets.size()) + ":" + octets;
      break;
    }
  }
}

/// Which of the objects of a row is of that table.
std::optional<std::size_t> table_index(const Prepared& query, const TableInfo& table) {
  std::size_t at = 0;
  for (const SelectItem& item : query.items) {
    if (item.entity.table == &table) return at;
    at += item.entity.table != nullptr ? 1 : 0;
  }
  return {};
}

/// All objects of that table among the rows.
std::vector<void*> objects_of(const Prepared& query, const Fetched& fetched, const TableInfo& table) {
  const std::optional<std::size_t> index = table_index(query, table);
  if (!index) {
    throw ProgrammingError("a relation of the table '" + std::string(table.name) +
                           "' is to be loaded, and the query gives no objects of it");
  }
  std::vector<void*> objects;
  for (std::size_t at = *index; at < fetched.objects.size(); at += fetched.tables) {
    if (fetched.objects[at] != nullptr) objects.push_back(fetched.objects[at]);
  }
  return objects;
}

std::vector<void*> related_of(const LoadPlan& plan, const std::vector<void*>& owners) {
  std::vector<void*> related;
  for (void* const owner : owners) {
    const auto& objects = RelationAccess::objects(RelationAccess::of(*plan.owner, *plan.relation, owner));
    related.insert(related.end(), objects.begin(), objects.end());
  }
  return related;
}

}  // namespace

std::string identity(const TableInfo& table, const std::vector<Value>& key) {
  std::string text(table.name);
  for (const Value& value : key) append_value(text, value);
  return text;
}

void SessionState::add(const TableInfo& table, void* object) {
  entities_.push_back(std::make_unique<Entity>(table, object, Entity::State::fresh));
  entities_.back()->depth = depth_;
  bind_relations(table, object);
  by_object_[object] = entities_.back().get();
}

Entity* SessionState::find(const void* object) const {
  const auto found = by_object_.find(object);
  return found == by_object_.end() ? nullptr : found->second;
}

void SessionState::remove(const void* object) {
  Entity* const entity = find(object);
  if (entity == nullptr) throw ProgrammingError("remove() is for objects of the session");
  if (entity->state == Entity::State::fresh) {
    detach(*entity);
  } else {
    entity->state = Entity::State::removed;
    entity->depth = depth_;
  }
}

void SessionState::detach(Entity& entity) {
  if (!entity.row.empty()) by_key_.erase(identity(*entity.table, key_of(*entity.table, entity.row)));
  by_object_.erase(entity.object);
  entity.state = Entity::State::detached;
}

void SessionState::detach_since(std::size_t depth) {
  for (const auto& entity : entities_) {
    if (entity->state != Entity::State::detached && entity->depth >= depth) detach(*entity);
  }
}

void SessionState::remember(Entity& entity) {
  if (!entity.row.empty()) by_key_.erase(identity(*entity.table, key_of(*entity.table, entity.row)));
  entity.row = column_values(*entity.table, entity.object);
  entity.state = Entity::State::stored;
  by_key_[identity(*entity.table, key_of(*entity.table, entity.row))] = &entity;
}

void* SessionState::object_of(const TableInfo& table, const Value* values) {
  bool any_key = false;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    any_key = any_key || (table.columns[i].facts->primary_key && !values[i].is_null());
  }
  if (!any_key) return nullptr;
  RawObject object(*table.type);
  fill_columns(table, values, object.get());
  std::vector<Value> row = column_values(table, object.get());
  std::string key = identity(table, key_of(table, row));
  if (const auto known = by_key_.find(key); known != by_key_.end()) return known->second->object;
  entities_.push_back(std::make_unique<Entity>(table, object.release(), Entity::State::stored));
  Entity& entity = *entities_.back();
  entity.row = std::move(row);
  bind_relations(table, entity.object);
  by_object_[entity.object] = &entity;
  by_key_.emplace(std::move(key), &entity);
  return entity.object;
}

Fragment SessionState::select_by_key(const TableInfo& table, const std::vector<Value>& key) {
  Fragment sql("SELECT ");
  const char* separator = "";
  for (const ColumnInfo& column : table.columns) {
    sql.add(std::exchange(separator, ", ")).add_identifier(column.name);
  }
  sql.add(" FROM ").add_identifier(table.name);
  separator = " WHERE ";
  std::size_t at = 0;
  for (const ColumnInfo& column : table.columns) {
    if (!column.facts->primary_key) continue;
    sql.add(std::exchange(separator, " AND ")).add_identifier(column.name).add(" = ").add_value(key[at++]);
  }
  return sql;
}

void SessionState::release_if_broken() {
  if (connection_ && !connection_->is_usable()) end_transaction();
}

void SessionState::end_transaction() {
  connection_.release();
  depth_ = 0;
  abandoned_.reset();
  for (const auto& entity : entities_) entity->depth = 0;
}

Task<Connection*> SessionState::ready() {
  if (!connection_) {
    PooledConnection fresh = co_await engine_->connect();
    co_await fresh->begin(isolation_);
    connection_ = std::move(fresh);
  }
  if (abandoned_) {
    const std::size_t depth = *std::exchange(abandoned_, std::nullopt);
    co_await rollback_nested(depth);
  }
  co_return &*connection_;
}

Task<Rows> SessionState::execute(Fragment fragment) {
  Connection* const connection = co_await ready();
  ++query_count_;
  Statement statement = fragment.render(connection->dialect());
  try {
    co_return co_await connection->execute(std::move(statement));
  } catch (...) {
    release_if_broken();
    throw;
  }
}

Task<std::vector<Rows>> SessionState::execute_all(std::vector<Fragment> fragments) {
  std::vector<Rows> results;
  if (fragments.size() == 1) {
    results.push_back(co_await execute(std::move(fragments[0])));
    co_return results;
  }
  Connection* const connection = co_await ready();
  std::vector<Statement> statements;
  for (const Fragment& fragment : fragments) statements.push_back(fragment.render(connection->dialect()));
  query_count_ += statements.size();
  try {
    co_return co_await connection->pipeline(std::move(statements));
  } catch (...) {
    release_if_broken();
    throw;
  }
}

Task<void*> SessionState::get(const TableInfo& table, std::vector<Value> key) {
  if (const auto known = by_key_.find(identity(table, key)); known != by_key_.end()) {
    co_return known->second->state == Entity::State::removed ? nullptr : known->second->object;
  }
  const Rows rows = co_await execute(select_by_key(table, key));
  co_return rows.empty() ? nullptr : object_of(table, rows.values().data());
}

Task<void> SessionState::refresh(Entity& entity) {
  const Rows rows = co_await execute(select_by_key(*entity.table, key_of(*entity.table, entity.row)));
  if (rows.empty()) no_row();
  fill_columns(*entity.table, rows.values().data(), entity.object);
  remember(entity);
}

Task<Fetched> SessionState::fetch(Prepared query) {
  Fetched fetched;
  Fragment fragment = std::move(query.fragment);
  fetched.rows = co_await execute(std::move(fragment));
  fetched.is_projection = query.projection != nullptr;
  if (fetched.is_projection) co_return fetched;
  for (const SelectItem& item : query.items) fetched.tables += item.entity.table != nullptr ? 1 : 0;
  if (fetched.tables == 0) co_return fetched;
  const std::size_t width = fetched.rows.columns().size();
  for (std::size_t row = 0; row < fetched.rows.size(); ++row) {
    const Value* values = fetched.rows.values().data() + row * width;
    for (const SelectItem& item : query.items) {
      if (item.entity.table != nullptr) fetched.objects.push_back(object_of(*item.entity.table, values));
      values += item.width();
    }
    load_joined(query, fetched, values, row);
  }
  for (const LoadPlan* plan : query.loads) {
    const bool joined = is_joined(*plan);
    std::vector<void*> owners = objects_of(query, fetched, *plan->owner);
    if (joined) owners = related_of(*plan, owners);
    co_await load_plan(joined ? plan->next : plan, std::move(owners));
  }
  co_return fetched;
}

void SessionState::load_joined(const Prepared& query, Fetched& fetched, const Value* values, std::size_t row) {
  for (const LoadPlan* plan : query.loads) {
    if (!is_joined(*plan)) continue;
    const TableInfo& target = plan->relation->target();
    void* const found = object_of(target, values);
    values += target.columns.size();
    void* const owner = fetched.objects[row * fetched.tables + *table_index(query, *plan->owner)];
    if (owner == nullptr) continue;
    RelationBase& base = RelationAccess::of(*plan->owner, *plan->relation, owner);
    if (RelationAccess::changed(base)) continue;  // what the program said counts until it is written
    RelationAccess::load(base, found == nullptr ? std::vector<void*>() : std::vector<void*>{found});
  }
}

Task<void> SessionState::commit() {
  co_await flush();
  if (!connection_) co_return;
  co_await ready();
  try {
    co_await connection_->commit();
  } catch (...) {
    end_transaction();
    throw;
  }
  end_transaction();
}

Task<void> SessionState::rollback() {
  detach_since(0);
  if (!connection_) co_return;
  try {
    co_await connection_->rollback();
  } catch (...) {
    end_transaction();
    throw;
  }
  end_transaction();
}

Task<std::size_t> SessionState::begin_nested() {
  co_await flush();
  Connection* const connection = co_await ready();
  const std::string name = savepoint_name(depth_ + 1);
  co_await connection->savepoint(name);
  co_return ++depth_;
}

Task<void> SessionState::commit_nested(std::size_t depth) {
  if (depth > depth_) throw ProgrammingError("the nested transaction has ended");
  co_await flush();
  Connection* const connection = co_await ready();
  const std::string name = savepoint_name(depth);
  co_await connection->release_savepoint(name);
  depth_ = depth - 1;
  for (const auto& entity : entities_) entity->depth = std::min(entity->depth, depth_);
}

Task<void> SessionState::rollback_nested(std::size_t depth) {
  if (depth > depth_ || !connection_) co_return;
  detach_since(depth);
  depth_ = depth - 1;
  const std::string name = savepoint_name(depth);
  co_await connection_->rollback_to_savepoint(name);
  co_await connection_->release_savepoint(name);
}

void SessionState::abandon_nested(std::size_t depth) noexcept {
  if (depth > depth_) return;
  if (!abandoned_ || *abandoned_ > depth) abandoned_ = depth;
}

}  // namespace talaria::sql::detail
