// Session: objects that are rows. It knows each row as one object, writes what changed of them, and holds a connection
// for a transaction only.
//
//     Resource<sql::Session> get_db(State<sql::Engine> engine) {
//       auto session = co_await engine->session();
//       co_yield session;
//       co_await session.commit();
//     }
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <talaria/async/stream.hpp>
#include <talaria/async/task.hpp>
#include <talaria/base/owned.hpp>
#include <talaria/sql/change.hpp>
#include <talaria/sql/connection.hpp>
#include <talaria/sql/relationship.hpp>
#include <talaria/sql/results.hpp>
#include <talaria/sql/select.hpp>

namespace talaria::sql {

class Engine;
class Session;

namespace detail {

/// A query as a session runs it.
struct Prepared {
  Fragment fragment;
  std::vector<SelectItem> items;
  const model::TypeInfo* projection = nullptr;
  std::vector<const LoadPlan*> loads;
};
Prepared prepare(const SelectBase& query);

class SessionState;

/// Memory for an object of a table, until the session takes it.
class ObjectMemory {
 public:
  explicit ObjectMemory(const model::TypeInfo& type);
  ObjectMemory(const ObjectMemory&) = delete;
  ObjectMemory& operator=(const ObjectMemory&) = delete;
  ~ObjectMemory();
  [[nodiscard]] void* get() const { return memory_; }
  [[nodiscard]] void* release() { return std::exchange(memory_, nullptr); }

 private:
  const model::TypeInfo* type_;
  void* memory_;
};

/// What a relation leads to: a pointer to the one object, or the objects.
template <class R>
using Related = std::conditional_t<R::talaria_to_many, Objects<typename R::related_type>, typename R::related_type*>;

/// The type of column N of the primary key.
template <class T>
constexpr std::size_t key_field(std::size_t n) {
  for (const ColumnInfo& column : table_info<T>.columns) {
    if (column.facts->primary_key && n-- == 0) return column.field_index;
  }
  return 0;
}

}  // namespace detail

/// A part of a transaction that can be undone alone (SQLAlchemy's begin_nested()). Without commit() it is undone, at
/// the next statement of the session at the latest. The session must outlive it.
class NestedTransaction {
 public:
  NestedTransaction(detail::SessionState& session, std::size_t depth) noexcept : session_(&session), depth_(depth) {}
  NestedTransaction(NestedTransaction&& other) noexcept
      : session_(std::exchange(other.session_, nullptr)), depth_(other.depth_) {}
  NestedTransaction& operator=(NestedTransaction&&) = delete;
  ~NestedTransaction();

  /// Writes what changed and keeps it, as far as the transaction around is committed.
  Task<void> commit();
  /// Undoes what was done since it began. Objects that were added or written since are no longer the session's.
  Task<void> rollback();

 private:
  detail::SessionState* session_;
  std::size_t depth_;
};

/// A unit of work, used by one task at a time, on one loop.
///
/// A row is one object however often it is loaded, until the session goes. Objects belong to the session; references
/// to them hold until then, also after commit(), which does not expire them (SQLAlchemy's `expire_on_commit=False`).
/// Nothing is written before flush() or commit(): queries do not flush (`autoflush=False`). The transaction begins with
/// the first statement, which takes a connection of the engine; commit() and rollback() give it back. A session that
/// goes without commit() rolls back.
class Session {
 public:
  /// The engine must outlive it.
  explicit Session(Engine& engine, Isolation isolation = Isolation::standard);
  Session(Session&& other) noexcept;
  Session& operator=(Session&& other) noexcept;
  ~Session();

