// select<User>() and select(column<&User::id>, count()): queries whose results have types.
//
//     select<User>().where(column<&User::age> >= 18).order_by(column<&User::name>).limit(20)
//
// Every method changes the query and gives it back, so that a query can grow step by step as well.
#pragma once
#include <cstdint>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

#include <talaria/sql/select_base.hpp>

namespace talaria::sql {

namespace detail {

/// What a query gives for one of its items: a pointer to an object of a session for a table, else a value.
template <class Item>
struct ResultOf {
  using type = Item;
};
template <class Item>
  requires Table<Item>
struct ResultOf<Item> {
  using type = Item*;
};
template <class... Item>
struct RowOf {
  using type = std::tuple<typename ResultOf<Item>::type...>;
};
template <class Item>
struct RowOf<Item> : ResultOf<Item> {};

template <class... Item>
struct ScalarOf {
  using type = void;
};
template <class Item>
struct ScalarOf<Item> {
  using type = Plain<Item>;
};

template <class T>
concept AnyAlias = requires { typename T::table_type; };
/// The item that an argument of select() stands for.
template <class A>
struct ItemOf;
template <AnyAlias A>
struct ItemOf<A> {
  using type = typename A::table_type;
};
template <Operand A>
struct ItemOf<A> {
  using type = typename A::value_type;
};

}  // namespace detail

/// A SELECT whose rows are of known types: of the tables and of the values among `Item`.
template <class... Item>
class Select : public SelectBase {
 public:
  /// A row: `User*`, a value, or a tuple of such.
  using Row = typename detail::RowOf<Item...>::type;
  /// The value of the only column, for in_() and scalar().
  using Scalar = typename detail::ScalarOf<Item...>::type;

