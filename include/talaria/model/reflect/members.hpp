// The members of a model: the one entry for all that describes models. An aggregate is taken apart as it is; what has
// base classes says what it is made of, see model/inherit.hpp.
#pragma once
#include <cstddef>
#include <string_view>
#include <type_traits>

#include <talaria/model/reflect/aggregate.hpp>

namespace talaria::model::reflect {

template <class T>
struct Members {
  /// Whether T may be a model at all.
  static constexpr bool is_model = std::is_aggregate_v<T> && std::is_class_v<T> && !std::is_array_v<T>;
  static constexpr std::size_t count = member_count<T>;
  /// Whether the members can be got at.
  static constexpr bool possible() { return is_decomposable<T>(); }
  /// Pointers to all members, for pointer_at<I>().
  static constexpr auto pointers(T& object) { return with_members(object, MakePointers{}); }
  /// The type of member I, as declared. By way of a class, so that nothing is asked of a T that is no aggregate.
  template <std::size_t I>
  struct TypeOf {
    using type = MemberType<T, I>;
  };
  template <std::size_t I>
  using Type = typename TypeOf<I>::type;
  template <std::size_t I>
  static constexpr std::string_view name() {
    return member_name<T, I>;
  }
};

}  // namespace talaria::model::reflect
