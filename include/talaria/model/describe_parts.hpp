// type_info of what is made of parts of several types (std::variant, std::tuple, std::pair, std::array) and of pointers
// to models. Part of describe.hpp.
#pragma once
#include <array>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

#include <talaria/model/describe.hpp>

namespace talaria::model {

namespace detail {

template <class T>
concept LiteralLike = requires { typename T::talaria_literal_tag; };

template <class T>
struct HasTag {
  template <std::size_t... I>
  static constexpr bool any_named(std::string_view name, std::index_sequence<I...>) {
    return ((LiteralLike<Bare<typename reflect::Members<T>::template Type<I>>> &&
             reflect::Members<T>::template name<I>() == name) ||
            ...);
  }
  static constexpr bool named(std::string_view name) {
    if constexpr (is_model<T>) return any_named(name, std::make_index_sequence<reflect::Members<T>::count>{});
    return false;
  }
};
template <class... A>
struct HasTag<std::variant<A...>> {
  static constexpr bool named(std::string_view name) {
    return ((std::is_same_v<A, std::monostate> || HasTag<typename Inner<Bare<A>>::type>::named(name)) && ...);
  }
};

template <class T>
inline constexpr PartInfo part_info{&type_info<Bare<T>>, described_facts<T>()};

template <class... T>
struct PartTable {
  static constexpr std::array<PartInfo, sizeof...(T)> parts{part_info<T>...};
};

/// One function of several, by an index at run time.
template <class F, F... Functions>
constexpr F function_at(std::size_t index) {
  constexpr F table[] = {Functions...};
  return table[index];
}

}  // namespace detail

template <class... A>
struct Describe<std::variant<A...>> {
  using V = std::variant<A...>;
  static constexpr bool nullable = (std::is_same_v<A, std::monostate> || ...);
  static constexpr std::size_t count = sizeof...(A) - (nullable ? 1 : 0);
  /// The index of each alternative in the variant: all but that of std::monostate.
  static constexpr auto indices = [] {
    std::array<std::size_t, count> list{};
    std::size_t index = 0, next = 0;
    ((std::is_same_v<A, std::monostate> ? void() : void(list[next++] = index), ++index), ...);
    return list;
  }();
  template <std::size_t N>
  using Alternative = std::variant_alternative_t<indices[N], V>;

  template <std::size_t N>
  static const void* get_at(const void* variant) {
    return detail::value_address(std::get<indices[N]>(*static_cast<V*>(const_cast<void*>(variant))));
  }
  template <std::size_t N>
  static void* emplace_at(void* variant) {
    return detail::value_address(static_cast<V*>(variant)->template emplace<indices[N]>());
  }
  template <std::size_t N>
  static void take_at(void* variant, void* value) {
    using T = Alternative<N>;
    static_cast<V*>(variant)->template emplace<indices[N]>(T(std::move(*static_cast<detail::Bare<T>*>(value))));
  }

  template <std::size_t... N>
  static constexpr VariantOps make_ops(std::index_sequence<N...>) {
    return {detail::PartTable<Alternative<N>...>::parts,
            nullable,
            [](const void* variant, std::size_t& alternative) -> const void* {
              const std::size_t index = static_cast<const V*>(variant)->index();
              for (alternative = 0; alternative < count; ++alternative) {
                using Get = const void* (*)(const void*);
                if (indices[alternative] == index) return detail::function_at<Get, get_at<N>...>(alternative)(variant);
              }
              return nullptr;
            },
            [](void* variant, std::size_t alternative) {
              return detail::function_at<void* (*)(void*), emplace_at<N>...>(alternative)(variant);
            },
            [](void* variant, std::size_t alternative, void* value) {
              detail::function_at<void (*)(void*, void*), take_at<N>...>(alternative)(variant, value);
            },
            []([[maybe_unused]] void* variant) {
              if constexpr (nullable) static_cast<V*>(variant)->template emplace<std::monostate>();
            }};
  }

  static constexpr VariantOps ops = make_ops(std::make_index_sequence<count>{});
  static constexpr TypeInfo make() {
    constexpr bool sound = count > 0 && (int(std::is_same_v<A, std::monostate>) + ...) <= 1;
    static_assert(
        sound, "talaria[T210]: a std::variant has one std::monostate at most (it is null), and other types beside it");
    TypeInfo info{Kind::variant};
    info.ops = detail::value_ops<V>;
    if constexpr (sound) info.variant = &ops;
    return info;
  }
};

namespace detail {

/// std::tuple, std::pair, std::array.
template <class T>
concept TupleLike = requires { std::tuple_size<T>::value; };

}  // namespace detail

template <detail::TupleLike T>
struct Describe<T> {
  static constexpr std::size_t count = std::tuple_size_v<T>;

  template <std::size_t N>
  static void* item_at(void* tuple) {
    return detail::value_address(std::get<N>(*static_cast<T*>(tuple)));
  }
  template <std::size_t... N>
  static constexpr TupleOps make_ops(std::index_sequence<N...>) {
    return {detail::PartTable<std::tuple_element_t<N, T>...>::parts, [](void* tuple, std::size_t index) -> void* {
              if constexpr (count == 0)
                return tuple;
              else
                return detail::function_at<void* (*)(void*), item_at<N>...>(index)(tuple);
            }};
  }

  static constexpr TupleOps ops = make_ops(std::make_index_sequence<count>{});
  static constexpr TypeInfo make() {
    TypeInfo info{Kind::tuple};
    info.ops = detail::value_ops<T>;
    info.tuple = &ops;
    return info;
  }
};

namespace detail {
/// std::unique_ptr and std::shared_ptr.
template <class P>
concept OwningPointer = requires(P& pointer, typename P::element_type* value) {
  pointer.reset(value);
  { *pointer } -> std::same_as<typename P::element_type&>;
};
}  // namespace detail

// A model that is part of itself: null where it ends.
template <detail::OwningPointer P>
struct Describe<P> {
  using E = typename P::element_type;
  static constexpr OptionalOps ops{[](void* pointer) {
                                     static_cast<P*>(pointer)->reset(new E());
                                     return detail::value_address(**static_cast<P*>(pointer));
                                   },
                                   [](void* pointer) { static_cast<P*>(pointer)->reset(); },
                                   [](const void* pointer) -> const void* {
                                     const P& value = *static_cast<const P*>(pointer);
                                     return value ? detail::value_address(*value) : nullptr;
                                   }};
  static constexpr TypeInfo make() {
    TypeInfo info = detail::container<P, E>(Kind::optional);
    info.optional = &ops;
    return info;
  }
};

}  // namespace talaria::model
