#include "sql/session_state.hpp"

#include <utility>

#include <talaria/sql/engine.hpp>
#include <talaria/sql/errors.hpp>
#include <talaria/sql/session.hpp>

namespace talaria::sql {

namespace detail {

Prepared prepare(const SelectBase& query) {
  Prepared prepared;
  prepared.fragment = query.fragment();
  prepared.items = query.items();
  prepared.projection = query.projection();
  prepared.loads = query.load_plans();
  return prepared;
}

ObjectMemory::ObjectMemory(const model::TypeInfo& type) : type_(&type), memory_(allocate_object(type)) {}
ObjectMemory::~ObjectMemory() {
  if (memory_ != nullptr) free_object(*type_, memory_);
}

namespace {

Task<NestedTransaction> nested(SessionState& state) {
  const std::size_t depth = co_await state.begin_nested();
  co_return NestedTransaction(state, depth);
}

Task<std::int64_t> affected_rows(SessionState& state, Fragment change) {
  const Rows rows = co_await state.execute(std::move(change));
  co_return rows.affected();
}

Task<std::int64_t> single_number(SessionState& state, Fragment query) {
  const Rows rows = co_await state.execute(std::move(query));
  co_return rows.empty() ? 0 : rows.values()[0].as_integer();
}

Task<Rows> by_hand(SessionState& state, TextQuery query) {
  Connection* const connection = co_await state.ready();
  state.count_query();
  Statement statement = query.render(connection->dialect());
  co_return co_await connection->execute(std::move(statement));
}

}  // namespace

}  // namespace detail

NestedTransaction::~NestedTransaction() {
  if (session_ != nullptr) session_->abandon_nested(depth_);
}
Task<void> NestedTransaction::commit() {
  return std::exchange(session_, nullptr)->commit_nested(depth_);
}
Task<void> NestedTransaction::rollback() {
  return std::exchange(session_, nullptr)->rollback_nested(depth_);
}

Session::Session(Engine& engine, Isolation isolation) : state_(make_owned<detail::SessionState>(engine, isolation)) {}
Session::Session(Session&& other) noexcept = default;
Session& Session::operator=(Session&& other) noexcept = default;
Session::~Session() = default;

void Session::adopt(const TableInfo& table, void* object) {
  state_->add(table, object);
}
void Session::discard(const void* object) {
  state_->remove(object);
}
void Session::forget(const void* object) {
  if (detail::Entity* const entity = state_->find(object)) state_->detach(*entity);
}
bool Session::knows(const void* object) const {
  return state_->find(object) != nullptr;
}

Task<void*> Session::find(const TableInfo& table, std::vector<Value> key) {
  return state_->get(table, std::move(key));
}

Task<void*> Session::find_same(const TableInfo& table, const void* object) {
  return state_->get(table, key_of(table, column_values(table, object)));
}

Task<void> Session::reload(const void* object) {
  detail::Entity* const entity = state_->find(object);
  if (entity == nullptr || entity->row.empty()) {
    throw ProgrammingError("refresh() is for objects of the session that have a row");
  }
  return state_->refresh(*entity);
}

Task<detail::Fetched> Session::fetch(detail::Prepared query) {
  return state_->fetch(std::move(query));
}
Task<std::int64_t> Session::run(Fragment change) {
  return detail::affected_rows(*state_, std::move(change));
}
Task<std::int64_t> Session::count_rows(Fragment query) {
  return detail::single_number(*state_, std::move(query));
}
Task<Rows> Session::exec(TextQuery query) {
  return detail::by_hand(*state_, std::move(query));
}
Stream<Rows> Session::stream_rows(Connection& connection, const detail::Prepared& query) {
  state_->count_query();
  return connection.stream(query.fragment.render(connection.dialect()));
}

void Session::copy_columns(const TableInfo& table, const void* from, void* to) {
  const std::vector<Value> values = column_values(table, from);
  fill_columns(table, values.data(), to);
}

void Session::fill_row(const TableInfo* table, const model::TypeInfo* type, const Rows& rows, std::size_t row,
                       void* out) {
  const Value* const values = rows.values().data() + row * rows.columns().size();
  if (table != nullptr) {
    fill_columns(*table, values, out);
  } else {
    RowMapping(*type, rows.columns()).fill(values, out);
  }
}

Task<void> Session::load_relation(const LoadPlan& plan, void* object) {
  std::vector<void*> objects{object};
  return state_->load_plan(&plan, std::move(objects));
}

Task<void> Session::flush() {
  return state_->flush();
}
Task<void> Session::commit() {
  return state_->commit();
}
Task<void> Session::rollback() {
  return state_->rollback();
}
Task<NestedTransaction> Session::begin_nested() {
  return detail::nested(*state_);
}
Task<Connection*> Session::connection() {
  return state_->ready();
}
bool Session::in_transaction() const {
  return state_->in_transaction();
}
std::size_t Session::query_count() const {
  return state_->query_count();
}

Task<Session> Engine::session(Isolation isolation) {
  co_return Session(*this, isolation);
}

}  // namespace talaria::sql
