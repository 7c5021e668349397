// Models with base classes. C++20 cannot see what a derived struct is made of, so a line behind it says it:
//
//     struct UserCreate : UserBase {
//       Field<std::string, min_length{8}> password;
//     };
//     BOOST_DESCRIBE_STRUCT(UserCreate, (UserBase), (password))
//
// The fields of the base stand first, with their facts. A member that has the name of one of the base takes its place,
// with its own type and facts. A base without a base needs no line of its own. Not part of talaria.hpp, as it brings
// Boost.Describe along.
#pragma once
#include <array>
#include <cstddef>
#include <string_view>
#include <tuple>
#include <type_traits>

#include <boost/describe/bases.hpp>
#include <boost/describe/class.hpp>
#include <boost/describe/members.hpp>

#include <talaria/model/describe.hpp>

namespace talaria::model::reflect {

template <std::size_t... I, class... P>
constexpr std::tuple<P...> as_tuple(const Pointers<std::index_sequence<I...>, P...>& pointers) {
  return {pointer_at<I>(pointers)...};
}

/// What BOOST_DESCRIBE_STRUCT says of T.
template <class T, class Bases = boost::describe::describe_bases<T, boost::describe::mod_public>,
          class Own = boost::describe::describe_members<T, boost::describe::mod_public>>
struct DescribedMembers;

template <class T, template <class...> class BaseList, class... B, template <class...> class OwnList, class... M>
struct DescribedMembers<T, BaseList<B...>, OwnList<M...>> {
 private:
  static constexpr std::size_t inherited = (Members<typename B::type>::count + ... + 0);
  static constexpr std::size_t all = inherited + sizeof...(M);

  template <class Base, std::size_t... I>
  static constexpr void add_names(auto& names, std::size_t& at, std::index_sequence<I...>) {
    ((names[at++] = Members<Base>::template name<I>()), ...);
  }
  /// Those of the bases, and behind them its own.
  static constexpr auto all_names = [] {
    std::array<std::string_view, all> names{};
    std::size_t at = 0;
    (add_names<typename B::type>(names, at, std::make_index_sequence<Members<typename B::type>::count>{}), ...);
    ((names[at++] = M::name), ...);
    return names;
  }();
  /// The first own member of that name, or `all`.
  static constexpr std::size_t own_of(std::string_view name) {
    for (std::size_t i = inherited; i < all; ++i) {
      if (all_names[i] == name) return i;
    }
    return all;
  }
  static constexpr bool is_redeclared(std::size_t own) {
    for (std::size_t i = 0; i < inherited; ++i) {
      if (all_names[i] == all_names[own]) return true;
    }
    return false;
  }
  static constexpr std::size_t redeclared = (std::size_t{0} + ... + [] {
    constexpr std::string_view name = M::name;
    return std::size_t{is_redeclared(own_of(name))};
  }());

 public:
  static constexpr bool is_model = std::is_class_v<T>;
  static constexpr std::size_t count = all - redeclared;

 private:
  /// What stands at each place: a member of a base, or the own one that hides it there, and then the other own ones.
  static constexpr auto order = [] {
    std::array<std::size_t, count> places{};
    std::size_t at = 0;
    for (std::size_t i = 0; i < inherited; ++i) {
      const std::size_t own = own_of(all_names[i]);
      places[at++] = own != all ? own : i;
    }
    for (std::size_t i = inherited; i < all; ++i) {
      if (!is_redeclared(i)) places[at++] = i;
    }
    return places;
  }();

  static constexpr auto all_pointers(T& object) {
    return std::tuple_cat(as_tuple(Members<typename B::type>::pointers(object))...,
                          std::tuple(&(object.*M::pointer)...));
  }
  template <std::size_t... I>
  static constexpr auto in_order(T& object, std::index_sequence<I...>) {
    [[maybe_unused]] const auto members = all_pointers(object);
    return MakePointers{}(*std::get<order[I]>(members)...);
  }

 public:
  static constexpr bool possible() {
    return std::is_default_constructible_v<T> && (Members<typename B::type>::possible() && ...);
  }
  static constexpr auto pointers(T& object) { return in_order(object, std::make_index_sequence<count>{}); }

 private:
  using Found = decltype(pointers(std::declval<T&>()));

 public:
  template <std::size_t I>
  using Type = std::remove_pointer_t<decltype(pointer_at<I>(std::declval<const Found&>()))>;
  template <std::size_t I>
  static constexpr std::string_view name() {
    return all_names[order[I]];
  }
};

template <class T>
  requires(boost::describe::has_describe_members<T>::value && !std::is_union_v<T>)
struct Members<T> : DescribedMembers<T> {};

}  // namespace talaria::model::reflect
