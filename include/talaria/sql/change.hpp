// insert<User>(), update<User>() and delete_<User>(): changes that need no object of a session.
//
//     update<User>().set(column<&User::is_active>, false).where(column<&User::last_login> < limit)
//     insert<User>().values(user).on_conflict(column<&User::email>).do_update(column<&User::name>).returning()
#pragma once
#include <concepts>
#include <cstdint>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include <talaria/sql/select.hpp>

namespace talaria::sql {

/// A statement that changes rows and gives back what became of them: the RETURNING of SQL.
template <class... Item>
class Returning {
 public:
  using Row = typename detail::RowOf<Item...>::type;
  Returning(Fragment fragment, std::vector<SelectItem> items)
      : fragment_(std::move(fragment)), items_(std::move(items)) {}
  [[nodiscard]] const Fragment& fragment() const { return fragment_; }
  [[nodiscard]] const std::vector<SelectItem>& items() const { return items_; }
  [[nodiscard]] Statement render(Dialect dialect) const { return fragment_.render(dialect); }

 private:
  Fragment fragment_;
  std::vector<SelectItem> items_;
};

/// A change of the rows of one table.
class ChangeBase {
 public:
  [[nodiscard]] Fragment fragment() const { return make_fragment(); }
  [[nodiscard]] Statement render(Dialect dialect) const { return fragment().render(dialect); }
  ChangeBase(const ChangeBase&) = default;
  ChangeBase(ChangeBase&&) = default;
  ChangeBase& operator=(const ChangeBase&) = default;
  ChangeBase& operator=(ChangeBase&&) = default;
  virtual ~ChangeBase() = default;

 protected:
  explicit ChangeBase(const TableInfo& table) : table_(&table) {}
  void add_condition(const Condition& condition);
  /// Adds RETURNING and what is in it.
  [[nodiscard]] Fragment returning_fragment(const std::vector<SelectItem>& items) const;
  [[nodiscard]] std::vector<SelectItem> whole_row() const;

  const TableInfo* table_;
  Fragment where_;

 private:
  [[nodiscard]] virtual Fragment make_fragment() const = 0;
};

namespace detail {

template <class A>
SelectItem returned_item(const A& operand) {
  SelectItem item;
  item.expression = detail::operand<Operated<A>>(operand);
  if constexpr (std::is_base_of_v<ColumnRef, A>) {
    item.expression.sql = Fragment();
    item.expression.sql.add_identifier(operand.column->name);
  }
  item.type = &model::type_info<model::detail::Bare<typename A::value_type>>;
  return item;
}

/// What a column is set to.
template <class V, class B>
ExpressionBase assigned(const B& value) {
  constexpr bool fits = compare_well<Plain<V>, Operated<B>>();
  static_assert(fits,
                "talaria[T313]: a column is set to a value of another kind (assigned<V, B> in the lines around "
                "shows both)");
  constexpr bool may_be_null = !std::is_same_v<B, std::nullopt_t> || !std::is_same_v<V, Plain<V>>;
  static_assert(may_be_null, "talaria[T316]: a column that is no std::optional is not set to null");
  return operand<Plain<V>>(value);
}

/// One row of an INSERT: for each column a value, or nothing where the database makes it.
using InsertRow = std::vector<std::optional<Value>>;
/// The row that an object becomes. What the database makes is left to it where the object says nothing: a key of its
/// own that is null or 0, and a column with a server default that has the value of an untouched object.
InsertRow insert_row(const TableInfo& table, const void* object);
/// `INSERT INTO ... VALUES ...`
Fragment insert_rows(const TableInfo& table, const std::vector<InsertRow>& rows);
/// Adds `, "updated_at" = CURRENT_TIMESTAMP` for columns with `onupdate` that are not among those that are set.
void append_onupdate(Fragment& sql, const TableInfo& table, const std::vector<const ColumnInfo*>& set);

/// What columns are set to: by an UPDATE, and by the ON CONFLICT of an INSERT.
class Assignments {
 public:
  void add(const ColumnRef& column, const ExpressionBase& value);
  [[nodiscard]] bool empty() const { return sql_.empty(); }
  /// All of them, with what `onupdate` adds.
  [[nodiscard]] Fragment fragment(const TableInfo& table) const;