  /// Takes an object over and inserts it with the next flush, which fills in what the database makes of it: keys and
  /// server defaults. The reference is to the session's object.
  template <Table T>
  T& add(T object) {
    detail::ObjectMemory memory(model::type_info<T>);
    T* const made = ::new (memory.get()) T(std::move(object));
    adopt(table_info<T>, memory.release());
    return *made;
  }
  /// The same of several objects.
  template <Table T>
  Objects<T> add_all(std::vector<T> objects) {
    std::vector<T*> added;
    added.reserve(objects.size());
    for (T& object : objects) added.push_back(&add(std::move(object)));
    return Objects<T>(std::move(added));
  }
  /// The object of a primary key, of several values for a key of several columns; null when there is no such row. An
  /// object that the session has is given without asking the database.
  template <Table T, class... K>
  [[nodiscard]] Task<T*> get(const K&... key) {
    constexpr bool complete = sizeof...(K) == table_info<T>.key_size();
    static_assert(complete, "talaria[T317]: get<T>() takes a value for each column of the primary key of T");
    if constexpr (complete)
      return as_object<T>(find(table_info<T>, key_values<T>(std::index_sequence_for<K...>(), key...)));
  }
  /// Deletes the row of an object with the next flush. The object stays readable.
  void remove(const auto& object) { discard(&object); }
  /// Reads the row of an object again. Throws NoResultFound when it is gone.
  template <Table T>
  Task<void> refresh(T& object) {
    return reload(&object);
  }
  /// The session's object of the same key, loaded or new, with the values of this one.
  template <Table T>
  [[nodiscard]] Task<T*> merge(T object) {
    return merge_object<T>(std::move(object));
  }
  /// Whether the object is the session's.
  [[nodiscard]] bool contains(const auto& object) const { return knows(&object); }
  /// Lets an object go: what changes of it is no longer written. It stays readable.
  void expunge(const auto& object) { forget(&object); }

  /// The rows of a query; objects of a table become the session's.
  template <class... Item>
  [[nodiscard]] Task<Results<Item...>> exec(const Select<Item...>& query) {
    return typed<Item...>(fetch(detail::prepare(query)));
  }
  /// The rows that a change gives back.
  template <class... Item>
  [[nodiscard]] Task<Results<Item...>> exec(const Returning<Item...>& change) {
    detail::Prepared prepared;
    prepared.fragment = change.fragment();
    prepared.items = change.items();
    return typed<Item...>(fetch(std::move(prepared)));
  }
  /// Changes rows, and says how many. Objects that the session has of them are not changed: refresh() does that.
  Task<std::int64_t> exec(const ChangeBase& change) { return run(change.fragment()); }
  /// SQL by hand: `session.exec(text("SELECT ... WHERE id = :id", param("id", 5)))`.
  Task<Rows> exec(TextQuery query);
  /// The value of a query of one column and at most one row.
  template <class Item>
  [[nodiscard]] Task<std::optional<Item>> scalar(const Select<Item>& query) {
    return scalar_of<Item>(fetch(detail::prepare(query)));
  }
  /// How many rows the query has, without its limit and offset.
  [[nodiscard]] Task<std::int64_t> count(const SelectBase& query) { return count_rows(query.count_fragment()); }
  /// The rows one by one, as values that the session does not keep: for more rows than memory is meant for. Nothing
  /// else can be asked of the session before the end.
  template <class T>
  [[nodiscard]] Stream<T> stream(const Select<T>& query) {
    return streamed<T>(this, detail::prepare(query));
  }

  /// Loads a relation of an object, and gives what is related: `Team* team = co_await session.load<&Hero::team>(hero)`,
  /// or `Objects<Hero> heroes = co_await session.load<&Team::heroes>(team)`.
  template <auto M>
  [[nodiscard]] Task<detail::Related<typename detail::RelationMemberOf<M>::Member>> load(
      typename detail::RelationMemberOf<M>::Owner& object) {
    return loaded(load_relation(selectinload<M>(), &object), object.*M);
  }

