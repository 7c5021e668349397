// Computed fields: what a model writes beside its members (Pydantic's `@computed_field`).
#pragma once
#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

#include <talaria/model/facts_of.hpp>
#include <talaria/model/reflect/names.hpp>
#include <talaria/model/type_info.hpp>

namespace talaria {

namespace model::detail {

template <class F>
struct ResultOf;
template <class R, class C>
struct ResultOf<R (C::*)() const> {
  using type = std::remove_cvref_t<R>;
};
template <class R, class C>
struct ResultOf<R (C::*)() const noexcept> : ResultOf<R (C::*)() const> {};

template <auto Function, auto... F>
struct Computed {
  using Result = typename ResultOf<decltype(Function)>::type;
};

}  // namespace model::detail

/// A computed field: `static constexpr auto computed_fields = computed<&Box::volume>;` behind `double volume() const`
/// in `struct Box`. It has the function's name and is written behind the members; inputs do not have it. Facts may
/// follow: `computed<&Box::volume, title{"Volume"}, alias{"vol"}>`.
template <auto Function, auto... F>
inline constexpr model::detail::Computed<Function, F...> computed{};

/// Several of them: `static constexpr ComputedFields computed_fields{computed<&Box::area>, computed<&Box::volume>};`
template <class... C>
struct ComputedFields {
  constexpr ComputedFields(C...) {}
  constexpr ComputedFields()
    requires(sizeof...(C) > 0)
  = default;
};

namespace model::detail {

// In field_hook.hpp.
template <class T, class V>
constexpr bool hooks_value();
template <class T, class V>
auto hooked(const V& value);

/// What is written of a value that is computed.
template <class T, auto Function>
auto compute(const T& object) {
  using Result = typename Computed<Function>::Result;
  if constexpr (hooks_value<T, Result>()) {
    return hooked<T, Result>((object.*Function)());
  } else {
    return Result((object.*Function)());
  }
}

template <class T, auto Function, auto... F>
struct ComputedTable {
  using Result = typename Computed<Function, F...>::Result;
  static constexpr MadeOutput output{&described_type<decltype(compute<T, Function>(std::declval<const T&>()))>,
                                     [](const void* object, void* context, void (*visit)(void*, const void*)) {
                                       visit_made(compute<T, Function>(*static_cast<const T*>(object)), context, visit);
                                     }};
  static constexpr ComputedInfo info() {
    const Facts& facts = facts_of<Result, F...>;
    ComputedInfo computed{reflect::name_of<Function>, &output, &facts};
    if (!facts.alias.empty()) computed.output_name = facts.alias;
    if (!facts.serialization_alias.empty()) computed.output_name = facts.serialization_alias;
    return computed;
  }
};

template <class T, class List>
struct ComputedTables;
template <class T, auto Function, auto... F>
struct ComputedTables<T, Computed<Function, F...>> {
  static constexpr std::array<ComputedInfo, 1> list{ComputedTable<T, Function, F...>::info()};
};
template <class T, class... C>
struct ComputedTables<T, ComputedFields<C...>> {
  static constexpr std::array<ComputedInfo, sizeof...(C)> list{ComputedTables<T, C>::list[0]...};
};

template <class T>
inline constexpr auto& computed_table = ComputedTables<T, std::remove_const_t<decltype(T::computed_fields)>>::list;

}  // namespace model::detail

}  // namespace talaria
