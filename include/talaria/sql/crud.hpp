// Crud<User>: what is done with nearly every table, in one object; derive from it to add what is special.
//
//     struct UserCrud : sql::Crud<User> {
//       Task<User*> get_by_email(sql::Session& session, std::string_view email) const {
//         return get_by<&User::email>(session, email);
//       }
//     };
//     inline constexpr UserCrud users;
//
// It flushes and never commits: the end of the transaction is the business of whoever has the session.
#pragma once
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <talaria/model/convert.hpp>
#include <talaria/sql/errors.hpp>
#include <talaria/sql/session.hpp>

namespace talaria::sql {

/// Some objects, and how many there are in all.
template <class T>
struct Listed {
  Objects<T> items;
  std::int64_t total = 0;
};

/// Rows that are there already, or stand twice among those that are to be added: which they are.
class DuplicateValues : public Error {
 public:
  explicit DuplicateValues(std::vector<std::string> values);
  /// The values, as texts, in the order in which they came.
  [[nodiscard]] const std::vector<std::string>& values() const noexcept { return values_; }

 private:
  std::vector<std::string> values_;
};

namespace detail {
/// A value as a text to be read by people.
std::string value_text(const Value& value);
/// Throws DuplicateValues for values that stand twice, unless there are none.
void refuse_repeated(const std::vector<Value>& values);
/// Throws DuplicateValues for those that are not among the inserted ones, unless there are none.
void refuse_missing(const std::vector<Value>& values, const std::vector<Value>& inserted);
}  // namespace detail

/// Create, read, update, delete (FastAPI's CRUD modules). Has no state.
template <Table T>
class Crud {
 public:
  /// The object of a key, or null.
  template <class... K>
  [[nodiscard]] Task<T*> get(Session& session, const K&... key) const {
    return session.get<T>(key...);
  }
  /// The object with that value in a column, or null: `get_by<&User::email>(session, email)`. Throws
  /// MultipleResultsFound.
  template <auto M, class V>
  [[nodiscard]] Task<T*> get_by(Session& session, const V& value) const {
    return only(session.exec(select<T>().where(column<M, T> == value)));
  }
  /// A part of all objects by their keys, and how many there are.
  [[nodiscard]] Task<Listed<T>> get_multi(Session& session, std::int64_t offset = 0, std::int64_t limit = 100) const {
    return list(session, select<T>(), offset, limit);
  }
  /// The same of a query.
  [[nodiscard]] Task<Listed<T>> get_multi(Session& session, const Select<T>& query, std::int64_t offset,
                                          std::int64_t limit) const {
    return list(session, query, offset, limit);
  }
  /// A new row, made of any model that becomes a T.
  template <class C>
  [[nodiscard]] Task<T*> create(Session& session, const C& data) const {
    return added(session, to<T>(data));
  }
  /// Many new rows with one statement. Throws DuplicateValues, which names the values of the member that are there
  /// already or stand twice; nothing that was added lasts then, unless a nested transaction is around it. The unique
  /// constraint of the column decides, so others who add at the same time do no harm.
  template <auto M, class C>
  [[nodiscard]] Task<std::int64_t> create_many(Session& session, const std::vector<C>& data) const {
    std::vector<T> objects;
    objects.reserve(data.size());
    for (const C& each : data) objects.push_back(to<T>(each));
    return inserted<M>(session, std::move(objects));
  }
  /// Changes what was sent: `users.update(*db, *user, *body, body.fields_set())`.
  template <class P>
  [[nodiscard]] Task<void> update(Session& session, T& object, const P& patch, const FieldsSet& sent) const {
    apply_update(object, patch, sent);
    return session.flush();
  }
  /// Deletes a row; gives whether there was one.
  template <class... K>
  [[nodiscard]] Task<bool> remove(Session& session, const K&... key) const {
    return removed(session, session.get<T>(key...));
  }

 private:
  static Task<T*> only(Task<Results<T>> query) {
    Results<T> results = co_await std::move(query);
    co_return results.one_or_none();
  }
  static Task<Listed<T>> list(Session& session, Select<T> query, std::int64_t offset, std::int64_t limit) {
    Listed<T> made;
    made.total = co_await session.count(query);
    for (const ColumnInfo& info : table_info<T>.columns) {
      if (info.facts->primary_key) query.order_by(Ordering{ColumnRef{{&table_info<T>, {}}, &info}.expression()});
    }
    query.offset(offset).limit(limit);
    Results<T> results = co_await session.exec(query);
    made.items = results.all();
    co_return made;
  }
  static Task<T*> added(Session& session, T object) {
    T& made = session.add(std::move(object));
    co_await session.flush();
    co_return &made;
  }
  static Task<bool> removed(Session& session, Task<T*> find) {
    T* const found = co_await std::move(find);
    if (found == nullptr) co_return false;
    session.remove(*found);
    co_await session.flush();
    co_return true;
  }
  template <auto M>
  static Task<std::int64_t> inserted(Session& session, std::vector<T> objects) {
    if (objects.empty()) co_return 0;
    std::vector<Value> values;
    for (const T& object : objects) values.push_back(to_value(object.*M));
    detail::refuse_repeated(values);
    auto statement = insert<T>().values(objects).on_conflict(column<M, T>).returning(column<M, T>);
    auto results = co_await session.exec(statement);
    std::vector<Value> stored;
    for (const auto& value : results.all()) stored.push_back(to_value(value));
    detail::refuse_missing(values, stored);
    co_return static_cast<std::int64_t>(stored.size());
  }
};

}  // namespace talaria::sql