  /// Writes what was added, changed and removed, within the transaction. Throws what the database says against it
  /// (UniqueViolation and its kin), and StaleDataError when a row is gone meanwhile; then rollback() is what is left.
  Task<void> flush();
  /// Flushes and commits.
  Task<void> commit();
  /// Undoes the transaction. The objects stay readable and are no longer the session's.
  Task<void> rollback();
  /// Begins a part that can be undone alone.
  [[nodiscard]] Task<NestedTransaction> begin_nested();
  /// The connection, for what a session does not do. Takes one and begins the transaction if that was not done.
  [[nodiscard]] Task<Connection*> connection();
  /// Whether a transaction has begun, and a connection is held.
  [[nodiscard]] bool in_transaction() const;
  /// How many statements it has sent, those that begin and end transactions apart: for tests that count queries.
  [[nodiscard]] std::size_t query_count() const;

 private:
  void adopt(const TableInfo& table, void* object);
  void discard(const void* object);
  void forget(const void* object);
  [[nodiscard]] bool knows(const void* object) const;
  Task<void*> find(const TableInfo& table, std::vector<Value> key);
  Task<void*> find_same(const TableInfo& table, const void* object);
  Task<void> reload(const void* object);
  Task<detail::Fetched> fetch(detail::Prepared query);
  Task<std::int64_t> run(Fragment change);
  Task<std::int64_t> count_rows(Fragment query);
  Stream<Rows> stream_rows(Connection& connection, const detail::Prepared& query);
  static void copy_columns(const TableInfo& table, const void* from, void* to);
  static void fill_row(const TableInfo* table, const model::TypeInfo* type, const Rows& rows, std::size_t row,
                       void* out);

  Task<void> load_relation(const LoadPlan& plan, void* object);

  template <class R>
  static Task<detail::Related<R>> loaded(Task<void> load, R& relation) {
    co_await std::move(load);
    co_return detail::Related<R>(relation.talaria_related());
  }
  template <class T>
  static Task<T*> as_object(Task<void*> found) {
    void* const object = co_await std::move(found);
    co_return static_cast<T*>(object);
  }
  template <class... Item>
  static Task<Results<Item...>> typed(Task<detail::Fetched> query) {
    const detail::Fetched fetched = co_await std::move(query);
    co_return Results<Item...>(fetched);
  }
  template <class Item>
  static Task<std::optional<Item>> scalar_of(Task<detail::Fetched> query) {
    const detail::Fetched fetched = co_await std::move(query);
    co_return Results<Item>(fetched).one_or_none();
  }
  template <class T>
  Task<T*> merge_object(T object) {
    void* const found = co_await find_same(table_info<T>, &object);
    if (found == nullptr) co_return &add(std::move(object));
    copy_columns(table_info<T>, &object, found);
    co_return static_cast<T*>(found);
  }
  template <class T>
  static Stream<T> streamed(Session* session, detail::Prepared query) {
    Connection* const connection = co_await session->connection();
    const TableInfo* table = nullptr;
    if constexpr (Table<T>) table = &table_info<T>;
    auto batches = session->stream_rows(*connection, query);
    while (const Rows* rows = co_await batches.next()) {
      for (std::size_t row = 0; row < rows->size(); ++row) {
        T value{};
        const model::TypeInfo* const type = query.projection;
        fill_row(table, type != nullptr ? type : &model::type_info<model::detail::Bare<T>>, *rows, row,
                 model::detail::value_address(value));
        co_yield value;
      }
    }
  }
  template <class T, std::size_t... N, class... K>
  static std::vector<Value> key_values(std::index_sequence<N...>, const K&... key) {
    (detail::check_kinds<model::detail::Bare<detail::MemberAt<T, detail::key_field<T>(N)>>, K>(), ...);
    std::vector<Value> values;
    (values.push_back(
         detail::value_for<detail::Plain<detail::MemberAt<T, detail::key_field<T>(N)>>>(model::detail::bare(key))),
     ...);
    return values;
  }

  Owned<detail::SessionState> state_;
};

}  // namespace talaria::sql
