// Relationship<Team> and Relationship<std::vector<Hero>>: the objects that a row belongs to, or that belong to it.
//
//     struct Hero {
//       Field<std::optional<std::int64_t>, primary_key> id;
//       Field<std::optional<std::int64_t>, foreign_key{"team.id"}> team_id;
//       Relationship<Team> team;
//     };
//
// A relation is no column: it is neither read from a body, nor written, nor documented. It is loaded when asked for,
// with a query (`.options(selectinload<&Hero::team>())`) or by itself (`co_await session.load<&Hero::team>(hero)`), and
// never behind anybody's back: whoever touches one that is not loaded gets NotLoaded, which says how to load it.
#pragma once
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <talaria/model/describe.hpp>
#include <talaria/sql/detail/object_iterator.hpp>
#include <talaria/sql/table.hpp>

namespace talaria {

/// Which foreign key a relation follows, by its column, where several lead to the same table:
/// `Relationship<Team, via{"home_team_id"}> home_team;`. With `linked_by` the column of the link that leads here.
template <std::size_t N>
struct via {
  FixedString<N> text;
  consteval via(const char (&t)[N]) : text(t) {}
};
template <class Link>
struct LinkedBy {};
/// The table between two others (SQLModel's `link_model`): `Relationship<std::vector<Tag>, linked_by<PostTag>> tags;`
template <class Link>
inline constexpr LinkedBy<Link> linked_by{};

namespace sql {

/// A relation whose type is forgotten. Copies of an object have relations that are not loaded, as a copy may outlive
/// the session that the related objects belong to.
class RelationBase {
 public:
  RelationBase() = default;
  RelationBase(const RelationBase&) noexcept {}
  RelationBase(RelationBase&& other) noexcept = default;
  RelationBase& operator=(const RelationBase&) noexcept { return *this; }
  RelationBase& operator=(RelationBase&& other) noexcept = default;
  ~RelationBase() = default;

  [[nodiscard]] bool is_loaded() const noexcept { return is_loaded_; }

 protected:
  /// What is related; throws NotLoaded.
  [[nodiscard]] const std::vector<void*>& loaded() const {
    if (!is_loaded_) refuse();
    return objects_;
  }
  void set_only(void* object);
  void add(void* object);
  void remove(void* object);

 private:
  friend struct RelationAccess;
  [[noreturn]] void refuse() const;

  const RelationInfo* info_ = nullptr;
  std::vector<void*> objects_;
  std::vector<void*> removed_;  // since it was loaded
  std::vector<void*> added_;
  bool is_loaded_ = false;
};

namespace detail {

/// Nothing is read from an input, and nothing is written.
extern const model::CustomOps relation_ops;

inline constexpr model::Facts relation_facts = [] {
  model::Facts facts;
  facts.exclude = true;
  facts.exclude_from_schema = true;
  facts.has_default = true;
  facts.set_default = [](void*) {};
  return facts;
}();

template <auto F>
constexpr std::string_view via_text() {
  if constexpr (requires { F.text.view(); }) return kept_text<F.text>.view();
  return {};
}
template <class T>
const TableInfo& target_table() {
  return table_info<T>;
}

template <class X>
constexpr void add_link(RelationInfo&, const X&) {}
template <class L>
constexpr void add_link(RelationInfo& info, const LinkedBy<L>&) {
  info.link = &target_table<L>;
  info.is_linked = true;
}

template <class Member, class Target, auto... F>
constexpr RelationInfo relation_info(std::string_view name, std::size_t field, bool to_many) {
  RelationInfo info;
  info.name = name;
  info.field_index = field;
  info.to_many = to_many;
  info.target = &target_table<Target>;
  info.base = [](void* member) { return static_cast<RelationBase*>(static_cast<Member*>(member)); };
  ((info.via = via_text<F>().empty() ? info.via : via_text<F>()), ...);
  (add_link(info, F), ...);
  return info;
}

}  // namespace detail

}  // namespace sql

/// The one object that an object belongs to, or that belongs to it; null when there is none.
template <class T, auto... F>
class Relationship : public sql::RelationBase {
 public:
  using talaria_relation_tag = void;
  using related_type = T;
  static constexpr const model::Facts& talaria_facts = sql::detail::relation_facts;
  static constexpr bool talaria_to_many = false;

  /// Null when there is none. Throws NotLoaded.
  [[nodiscard]] T* get() const { return loaded().empty() ? nullptr : static_cast<T*>(loaded().front()); }
  [[nodiscard]] T& operator*() const { return *get(); }
  [[nodiscard]] T* operator->() const { return get(); }
  [[nodiscard]] explicit operator bool() const { return get() != nullptr; }
  /// From now on it belongs to this object of the session; the foreign key follows with the next flush.
  void set(T& object) { set_only(&object); }
  /// From now on it belongs to none.
  void reset() { set_only(nullptr); }

