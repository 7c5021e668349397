// Pick<Model, &Model::a, ...> and Omit<Model, &Model::a, ...>: a model of some of the fields of another one.
#pragma once
#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

#include <talaria/model/computed.hpp>
#include <talaria/model/describe.hpp>

namespace talaria {

namespace model::detail {

/// Whether M is a member of T, or a function of it that computes a field.
template <class T, auto M>
concept MemberOf = requires(T& object) { object.*M; } || requires(const T& object) { (object.*M)(); };

/// The computed fields of a view, of those of its model: none by default.
template <class T, bool Kept, auto... M>
struct ViewComputed {
  using type = ComputedFields<>;
};
template <class List, bool Kept, auto... M>
struct KeptComputed;
template <auto Function, auto... F, bool Kept, auto... M>
struct KeptComputed<Computed<Function, F...>, Kept, M...> {
  static constexpr bool named = ((reflect::name_of<Function> == reflect::name_of<M>) || ...);
  using type = std::conditional_t<named == Kept, ComputedFields<Computed<Function, F...>>, ComputedFields<>>;
};
template <class... Lists>
struct JoinedComputed {
  using type = ComputedFields<>;
};
template <class... A, class... B, class... Lists>
struct JoinedComputed<ComputedFields<A...>, ComputedFields<B...>, Lists...>
    : JoinedComputed<ComputedFields<A..., B...>, Lists...> {};
template <class... A>
struct JoinedComputed<ComputedFields<A...>> {
  using type = ComputedFields<A...>;
};
template <class... C, bool Kept, auto... M>
struct KeptComputed<ComputedFields<C...>, Kept, M...>
    : JoinedComputed<ComputedFields<>, typename KeptComputed<C, Kept, M...>::type...> {};
template <class T, bool Kept, auto... M>
  requires requires { T::computed_fields; }
struct ViewComputed<T, Kept, M...> : KeptComputed<std::remove_const_t<decltype(T::computed_fields)>, Kept, M...> {};

/// A T of which only some members are fields: those that are named, or (Kept is false) the others.
template <class T, bool Kept, auto... M>
class View : public T {
  static constexpr bool known = (MemberOf<T, M> && ...);
  static_assert(known,
                "talaria[T217]: Pick and Omit name members of the model, or functions that it computes fields with: "
                "Pick<User, &User::id, &User::email>");

 public:
  using view_of = T;

  View() = default;
  /// All members are kept, those too that are no fields here.
  View(T object) : T(std::move(object)) {}

  /// The computed fields that are named, or are not.
  static constexpr typename ViewComputed<T, Kept, M...>::type computed_fields{};

  // What the model does as a whole may ask for members that are no fields here, or show them.
  void validate() = delete;
  void serialize() const = delete;
  static void validate_before(const Json&) = delete;
  static void validate_wrap(const Json&) = delete;
};

}  // namespace model::detail

/// A model with the fields of T that are named, in T's order, with their facts and T's configuration:
/// `Pick<User, &User::id, &User::email>`. It is made from a T, and is one in C++; what is not named is neither read,
/// nor written, nor documented. The model's own `validate()` and `serialize()` do not run. A computed field is named by
/// its function. The schema's name is made of those of the model and of the fields: `Pick_User_id_email_`; a derived
/// struct (`model/inherit.hpp`) has a name of its own.
template <class T, auto... M>
class Pick : public model::detail::View<T, true, M...> {
 public:
  using model::detail::View<T, true, M...>::View;
};

/// A model with all fields of T but those that are named: `Omit<User, &User::password>`. See Pick.
template <class T, auto... M>
class Omit : public model::detail::View<T, false, M...> {
 public:
  using model::detail::View<T, false, M...>::View;
};

namespace model::reflect {

/// The members of a view: those of the model that are kept. What takes the members that there are no fields for stays.
template <class V, class T, bool Kept, auto... M>
struct ViewMembers {
 private:
  using All = Members<T>;
  static constexpr bool keeps(std::string_view name) { return ((name == name_of<M>) || ...) == Kept; }
  template <std::size_t I>
  static constexpr bool keeps_member() {
    return detail::Unwrapped<typename All::template Type<I>>::facts.extra_fields || keeps(All::template name<I>());
  }
  template <std::size_t... I>
  static constexpr auto find_kept(std::index_sequence<I...>) {
    std::array<std::size_t, (std::size_t{keeps_member<I>()} + ... + 0)> found{};
    [[maybe_unused]] std::size_t at = 0;
    ((keeps_member<I>() ? void(found[at++] = I) : void()), ...);
    return found;
  }
  static constexpr auto kept = find_kept(std::make_index_sequence<All::count>{});

  template <std::size_t... I>
  static constexpr auto in_order(V& object, std::index_sequence<I...>) {
    [[maybe_unused]] const auto members = All::pointers(static_cast<T&>(object));
    return MakePointers{}(*pointer_at<kept[I]>(members)...);
  }

 public:
  static constexpr bool is_model = All::is_model;
  static constexpr std::size_t count = kept.size();
  static constexpr bool possible() { return All::possible(); }
  static constexpr auto pointers(V& object) { return in_order(object, std::make_index_sequence<count>{}); }
  template <std::size_t I>
  using Type = typename All::template Type<kept[I]>;
  template <std::size_t I>
  static constexpr std::string_view name() {
    return All::template name<kept[I]>();
  }
};

template <class T, auto... M>
struct Members<Pick<T, M...>> : ViewMembers<Pick<T, M...>, T, true, M...> {};
template <class T, auto... M>
struct Members<Omit<T, M...>> : ViewMembers<Omit<T, M...>, T, false, M...> {};

/// `Pick<User, id, email>`: compilers spell members in their own ways.
template <std::size_t N>
struct ViewName {
  char text[N]{};
  std::size_t size = 0;

  constexpr void add(std::string_view part) {
    for (const char c : part) text[size++] = c;
  }
  template <class... Name>
  constexpr ViewName(std::string_view view, std::string_view model, Name... names) {
    add(view);
    add("<");
    add(model);
    ((add(", "), add(names)), ...);
    add(">");
  }
  [[nodiscard]] constexpr std::string_view view() const { return {text, size}; }
};
template <class T, auto... M>
constexpr std::size_t view_name_size = 6 + qualified_type_name<T>.size() + ((2 + name_of<M>.size()) + ... + 0);
template <FixedString View, class T, auto... M>
constexpr ViewName<view_name_size<T, M...>> view_name{View.view(), type_name<T>, name_of<M>...};
template <FixedString View, class T, auto... M>
constexpr ViewName<view_name_size<T, M...>> qualified_view_name{View.view(), qualified_type_name<T>, name_of<M>...};

template <class T, auto... M>
constexpr std::string_view type_name<Pick<T, M...>> = view_name<"Pick", T, M...>.view();
template <class T, auto... M>
constexpr std::string_view qualified_type_name<Pick<T, M...>> = qualified_view_name<"Pick", T, M...>.view();
template <class T, auto... M>
constexpr std::string_view type_name<Omit<T, M...>> = view_name<"Omit", T, M...>.view();
template <class T, auto... M>
constexpr std::string_view qualified_type_name<Omit<T, M...>> = qualified_view_name<"Omit", T, M...>.view();

}  // namespace model::reflect

}  // namespace talaria
