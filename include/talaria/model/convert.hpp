// One struct into another of the same members: `to<UserRead>(entity)` (Pydantic's `from_attributes`), and the update of
// an object with what was sent.
#pragma once
#include <concepts>
#include <cstddef>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

#include <talaria/model/describe.hpp>
#include <talaria/model/fields_set.hpp>

namespace talaria {

namespace model::detail {

template <class T>
concept OptionalLike = requires(T& value) {
  value.reset();
  value.has_value();
  *value;
};
template <class T>
concept ModelLike = std::is_class_v<T> && reflect::Members<T>::is_model && !OptionalLike<T>;

/// The number of the member of that name, or how many members there are.
template <class T, std::size_t... I>
constexpr std::size_t find_member_named(std::string_view name, std::index_sequence<I...>) {
  std::size_t found = sizeof...(I);
  ((reflect::Members<T>::template name<I>() == name ? void(found = I) : void()), ...);
  return found;
}
template <class T>
constexpr std::size_t index_of(std::string_view name) {
  return find_member_named<T>(name, std::make_index_sequence<reflect::Members<T>::count>{});
}
template <class T, std::size_t I>
using BareMember = Bare<typename reflect::Members<T>::template Type<I>>;

/// A value without its Field.
template <class T>
auto& bare(T& value) {
  if constexpr (IsField<T>) {
    return value.base();
  } else {
    return value;
  }
}

/// Member I of an object, without its Field.
template <std::size_t I, class T>
auto& bare_member(T& object) {
  using Plain = std::remove_const_t<T>;
  using Value = BareMember<Plain, I>;
  return static_cast<std::conditional_t<std::is_const_v<T>, const Value, Value>&>(
      bare(*reflect::pointer_at<I>(reflect::Members<Plain>::pointers(const_cast<Plain&>(object)))));
}

/// What leads to other objects, one or several, and is converted as these: a relation of a table.
template <class T>
concept LeadsToOthers = requires { T::talaria_to_many; };

template <class To, class From>
void convert(To& to, const From& from);

/// Gives field I of `to` the value of the member of that name.
template <std::size_t I, class To, class From>
void convert_member([[maybe_unused]] To& to, [[maybe_unused]] const From& from) {
  constexpr std::size_t source = index_of<From>(reflect::Members<To>::template name<I>());
  using M = typename reflect::Members<To>::template Type<I>;
  if constexpr (source < reflect::Members<From>::count) {
    convert(bare_member<I>(to), bare_member<source>(from));
  } else {
    constexpr bool has_source = OptionalLike<Bare<M>> || Unwrapped<M>::facts.has_default;
    static_assert(has_source,
                  "talaria[T213]: a field has no source: convert_member<I, To, From> in the lines around says the "
                  "number of the field (from 0) and both types; give From a member of that name, or the field a "
                  "default");
  }
}

template <class To, class From, std::size_t... I>
void convert_members(To& to, const From& from, std::index_sequence<I...>) {
  (convert_member<I>(to, from), ...);
}

template <class C, class From>
void convert_items(C& to, const From& from) {
  to.clear();
  for (const auto& item : from) {
    typename C::value_type made{};
    convert(bare(made), bare(item));
    to.insert(to.end(), std::move(made));
  }
}

template <class To, class From>
void convert_others(To& to, const From& from) {
  if constexpr (From::talaria_to_many) {
    to.clear();
    for (const auto* item : from.talaria_related()) {
      typename To::value_type made{};
      convert(bare(made), *item);
      to.insert(to.end(), std::move(made));
    }
  } else if (const auto* item = from.talaria_related()) {
    if constexpr (OptionalLike<To>) {
      convert(bare(to.emplace()), *item);
    } else {
      convert(to, *item);
    }
  } else {
    to = To();
  }
}

/// Makes `to` what `from` is. An optional source that is empty leaves a value that cannot be.
template <class To, class From>
void convert(To& to, const From& from) {
  if constexpr (std::is_same_v<To, From>) {
    to = from;
  } else if constexpr (LeadsToOthers<From>) {
    convert_others(to, from);
  } else if constexpr (OptionalLike<To> && OptionalLike<From>) {
    to.reset();
    if (from) convert(bare(to.emplace()), bare(*from));
  } else if constexpr (OptionalLike<To>) {
    convert(bare(to.emplace()), from);
  } else if constexpr (ModelLike<To> && ModelLike<From>) {
    convert_members(to, from, std::make_index_sequence<reflect::Members<To>::count>{});
  } else if constexpr (std::is_assignable_v<To&, const From&>) {
    to = from;
  } else if constexpr (HasItems<To> && HasItems<From>) {
    convert_items(to, from);
  } else {
    constexpr bool converts = std::is_constructible_v<To, const From&>;
    static_assert(converts,
                  "talaria[T214]: a value does not become one of the other type (convert in the lines around "
                  "shows both)");
    if constexpr (converts) to = static_cast<To>(from);
  }
}

template <class To, class From>
void update_members(To& to, const From& from, const FieldsSet& sent);

/// A model that was sent in parts changes only in these; what else was sent replaces the value, and null empties it.
template <class To, class From>
void update_value(To& to, const From& from, const FieldsSet& sent) {
  if constexpr (OptionalLike<From>) {
    if (from) {
      update_value(to, bare(*from), sent);
    } else {
      to = To();
    }
  } else if constexpr (OptionalLike<To>) {
    if constexpr (ModelLike<From>) {
      if (to) return update_value(bare(*to), from, sent);
    }
    convert(to, from);
  } else if constexpr (ModelLike<To> && ModelLike<From>) {
    update_members(to, from, sent);
  } else {
    convert(to, from);
  }
}

template <std::size_t I, class To, class From>
void update_member(To& to, const From& from, const FieldsSet& sent) {
  if constexpr (!Unwrapped<typename reflect::Members<From>::template Type<I>>::facts.extra_fields) {
    constexpr std::size_t target = index_of<To>(reflect::Members<From>::template name<I>());
    constexpr bool has_target = target < reflect::Members<To>::count;
    static_assert(
        has_target,
        "talaria[T215]: what may be sent has no place: update_member<I, To, From> in the lines around says the "
        "number of the member (from 0) and both types; give To a member of that name");
    constexpr std::size_t field = I < extra_index<From> ? I : I - 1;
    if constexpr (has_target) {
      if (sent.contains(field)) update_value(bare_member<target>(to), bare_member<I>(from), sent.inside(field));
    }
  }
}

template <class To, class From, std::size_t... I>
void update_each(To& to, const From& from, const FieldsSet& sent, std::index_sequence<I...>) {
  (update_member<I>(to, from, sent), ...);
}
template <class To, class From>
void update_members(To& to, const From& from, const FieldsSet& sent) {
  update_each(to, from, sent, std::make_index_sequence<reflect::Members<From>::count>{});
}

}  // namespace model::detail

/// An object made of another one, member by member by their names; nested structs, optionals and containers are
/// converted too. A field that has neither a source nor a default does not compile (talaria[T213]).
template <class To, class From>
[[nodiscard]] To to(const From& from) {
  To object{};
  model::detail::convert(object, from);
  return object;
}

/// Changes what was sent and nothing else: `apply_update(stored, patch, fields_set)`. Null empties an optional, and
/// gives another value its default; a nested model is changed in what was sent of it, while lists and maps are
/// replaced.
template <class To, class From>
void apply_update(To& object, const From& patch, const FieldsSet& fields_set) {
  model::detail::update_members(object, patch, fields_set);
}

}  // namespace talaria
