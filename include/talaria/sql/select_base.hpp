// SelectBase: what a SELECT is made of, without the types of its results. Part of select.hpp.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <talaria/sql/expression.hpp>

namespace talaria::sql {

/// What a row lock does about rows that others hold: waits, fails, or leaves them out.
enum class LockWait : std::uint8_t { wait, nowait, skip_locked };

/// How rows are locked until the end of the transaction. SQLite, which lets one write at a time, has no row locks and
/// needs none.
struct RowLock {
  bool shared = false;
  LockWait wait = LockWait::wait;
};

/// A query that can stand inside of another one.
class SubqueryBase {
 public:
  /// The text, without parentheses.
  [[nodiscard]] Fragment subselect() const { return make_subselect(); }
  SubqueryBase() = default;
  SubqueryBase(const SubqueryBase&) = default;
  SubqueryBase(SubqueryBase&&) = default;
  SubqueryBase& operator=(const SubqueryBase&) = default;
  SubqueryBase& operator=(SubqueryBase&&) = default;
  virtual ~SubqueryBase() = default;

 private:
  [[nodiscard]] virtual Fragment make_subselect() const = 0;
};

/// A query under a name: a subquery in FROM, or what WITH names.
struct NamedQuery {
  std::string_view name;
  Fragment body;
  bool is_cte = false;
  bool is_recursive = false;

  /// The column of a member, as the query gives it.
  template <auto M, class T = detail::OwnerOf<M>>
  [[nodiscard]] Column<detail::MemberValue<M>> column() const {
    return {TableRef{&table_info<T>, name}, detail::column_of<M, T>()};
  }
  /// What the query gives under a label.
  template <class V>
  [[nodiscard]] Expression<V> value(Name label) const {
    return labelled(label.view());
  }

 private:
  [[nodiscard]] ExpressionBase labelled(std::string_view label) const;
};

/// One of the things that are selected: all columns of a table, or an expression.
struct SelectItem {
  TableRef entity = {};
  ExpressionBase expression = {};
  const model::TypeInfo* type = nullptr;  ///< of an expression's value

  /// How many columns it has in the result.
  [[nodiscard]] std::size_t width() const { return entity.table != nullptr ? entity.table->columns.size() : 1; }
};

/// How relations of the selected objects are loaded; see relationship.hpp.
struct LoadPlan;

/// The parts of a SELECT.
class SelectBase : public SubqueryBase {
 public:
  /// The whole statement for a database.
  [[nodiscard]] Statement render(Dialect dialect) const { return fragment().render(dialect); }
  [[nodiscard]] const std::vector<SelectItem>& items() const { return items_; }
  /// The statement, not yet for one database.
  [[nodiscard]] Fragment fragment() const;
  /// `SELECT count(*)` of what the query gives, without its order, limit and offset.
  [[nodiscard]] Fragment count_fragment() const;
  /// What the rows are read into instead of the items, if anything.
  [[nodiscard]] const model::TypeInfo* projection() const { return projection_; }
  [[nodiscard]] bool has_limit() const { return limit_.has_value(); }
  /// Relations that are loaded with the result.
  [[nodiscard]] const std::vector<const LoadPlan*>& load_plans() const { return load_plans_; }

 protected:
  void add_entity(TableRef table);
  void add_value(ExpressionBase expression, const model::TypeInfo& type);
  void add_condition(const Condition& condition);
  void add_having(const Condition& condition);
  void add_group(const ExpressionBase& expression);
  void add_order(const Ordering& ordering);
  void add_join(std::string_view kind, TableRef table, const Condition& on);
  /// The condition follows from the one foreign key between the table and those that are there.
  void add_natural_join(std::string_view kind, TableRef table);
  void add_join(std::string_view kind, const NamedQuery& query, const Condition& on);
  void add_source(TableRef table);
  void add_source(const NamedQuery& query);
  void add_cte(const NamedQuery& query);
  void add_set(std::string_view word, const Fragment& other);
  void set_projection(const model::TypeInfo& type) { projection_ = &type; }
  /// The statement without WITH.
  [[nodiscard]] Fragment core_fragment() const;
  void add_load(const LoadPlan& plan);

  std::optional<std::int64_t> limit_;
  std::optional<std::int64_t> offset_;
  std::optional<RowLock> lock_;
  bool distinct_ = false;

 private:
  [[nodiscard]] Fragment make_subselect() const override { return fragment(); }
  void add_items(Fragment& sql) const;
  void add_columns(Fragment& sql, const TableRef& entity) const;
  void add_core(Fragment& sql) const;
  void add_tail(Fragment& sql) const;
  void add_with(Fragment& sql) const;
  void require_source(TableRef table);
  void name_source(const NamedQuery& query);

  std::vector<SelectItem> items_;
  std::vector<TableRef> tables_;  // that stand in FROM
  Fragment from_;
  Fragment where_;
  Fragment group_by_;
  Fragment having_;
  Fragment order_by_;
  Fragment sets_;
  std::vector<NamedQuery> ctes_;
  const model::TypeInfo* projection_ = nullptr;
  std::vector<const LoadPlan*> load_plans_;
  std::vector<TableRef> joined_;  // behind the items, for these plans
};

/// Whether the plan adds a JOIN to its query, rather than asking once more.
[[nodiscard]] bool is_joined(const LoadPlan& plan);

namespace detail {
/// Adds what ORDER BY says of an expression.
void append_ordering(Fragment& sql, const Ordering& ordering);
inline Ordering ordering_of(const Ordering& ordering) {
  return ordering;
}
template <Operand T>
Ordering ordering_of(const T& operand) {
  return {detail::operand<Operated<T>>(operand), false, 0};
}
/// `"table" AS "alias"`
void append_table(Fragment& sql, const TableRef& table);
}  // namespace detail

}  // namespace talaria::sql
