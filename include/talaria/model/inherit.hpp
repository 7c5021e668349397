// Models with base classes. C++20 cannot see what a derived struct is made of, so a line behind it says it:
//
//     struct UserCreate : UserBase {
//       Field<std::string, min_length{8}> password;
//     };
//     BOOST_DESCRIBE_STRUCT(UserCreate, (UserBase), (password))
//
// The fields of the base stand first, with their facts. A base without a base needs no line of its own. Not part of
// talaria.hpp, as it brings Boost.Describe along.
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
  static constexpr bool is_model = std::is_class_v<T>;
  static constexpr std::size_t count = (Members<typename B::type>::count + ... + sizeof...(M));

  static constexpr bool possible() {
    return std::is_default_constructible_v<T> && (Members<typename B::type>::possible() && ...);
  }
  static constexpr auto pointers(T& object) {
    return std::apply(
        [](auto*... member) { return MakePointers{}(*member...); },
        std::tuple_cat(as_tuple(Members<typename B::type>::pointers(object))..., std::tuple(&(object.*M::pointer)...)));
  }

 private:
  using Found = decltype(pointers(std::declval<T&>()));

  template <class Base, std::size_t... I>
  static constexpr void add_names(auto& names, std::size_t& at, std::index_sequence<I...>) {
    ((names[at++] = Members<Base>::template name<I>()), ...);
  }
  static constexpr auto make_names() {
    std::array<std::string_view, count> names{};
    std::size_t at = 0;
    (add_names<typename B::type>(names, at, std::make_index_sequence<Members<typename B::type>::count>{}), ...);
    ((names[at++] = M::name), ...);
    return names;
  }

 public:
  template <std::size_t I>
  using Type = std::remove_pointer_t<decltype(pointer_at<I>(std::declval<const Found&>()))>;
  template <std::size_t I>
  static constexpr std::string_view name() {
    return make_names()[I];
  }
};

template <class T>
  requires(boost::describe::has_describe_members<T>::value && !std::is_union_v<T>)
struct Members<T> : DescribedMembers<T> {};

}  // namespace talaria::model::reflect