  [[nodiscard]] T* talaria_related() const { return get(); }
  static constexpr sql::RelationInfo talaria_relation(std::string_view name, std::size_t field) {
    return sql::detail::relation_info<Relationship, T, F...>(name, field, false);
  }
};

/// The objects that belong to an object.
template <class T, auto... F>
class Relationship<std::vector<T>, F...> : public sql::RelationBase {
 public:
  using talaria_relation_tag = void;
  using related_type = T;
  static constexpr const model::Facts& talaria_facts = sql::detail::relation_facts;
  static constexpr bool talaria_to_many = true;

  using Iterator = sql::detail::ObjectIterator<T, void*>;

  // All of these throw NotLoaded.
  [[nodiscard]] std::size_t size() const { return loaded().size(); }
  [[nodiscard]] bool empty() const { return loaded().empty(); }
  [[nodiscard]] T& operator[](std::size_t index) const { return *static_cast<T*>(loaded()[index]); }
  [[nodiscard]] Iterator begin() const { return Iterator(loaded().data()); }
  [[nodiscard]] Iterator end() const { return Iterator(loaded().data() + loaded().size()); }
  /// From now on the object of the session belongs to it; the foreign key, or the row between, follows with the next
  /// flush. It need not be loaded.
  void push_back(T& object) { add(&object); }
  /// From now on it does not.
  void remove(T& object) { RelationBase::remove(&object); }

  [[nodiscard]] std::vector<T*> talaria_related() const {
    std::vector<T*> related;
    related.reserve(size());
    for (T& object : *this) related.push_back(&object);
    return related;
  }
  static constexpr sql::RelationInfo talaria_relation(std::string_view name, std::size_t field) {
    return sql::detail::relation_info<Relationship, T, F...>(name, field, true);
  }
};

template <class T, auto... F>
struct model::Describe<Relationship<T, F...>> {
  static constexpr model::TypeInfo make() {
    return model::detail::custom<Relationship<T, F...>>("relation", sql::detail::relation_ops);
  }
};

namespace sql {

/// How a relation is loaded, and what of the objects that it leads to.
struct LoadPlan {
  const TableInfo* owner;
  const RelationInfo* relation;
  bool joined = false;
  std::string_view alias = {};  ///< of the table that is joined
  const LoadPlan* next = nullptr;
};

namespace detail {

template <auto M>
struct RelationMemberOf;
template <class T, class V, V T::* M>
struct RelationMemberOf<M> {
  using Owner = T;
  using Member = V;
};

constexpr std::size_t index_of_relation(const TableInfo& table, std::string_view name) {
  std::size_t at = 0;
  while (at < table.relations.size() && table.relations[at].name != name) ++at;
  return at;
}
template <auto M, class T = typename RelationMemberOf<M>::Owner>
constexpr const RelationInfo* relation_of() {
  constexpr bool is_relation = RelationMember<typename RelationMemberOf<M>::Member>;
  static_assert(is_relation,
                "talaria[T318]: what is loaded is a Relationship of a table: selectinload<&Team::heroes>()");
  if constexpr (is_relation) {
    return &table_info<T>.relations[index_of_relation(table_info<T>, model::reflect::name_of<M>)];
  } else {
    return nullptr;
  }
}
template <auto M>
inline constexpr TableName load_alias{"loaded_", model::reflect::name_of<M>};

template <bool Joined, auto M, auto... Next>
struct PlanOf {
  static constexpr LoadPlan make() {
    LoadPlan made{&table_info<typename RelationMemberOf<M>::Owner>, relation_of<M>(), Joined, load_alias<M>.view()};
    if constexpr (sizeof...(Next) > 0) made.next = &PlanOf<false, Next...>::plan;
    return made;
  }
  static constexpr LoadPlan plan = make();
};

}  // namespace detail

/// Loads a relation of all objects of a query with one more query, whatever their number:
/// `.options(selectinload<&Team::heroes>())`. More members go on from there: `selectinload<&Team::heroes,
/// &Hero::powers>()`.
template <auto M, auto... Next>
[[nodiscard]] const LoadPlan& selectinload() {
  return detail::PlanOf<false, M, Next...>::plan;
}
/// Loads a relation to one object within the same query, by a LEFT JOIN. Of a relation to several, which would multiply
/// the rows, it is selectinload().
template <auto M, auto... Next>
[[nodiscard]] const LoadPlan& joinedload() {
  return detail::PlanOf<true, M, Next...>::plan;
}

}  // namespace sql

}  // namespace talaria
