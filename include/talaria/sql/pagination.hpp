// Pages of a list: by number, by limit and offset, and by cursors that stay right while rows are added.
//
//     Task<sql::Page<UserRead>> list_users(DbSession db, Query<sql::PageParams> page) {
//       auto query = select<User>().order_by(column<&User::id>);
//       co_return co_await sql::paginate<UserRead>(*db, query, *page);
//     }
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <talaria/model/describe.hpp>
#include <talaria/sql/errors.hpp>
#include <talaria/sql/session.hpp>

namespace talaria::sql {

/// The parameters of a page by its number, for `Query<sql::PageParams>`.
struct PageParams {
  Field<int, ge{1}, defaults{1}> page;
  Field<int, ge{1}, le{100}, defaults{20}> size;
};
/// A page, and how many there are.
template <class T>
struct Page {
  std::vector<T> items;
  std::int64_t total = 0;
  int page = 1;
  int size = 0;
  std::int64_t pages = 0;
};

/// The parameters of a part of a list, for `Query<sql::LimitOffsetParams>`.
struct LimitOffsetParams {
  Field<int, ge{1}, le{100}, defaults{20}> limit;
  Field<std::int64_t, ge{0}, defaults{0}> offset;
};
/// A part of a list, and how long all of it is.
template <class T>
struct LimitOffsetPage {
  std::vector<T> items;
  std::int64_t total = 0;
  int limit = 0;
  std::int64_t offset = 0;
};

/// The parameters of a page behind a cursor, for `Query<sql::CursorParams>`.
struct CursorParams {
  std::optional<std::string> cursor;
  Field<int, ge{1}, le{100}, defaults{20}> size;
};
/// A page and where the next one begins; null on the last one.
template <class T>
struct CursorPage {
  std::vector<T> items;
  std::optional<std::string> next_cursor;
};

/// A cursor that was not made by this program, or not for this list. Answer it with 400 or 422.
class InvalidCursor : public Error {
 public:
  using Error::Error;
};

namespace detail {

/// Reads a cursor; throws InvalidCursor.
std::vector<Value> read_cursor(std::string_view cursor, std::string_view secret,
                               const std::vector<Ordering>& orderings);
/// The cursor behind an object.
std::string make_cursor(const TableInfo& table, const void* object, std::string_view secret,
                        const std::vector<Ordering>& orderings);
/// The condition that a row comes behind those values.
Condition behind(const std::vector<Ordering>& orderings, const std::vector<Value>& values);

template <class U, Table T>
Task<Page<U>> page_of(Session& session, Select<T> query, int page, int size) {
  Page<U> made;
  made.total = co_await session.count(query);
  made.page = page;
  made.size = size;
  made.pages = (made.total + size - 1) / size;
  query.limit(size).offset((static_cast<std::int64_t>(page) - 1) * size);
  Results<T> results = co_await session.exec(query);
  made.items = results.all();
  co_return made;
}
template <class U, Table T>
Task<LimitOffsetPage<U>> part_of(Session& session, Select<T> query, int limit, std::int64_t offset) {
  LimitOffsetPage<U> made;
  made.total = co_await session.count(query);
  made.limit = limit;
  made.offset = offset;
  query.limit(limit).offset(offset);
  Results<T> results = co_await session.exec(query);
  made.items = results.all();
  co_return made;
}
template <class U, Table T>
Task<CursorPage<U>> page_behind(Session& session, Select<T> query, std::vector<Ordering> orderings, int size,
                                std::string secret) {
  CursorPage<U> made;
  query.limit(size + 1);  // one more says whether there is a next page
  Results<T> results = co_await session.exec(query);
  std::vector<T*> objects = results.all().pointers();
  if (objects.size() > static_cast<std::size_t>(size)) {
    objects.pop_back();
    made.next_cursor = make_cursor(table_info<T>, objects.back(), secret, orderings);
  }
  made.items = Objects<T>(std::move(objects));
  co_return made;
}

}  // namespace detail

/// The page of that number. The query should have an order. The parameters are PageParams, or any struct with `page`
/// and `size`.
template <class U, Table T, class P>
  requires requires(const P& params) {
    params.page;
    params.size;
  }
[[nodiscard]] Task<Page<U>> paginate(Session& session, const Select<T>& query, const P& params) {
  return detail::page_of<U>(session, query, params.page, params.size);
}
/// So many rows from that one on. The parameters are LimitOffsetParams, or any struct with `limit` and `offset`.
template <class U, Table T, class P>
  requires requires(const P& params) {
    params.limit;
    params.offset;
  }
[[nodiscard]] Task<LimitOffsetPage<U>> paginate(Session& session, const Select<T>& query, const P& params) {
  return detail::part_of<U>(session, query, params.limit, params.offset);
}
/// The rows behind a cursor, in an order of columns that are never null and of which the last ones make rows different:
/// `paginate<PostRead>(*db, query, *params, secret, column<&Post::created_at>.desc(), column<&Post::id>)`. Rows that
/// are added or removed meanwhile neither repeat nor hide others. The cursor is signed with the secret, so that nobody
/// can make one up. Throws InvalidCursor.
template <class U, Table T, class... O>
  requires(sizeof...(O) > 0)
[[nodiscard]] Task<CursorPage<U>> paginate(Session& session, const Select<T>& query, const CursorParams& params,
                                           std::string_view secret, const O&... order) {
  std::vector<Ordering> orderings{detail::ordering_of(order)...};
  Select<T> page = query;
  if (params.cursor) page.where(detail::behind(orderings, detail::read_cursor(*params.cursor, secret, orderings)));
  for (const Ordering& ordering : orderings) page.order_by(ordering);
  return detail::page_behind<U>(session, std::move(page), std::move(orderings), params.size, std::string(secret));
}

}  // namespace talaria::sql
