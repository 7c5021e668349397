// The members of a model: the one entry for all that describes models. An aggregate is taken apart as it is; what has
// base classes says what it is made of, see model/inherit.hpp.
#pragma once
#include <cstddef>
#include <string_view>
#include <type_traits>

#include <talaria/model/reflect/aggregate.hpp>

namespace talaria::model::reflect {

/// A T of which nothing is asked before an index is known: of what is no model no members are asked for.
template <std::size_t, class T>
struct Later {
  using type = T;
};

template <class T>
struct Members {
  /// Whether T may be a model at all.
  static constexpr bool is_model = std::is_aggregate_v<T> && std::is_class_v<T> && !std::is_array_v<T>;
  static constexpr std::size_t count = member_count<T>;
  /// Whether the members can be got at.
  static constexpr bool possible() { return is_decomposable<T>(); }
  /// Pointers to all members, for pointer_at<I>().
  static constexpr auto pointers(T& object) { return with_members(object, MakePointers{}); }
  /// The type of member I, as declared.
  template <std::size_t I>
  using Type = MemberType<typename Later<I, T>::type, I>;
  template <std::size_t I>
  static constexpr std::string_view name() {
    return member_name<T, I>;
  }
};

}  // namespace talaria::model::reflect
