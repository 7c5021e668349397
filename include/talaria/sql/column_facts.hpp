// Column facts: what a field says about its column, beside what it says to the validator.
//
//     struct User {
//       Field<std::optional<std::int64_t>, primary_key> id;
//       Field<EmailStr, unique, indexed, max_length{320}> email;
//       Field<std::int64_t, foreign_key{"team.id", on_delete::cascade}> team_id;
//       Field<DateTime, server_default{sql::now()}> created_at;
//     };
//
// The words are SQLAlchemy's and SQLModel's. They mean nothing to validation, JSON and the schema.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

#include <talaria/model/facts.hpp>
#include <talaria/model/field.hpp>

namespace talaria {

// clang-format off
/// The column is the primary key, or a part of it. Written without braces.
struct PrimaryKeyFact { using talaria_note = void; };
inline constexpr PrimaryKeyFact primary_key{};
/// No two rows have the same value (SQLAlchemy's `unique=True`). Written without braces.
struct UniqueFact { using talaria_note = void; };
inline constexpr UniqueFact unique{};
/// The column has an index (SQLAlchemy's `index=True`; POSIX has a function `index`). Written without braces.
struct IndexedFact { using talaria_note = void; };
inline constexpr IndexedFact indexed{};
/// The name of the column, where it is not that of the field.
template <std::size_t N> struct column_name { using talaria_note = void; FixedString<N> text; consteval column_name(const char (&t)[N]) : text(t) {} };
/// The type of the column as SQL text, where it is not the one that follows from the C++ type: `column_type{"CITEXT"}`.
template <std::size_t N> struct column_type { using talaria_note = void; FixedString<N> text; consteval column_type(const char (&t)[N]) : text(t) {} };
/// What must hold of each row, as SQL text: `check{"price > 0"}`.
template <std::size_t N> struct check { using talaria_note = void; FixedString<N> text; consteval check(const char (&t)[N]) : text(t) {} };
// clang-format on

namespace sql {

/// What becomes of a row when the row that it refers to goes or changes its key.
enum class ReferentialAction : std::uint8_t { none, cascade, set_null, set_default, restrict_, no_action };

/// What the server does on its own: the moment at which the transaction began.
struct Now {
  friend constexpr bool operator==(Now, Now) = default;
};
/// The moment at which the transaction began, by the clock of the database: `server_default{sql::now()}`, and in
/// queries.
constexpr Now now() {
  return {};
}

/// SQL text as it is, for a default that is an expression: `server_default{sql::expression{"gen_random_uuid()"}}`.
template <std::size_t N>
struct expression {
  FixedString<N> text;
  consteval expression(const char (&t)[N]) : text(t) {}
};

}  // namespace sql

/// What becomes of a row when the row that it refers to is removed.
struct on_delete {
  sql::ReferentialAction action;
  static const on_delete cascade, set_null, set_default, restrict_, no_action;
};
inline constexpr on_delete on_delete::cascade{sql::ReferentialAction::cascade};
inline constexpr on_delete on_delete::set_null{sql::ReferentialAction::set_null};
inline constexpr on_delete on_delete::set_default{sql::ReferentialAction::set_default};
inline constexpr on_delete on_delete::restrict_{sql::ReferentialAction::restrict_};
inline constexpr on_delete on_delete::no_action{sql::ReferentialAction::no_action};
/// What becomes of a row when the row that it refers to gets another key.
struct on_update {
  sql::ReferentialAction action;
  static const on_update cascade, set_null, set_default, restrict_, no_action;
};
inline constexpr on_update on_update::cascade{sql::ReferentialAction::cascade};
inline constexpr on_update on_update::set_null{sql::ReferentialAction::set_null};
inline constexpr on_update on_update::set_default{sql::ReferentialAction::set_default};
inline constexpr on_update on_update::restrict_{sql::ReferentialAction::restrict_};
inline constexpr on_update on_update::no_action{sql::ReferentialAction::no_action};

/// The value is the key of a row of another table, or of its own: `foreign_key{"user.id"}` names the table and the
/// column, `foreign_key{"user.id", on_delete::cascade}` says more.
template <std::size_t N>
struct foreign_key {
  using talaria_note = void;
  FixedString<N> target;
  sql::ReferentialAction deleted = sql::ReferentialAction::none;
  sql::ReferentialAction updated = sql::ReferentialAction::none;