  /// All conditions have to hold, with those that are there already.
  template <class... C>
  Select& where(const C&... conditions) {
    (add_condition(Condition(conditions)), ...);
    return *this;
  }
  /// Joins a table by the foreign key between it and one that is there already.
  template <class T>
  Select& join() {
    add_natural_join(" JOIN ", {&table_info<T>, {}});
    return *this;
  }
  template <class T>
  Select& join(const Condition& on) {
    add_join(" JOIN ", TableRef{&table_info<T>, {}}, on);
    return *this;
  }
  /// Joins a table under another name, or a named query.
  template <detail::AnyAlias A>
  Select& join(const A& alias, const Condition& on) {
    add_join(" JOIN ", alias.ref(), on);
    return *this;
  }
  Select& join(const NamedQuery& query, const Condition& on) {
    add_join(" JOIN ", query, on);
    return *this;
  }
  /// Rows without a partner stay. What comes from the table is null then: an object's pointer is null, and of a column
  /// that cannot be null otherwise ask with nullable().
  template <class T>
  Select& left_join() {
    add_natural_join(" LEFT JOIN ", {&table_info<T>, {}});
    return *this;
  }
  template <class T>
  Select& left_join(const Condition& on) {
    add_join(" LEFT JOIN ", TableRef{&table_info<T>, {}}, on);
    return *this;
  }
  template <detail::AnyAlias A>
  Select& left_join(const A& alias, const Condition& on) {
    add_join(" LEFT JOIN ", alias.ref(), on);
    return *this;
  }
  Select& left_join(const NamedQuery& query, const Condition& on) {
    add_join(" LEFT JOIN ", query, on);
    return *this;
  }
  /// What comes first in FROM, where it is not the table of the first thing that is selected.
  template <class T>
  Select& select_from() {
    add_source(TableRef{&table_info<T>, {}});
    return *this;
  }
  template <detail::AnyAlias A>
  Select& select_from(const A& alias) {
    add_source(alias.ref());
    return *this;
  }
  Select& select_from(const NamedQuery& query) {
    add_source(query);
    return *this;
  }
  /// Makes a named query known that only stands in a subquery.
  Select& with(const NamedQuery& query) {
    add_cte(query);
    return *this;
  }
  /// Columns, expressions, `column<&User::age>.desc()`, and what a client asked for: see SortBy.
  template <class... O>
  Select& order_by(const O&... orderings) {
    (add_orders(orderings), ...);
    return *this;
  }
  template <Operand... G>
  Select& group_by(const G&... operands) {
    (add_group(detail::operand<detail::Operated<G>>(operands)), ...);
    return *this;
  }
  template <class... C>
  Select& having(const C&... conditions) {
    (add_having(Condition(conditions)), ...);
    return *this;
  }
  /// At most so many rows.
  Select& limit(std::int64_t count) {
    limit_ = count;
    return *this;
  }
  /// Leaves out so many rows first.
  Select& offset(std::int64_t count) {
    offset_ = count;
    return *this;
  }
  /// No two equal rows.
  Select& distinct() {
    distinct_ = true;
    return *this;
  }
  /// Locks the rows against changes by others until the transaction ends.
  Select& for_update(LockWait wait = LockWait::wait) {
    lock_ = RowLock{false, wait};
    return *this;
  }
  /// Locks the rows against changes by anybody.
  Select& for_share(LockWait wait = LockWait::wait) {
    lock_ = RowLock{true, wait};
    return *this;
  }
  /// The rows of both queries; equal ones once, or (union_all) as often as they come.
  Select& union_(const Select& other) {
    add_set(" UNION ", other.subselect());
    return *this;
  }
  Select& union_all(const Select& other) {
    add_set(" UNION ALL ", other.subselect());
    return *this;
  }
  /// Loads relations with the result: `.options(selectinload<&User::posts>())`.
  template <class... L>
  Select& options(const L&... plans) {
    (add_load(plans), ...);
    return *this;
  }
  /// The rows as structs whose members have the names of what is selected; of tables only the columns that have a
  /// member are read.
  template <class P>
  [[nodiscard]] Select<P> as() const {
    return Select<P>(*this, model::type_info<P>);
  }
  /// The query as one that can stand in FROM.
  [[nodiscard]] NamedQuery subquery(Name name) const { return {name.view(), subselect(), false, false}; }
  /// The query before the others: `WITH name AS (...)`.
  [[nodiscard]] NamedQuery cte(Name name) const { return {name.view(), subselect(), true, false}; }
  /// A query that builds on itself: `step` gets it and gives the rows that follow from those that are there.
  template <class Step>
  [[nodiscard]] NamedQuery recursive_cte(Name name, const Step& step) const {
    NamedQuery made{name.view(), subselect(), true, true};
    const Fragment next = step(std::as_const(made)).without_ctes();
    made.body.add(" UNION ALL ").add(next);
    return made;
  }
  /// For recursive_cte(): the text without WITH.
  [[nodiscard]] Fragment without_ctes() const { return core_fragment(); }

 private:
  template <class...>
  friend class Select;
  template <class... A>
  friend auto select(const A&... items);
  template <Table... T>
  friend Select<T...> select();

  Select() = default;
  Select(const SelectBase& base, const model::TypeInfo& type) : SelectBase(base) { set_projection(type); }

  template <class O>
  void add_orders(const O& order) {
    if constexpr (requires { order.orderings(); }) {
      for (const Ordering& ordering : order.orderings()) add_order(ordering);
    } else {
      add_order(detail::ordering_of(order));
    }
  }
  template <class A>
  void add_item(const A& item) {
    if constexpr (detail::AnyAlias<A>) {
      add_entity(item.ref());
    } else {
      add_value(detail::operand<detail::Operated<A>>(item),
                model::type_info<model::detail::Bare<typename A::value_type>>);
    }
  }
};

/// All columns of tables, as objects: `select<User>()`, `select<Hero, Team>()`.
template <Table... T>
[[nodiscard]] Select<T...> select() {
  Select<T...> made;
  (made.add_entity({&table_info<T>, {}}), ...);
  return made;
}
/// Columns, expressions and tables under other names: `select(column<&User::id>, count())`.
template <class... A>
[[nodiscard]] auto select(const A&... items) {
  Select<typename detail::ItemOf<A>::type...> made;
  (made.add_item(items), ...);
  return made;
}

}  // namespace talaria::sql

namespace talaria {
using sql::column;
using sql::select;
}  // namespace talaria
