// SessionState: what a Session knows and does; its objects, their rows, and the statements that make the two equal.
#pragma once
#include "sql/object_values.hpp"
#include "sql/relation_access.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include <talaria/sql/engine.hpp>
#include <talaria/sql/session.hpp>

namespace talaria::sql::detail {

/// An object of a session.
struct Entity {
  enum class State : std::uint8_t {
    fresh,     ///< added, not inserted yet
    stored,    ///< has a row
    removed,   ///< is to be deleted
    detached,  ///< only kept because somebody may look at it
  };

  Entity(const TableInfo& its_table, void* its_object, State its_state)
      : table(&its_table), object(its_object), state(its_state) {}
  Entity(const Entity&) = delete;
  Entity& operator=(const Entity&) = delete;
  ~Entity() { destroy_object(*table->type, object); }

  const TableInfo* table;
  void* object;
  State state;
  std::size_t depth = 0;   ///< of the nested transaction in which it was added or written last
  std::vector<Value> row;  ///< what the database has, if it has a row
};

class SessionState {
 public:
  SessionState(Engine& engine, Isolation isolation) : engine_(&engine), isolation_(isolation) {}

  void add(const TableInfo& table, void* object);
  [[nodiscard]] Entity* find(const void* object) const;
  void remove(const void* object);
  void detach(Entity& entity);
  [[nodiscard]] std::size_t query_count() const { return query_count_; }
  [[nodiscard]] bool in_transaction() const { return static_cast<bool>(connection_); }

  /// The connection, in a transaction.
  Task<Connection*> ready();
  Task<Rows> execute(Fragment fragment);
  Task<std::vector<Rows>> execute_all(std::vector<Fragment> fragments);
  Task<void*> get(const TableInfo& table, std::vector<Value> key);
  Task<void> refresh(Entity& entity);
  Task<Fetched> fetch(Prepared query);
  Task<void> flush();
  Task<void> commit();
  Task<void> rollback();
  Task<std::size_t> begin_nested();
  Task<void> commit_nested(std::size_t depth);
  Task<void> rollback_nested(std::size_t depth);
  /// Undoes the nested transaction before the next statement.
  void abandon_nested(std::size_t depth) noexcept;
  void count_query() { ++query_count_; }

  /// Loads a relation of these objects of the owner, and what the plan says of those that it leads to.
  Task<void> load_plan(const LoadPlan* plan, std::vector<void*> objects);

  /// The object of a row of all columns: the one that is known, or a new one. Null for a row of nulls.
  void* object_of(const TableInfo& table, const Value* values);
  /// The rows by one condition: the key.
  [[nodiscard]] static Fragment select_by_key(const TableInfo& table, const std::vector<Value>& key);

 private:
  struct Write;
  [[nodiscard]] std::vector<Entity*> in_state(Entity::State state) const;
  Task<void> insert(std::vector<Entity*> entities);
  Task<void> insert_table(std::vector<Entity*> entities);
  Task<void> load(const TableInfo& owner, const RelationInfo& relation, std::vector<void*> objects);
  void load_joined(const Prepared& query, Fetched& fetched, const Value* values, std::size_t row);
  void bind_relations(const TableInfo& table, void* object);
  [[nodiscard]] Entity& entity_of(const void* object) const;
  [[nodiscard]] bool waits_for_parent(const Entity& entity) const;
  void take_parent_keys(Entity& entity);
  void give_child_keys(Entity& entity);
  [[nodiscard]] Fragment link_row(const Entity& entity, const RelationInfo& relation, const Entity& other, bool there);
  Task<void> write_links(std::vector<Entity*> entities);
  Task<void> write(std::vector<Write> writes);
  [[nodiscard]] std::optional<Write> update_of(Entity& entity) const;
  void remember(Entity& entity);
  void detach_since(std::size_t depth);
  void end_transaction();
  void release_if_broken();

  Engine* engine_;
  Isolation isolation_;
  PooledConnection connection_;
  std::size_t query_count_ = 0;
  std::size_t depth_ = 0;                 // of nested transactions
  std::optional<std::size_t> abandoned_;  // the outermost one that is to be undone
  std::vector<std::unique_ptr<Entity>> entities_;
  std::unordered_map<std::string, Entity*> by_key_;
  std::unordered_map<const void*, Entity*> by_object_;
};

/// A text that is the same for the same key of the same table alone.
std::string identity(const TableInfo& table, const std::vector<Value>& key);

}  // namespace talaria::sql::detail