  consteval foreign_key(const char (&t)[N]) : target(t) {}
  consteval foreign_key(const char (&t)[N], on_delete d) : target(t), deleted(d.action) {}
  consteval foreign_key(const char (&t)[N], on_update u) : target(t), updated(u.action) {}
  consteval foreign_key(const char (&t)[N], on_delete d, on_update u)
      : target(t), deleted(d.action), updated(u.action) {}
};

/// The value that the database gives when none is inserted: a text, a number, a truth, `sql::now()` or an
/// `sql::expression{"..."}`. A new object whose field still has the value of an untouched one leaves it to the
/// database.
template <class V>
struct server_default {
  using talaria_note = void;
  V value;
  consteval server_default(const auto& v) : value(v) {}
};
template <std::size_t N>
server_default(const char (&)[N]) -> server_default<FixedString<N>>;
template <std::size_t N>
server_default(const sql::expression<N>&) -> server_default<sql::expression<N>>;
server_default(sql::Now) -> server_default<sql::Now>;
server_default(bool) -> server_default<bool>;
template <class V>
  requires(std::is_arithmetic_v<V> && !std::is_same_v<V, bool>)
server_default(V) -> server_default<Number>;

/// What an UPDATE of the row sets when it says nothing about the column itself: `onupdate{sql::now()}`, or an
/// expression.
template <class V>
struct onupdate {
  using talaria_note = void;
  V value;
  consteval onupdate(const auto& v) : value(v) {}
};
template <std::size_t N>
onupdate(const sql::expression<N>&) -> onupdate<sql::expression<N>>;
onupdate(sql::Now) -> onupdate<sql::Now>;

namespace sql {

/// A value that the database makes.
struct ServerValue {
  enum class Kind : std::uint8_t { none, text, number, boolean, now, expression };
  Kind kind = Kind::none;
  std::string_view text = {};
  Number number = {};
  bool boolean = false;

  constexpr explicit operator bool() const { return kind != Kind::none; }
};

/// Everything that column facts say about one field, as constant data.
struct ColumnFacts {
  bool primary_key = false;
  bool unique = false;
  bool indexed = false;
  std::string_view name = {};
  std::string_view type = {};
  std::string_view check = {};
  std::string_view foreign_key = {};  ///< `table.column`; empty for none
  ReferentialAction deleted = ReferentialAction::none;
  ReferentialAction updated = ReferentialAction::none;
  ServerValue server_default = {};
  ServerValue onupdate = {};
};

namespace detail {

template <FixedString Text>
inline constexpr FixedString kept_text = Text;

// clang-format off
template <auto F> constexpr ServerValue server_value(Now) { return {.kind = ServerValue::Kind::now}; }
template <auto F> constexpr ServerValue server_value(bool) { return {.kind = ServerValue::Kind::boolean, .boolean = F.value}; }
template <auto F> constexpr ServerValue server_value(const Number&) { return {.kind = ServerValue::Kind::number, .number = F.value}; }
template <auto F, std::size_t N> constexpr ServerValue server_value(const FixedString<N>&) { return {.kind = ServerValue::Kind::text, .text = kept_text<F.value>.view()}; }
template <auto F, std::size_t N> constexpr ServerValue server_value(const expression<N>&) { return {.kind = ServerValue::Kind::expression, .text = kept_text<F.value.text>.view()}; }

// One overload per fact; what is no column fact says nothing here.
template <auto F, class X> constexpr void add_fact(ColumnFacts&, const X&) {}
template <auto F> constexpr void add_fact(ColumnFacts& c, const PrimaryKeyFact&) { c.primary_key = true; }
template <auto F> constexpr void add_fact(ColumnFacts& c, const UniqueFact&) { c.unique = true; }
template <auto F> constexpr void add_fact(ColumnFacts& c, const IndexedFact&) { c.indexed = true; }
template <auto F, std::size_t N> constexpr void add_fact(ColumnFacts& c, const column_name<N>&) { c.name = kept_text<F.text>.view(); }
template <auto F, std::size_t N> constexpr void add_fact(ColumnFacts& c, const column_type<N>&) { c.type = kept_text<F.text>.view(); }
template <auto F, std::size_t N> constexpr void add_fact(ColumnFacts& c, const check<N>&) { c.check = kept_text<F.text>.view(); }
template <auto F, std::size_t N> constexpr void add_fact(ColumnFacts& c, const foreign_key<N>&) {
  c.foreign_key = kept_text<F.target>.view();
  c.deleted = F.deleted;
  c.updated = F.updated;
}
template <auto F, class V> constexpr void add_fact(ColumnFacts& c, const server_default<V>&) { c.server_default = server_value<F>(F.value); }
template <auto F, class V> constexpr void add_fact(ColumnFacts& c, const onupdate<V>&) { c.onupdate = server_value<F>(F.value); }
// clang-format on

template <class M>
struct FactsOfColumn {
  static constexpr ColumnFacts value{};
};
template <class T, auto... F>
struct FactsOfColumn<Field<T, F...>> {
  static constexpr ColumnFacts make() {
    ColumnFacts facts;
    (add_fact<F>(facts, F), ...);
    return facts;
  }
  static constexpr ColumnFacts value = make();
};

}  // namespace detail

/// What the column facts of a member of type M say; nothing for one that is no Field.
template <class M>
inline constexpr const ColumnFacts& column_facts = detail::FactsOfColumn<M>::value;

}  // namespace sql

}  // namespace talaria