 private:
  std::vector<const ColumnInfo*> columns_;
  Fragment sql_;
};

}  // namespace detail

/// A change `Base` of the rows of `T`, with what it can give back of them.
template <class T, class Base>
class ChangeOf : public Base {
 public:
  ChangeOf() : Base(table_info<T>) {}
  /// The rows as they are now, as objects.
  [[nodiscard]] Returning<T> returning() const {
    return {this->returning_fragment(this->whole_row()), this->whole_row()};
  }
  /// Of the rows as they are now what is asked for.
  template <Operand... A>
    requires(sizeof...(A) > 0)
  [[nodiscard]] auto returning(const A&... operands) const {
    std::vector<SelectItem> items{detail::returned_item(operands)...};
    return Returning<typename A::value_type...>(this->returning_fragment(items), items);
  }
};

class InsertBase : public ChangeBase {
 protected:
  using ChangeBase::ChangeBase;
  void add_row(const void* object) { rows_.push_back(detail::insert_row(*table_, object)); }
  void add_target(const ColumnRef& column) { conflict_.push_back(column.column); }
  void add_replaced(const ColumnRef& column);

  bool has_conflict_ = false;
  detail::Assignments assignments_;

 private:
  [[nodiscard]] Fragment make_fragment() const override;
  std::vector<detail::InsertRow> rows_;
  std::vector<const ColumnInfo*> conflict_;
};

/// An INSERT of whole objects.
template <class T>
class Insert : public ChangeOf<T, InsertBase> {
 public:
  Insert& values(const T& object) {
    this->add_row(&object);
    return *this;
  }
  template <class C>
    requires requires(const C& list) {
      { *list.begin() } -> std::convertible_to<const T&>;
    }
  Insert& values(const C& objects) {
    for (const T& object : objects) this->add_row(&object);
    return *this;
  }
  /// What comes next is done with a row whose values in these columns are there already; of none, whichever unique
  /// constraint it breaks.
  template <class... C>
  Insert& on_conflict(const C&... columns) {
    this->has_conflict_ = true;
    (this->add_target(columns), ...);
    return *this;
  }
  /// The row stays as it is. That is also so when nothing is said.
  Insert& do_nothing() { return *this; }
  /// The row gets the new values in these columns.
  template <class... C>
  Insert& do_update(const C&... columns) {
    (this->add_replaced(columns), ...);
    return *this;
  }
  /// The row gets this value in the column; `excluded<&User::name>` is the one that was to be inserted.
  template <class V, class B>
  Insert& do_set(const Column<V>& target, const B& value) {
    this->assignments_.add(target, detail::assigned<V>(value));
    return *this;
  }
  /// Only a row of which this holds is updated.
  Insert& where(const Condition& condition) {
    this->add_condition(condition);
    return *this;
  }
};

class UpdateBase : public ChangeBase {
 protected:
  using ChangeBase::ChangeBase;
  detail::Assignments assignments_;

 private:
  [[nodiscard]] Fragment make_fragment() const override;
};

/// An UPDATE of rows, without objects.
template <class T>
class Update : public ChangeOf<T, UpdateBase> {
 public:
  template <class V, class B>
  Update& set(const Column<V>& target, const B& value) {
    this->assignments_.add(target, detail::assigned<V>(value));
    return *this;
  }
  template <class... C>
  Update& where(const C&... conditions) {
    (this->add_condition(Condition(conditions)), ...);
    return *this;
  }
};

class DeleteBase : public ChangeBase {
 protected:
  using ChangeBase::ChangeBase;

 private:
  [[nodiscard]] Fragment make_fragment() const override;
};

/// A DELETE of rows, without objects.
template <class T>
class Delete : public ChangeOf<T, DeleteBase> {
 public:
  template <class... C>
  Delete& where(const C&... conditions) {
    (this->add_condition(Condition(conditions)), ...);
    return *this;
  }
};

template <Table T>
[[nodiscard]] Insert<T> insert() {
  return {};
}
template <Table T>
[[nodiscard]] Update<T> update() {
  return {};
}
template <Table T>
[[nodiscard]] Delete<T> delete_() {
  return {};
}

/// In do_set(): the value that was to be inserted.
template <auto M, class T = detail::OwnerOf<M>>
inline constexpr Column<detail::MemberValue<M>> excluded{TableRef{&table_info<T>, "excluded"},
                                                         detail::column_of<M, T>()};

}  // namespace talaria::sql
