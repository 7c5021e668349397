// A model's `serialize_field`: what is written in place of the values of some types, in all fields of a model or of a
// family of models (Pydantic's `@field_serializer("*", mode="wrap")`). Part of describe_model.hpp.
//
//     struct ApiModel {  // the base of a project's models
//       static DateTime serialize_field(const DateTime& moment) { return moment.in_offset(0); }
//     };
//
// It may be overloaded, each for one type and what is derived from it. It is called for fields of that type, and for
// what is in their optionals, lists, sets and maps. What it gives is written, and documented, as a value of that type;
// all else is written as ever, and so is a field with a `serializer` of its own.
#pragma once
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include <talaria/model/describe.hpp>

namespace talaria::model::detail {

/// A value that becomes a V, or a base of V, and nothing that a V would be converted to: a number is no Decimal.
template <class V>
struct AsItIs {
  const V& value;
  template <class U>
    requires(std::is_same_v<U, V> || std::is_base_of_v<U, V>)
  operator const U&() const {
    return value;
  }
};

template <class T, class V>
concept HooksValue = requires(const AsItIs<V>& value) { T::serialize_field(value); };

/// An optional, or a pointer that owns a value.
template <class V>
concept HoldsOne = !std::is_same_v<typename Inner<V>::type, V>;
template <class V>
using Held = std::remove_cvref_t<decltype(*std::declval<const V&>())>;

/// Whether the model's serialize_field takes the value or something in it.
template <class T, class V>
constexpr bool hooks_value() {
  if constexpr (HooksValue<T, V>) {
    return true;
  } else if constexpr (IsField<V>) {
    return hooks_value<T, typename V::value_type>();
  } else if constexpr (HoldsOne<V>) {
    return hooks_value<T, Held<V>>();
  } else if constexpr (MapLike<V>) {
    return hooks_value<T, typename V::mapped_type>();
  } else if constexpr (HasItems<V>) {
    return hooks_value<T, typename V::value_type>();
  } else {
    return false;
  }
}

/// A map to other values.
template <class C, class E>
struct MapTo;
template <template <class...> class C, class K, class V, class... More, class E>
struct MapTo<C<K, V, More...>, E> {
  using type = C<K, E>;
};

/// What serialize_field makes of the value, or of what is in it.
template <class T, class V>
auto hooked(const V& value) {
  if constexpr (HooksValue<T, V>) {
    return T::serialize_field(AsItIs<V>{value});
  } else if constexpr (IsField<V>) {
    return hooked<T>(value.base());
  } else if constexpr (HoldsOne<V>) {
    std::optional<decltype(hooked<T>(*value))> made;
    if (value) made.emplace(hooked<T>(*value));
    return made;
  } else if constexpr (MapLike<V>) {
    typename MapTo<V, decltype(hooked<T>(value.begin()->second))>::type made;
    for (const auto& [key, item] : value) made.emplace(key, hooked<T>(item));
    return made;
  } else {
    std::vector<decltype(hooked<T>(*value.begin()))> made;
    for (const auto& item : value) made.push_back(hooked<T>(item));
    return made;
  }
}

template <class T, class V>
inline constexpr MadeOutput hook_output{&described_type<decltype(hooked<T>(std::declval<const V&>()))>,
                                        [](const void* value, void* context, void (*visit)(void*, const void*)) {
                                          visit_made(hooked<T>(*static_cast<const V*>(value)), context, visit);
                                        }};

/// The facts about a member with what serialize_field adds to them.
template <class T, class M>
inline constexpr Facts hooked_facts = [] {
  Facts facts = *described_facts<M>();
  facts.serializer = &hook_output<T, Bare<M>>;
  return facts;
}();

template <class T, class M>
constexpr const Facts* member_facts() {
  if constexpr (!Unwrapped<M>::facts.has_serializer) {
    if constexpr (hooks_value<T, Bare<M>>()) return &hooked_facts<T, M>;
  }
  return described_facts<M>();
}

}  // namespace talaria::model::detail
