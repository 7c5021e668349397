// AliasPaths<alias>: a validation alias as data. Part of facts_of.hpp.
#pragma once
#include <array>
#include <cstddef>
#include <span>
#include <string_view>

#include <talaria/model/facts_info.hpp>

namespace talaria::model::detail {

/// Text in memory of its own, for as long as the program runs.
template <auto V>
struct StaticText {
  static constexpr auto value = V;
};

template <std::size_t N>
constexpr AliasStep alias_step(const FixedString<N>& name) {
  return {name.view()};
}
constexpr AliasStep alias_step(std::int64_t index) {
  return {{}, index, true};
}
constexpr void add_steps(AliasStep*, const ItemList<>&) {}
template <class First, class... Rest>
constexpr void add_steps(AliasStep* at, const ItemList<First, Rest...>& list) {
  *at = alias_step(list.first);
  add_steps(at + 1, list.rest);
}

/// A choice: a name or a path, and of how many steps it is.
template <auto Choice>
struct AliasSteps;
template <std::size_t N, FixedString<N> Name>
struct AliasSteps<Name> {
  static constexpr std::array<AliasStep, 1> list{alias_step(StaticText<Name>::value)};
};
template <class... Step, AliasPath<Step...> Path>
struct AliasSteps<Path> {
  static constexpr auto list = [] {
    std::array<AliasStep, sizeof...(Step)> steps{};
    add_steps(steps.data(), StaticText<Path>::value.steps);
    return steps;
  }();
};

/// The choices of a list, one after the other.
template <auto List>
constexpr void add_paths([[maybe_unused]] AliasPathInfo* at) {
  if constexpr (requires { List.first; }) {
    at->steps = AliasSteps<List.first>::list;
    add_paths<List.rest>(at + 1);
  }
}

/// A name alone is no more than that; of several choices the first that is a name alone stands for all of them in
/// schemas.
template <auto Alias>
struct AliasPaths;
template <std::size_t N, FixedString<N> Name>
struct AliasPaths<Name> {
  static constexpr void add_to(Facts& facts) { facts.validation_alias = StaticText<Name>::value.view(); }
};
template <class... Step, AliasPath<Step...> Path>
struct AliasPaths<Path> {
  static constexpr AliasPathInfo list[] = {{AliasSteps<Path>::list}};
  static constexpr void add_to(Facts& facts) { facts.alias_paths = list; }
};
template <class... Choice, AliasChoices<Choice...> Choices>
struct AliasPaths<Choices> {
  static constexpr auto list = [] {
    std::array<AliasPathInfo, sizeof...(Choice)> paths{};
    add_paths<Choices.choices>(paths.data());
    return paths;
  }();
  static constexpr void add_to(Facts& facts) {
    facts.alias_paths = list;
    for (const AliasPathInfo& path : list) {
      if (path.steps.size() == 1 && facts.validation_alias.empty()) facts.validation_alias = path.steps[0].name;
    }
  }
};

/// Whether a type is one of an alias: a path begins with a name.
template <class A>
inline constexpr bool is_alias = false;
template <std::size_t N>
inline constexpr bool is_alias<FixedString<N>> = true;
template <std::size_t N, class... Step>
inline constexpr bool is_alias<AliasPath<FixedString<N>, Step...>> = true;
template <class... Choice>
inline constexpr bool is_alias<AliasChoices<Choice...>> = sizeof...(Choice) > 0 && (is_alias<Choice> && ...);

}  // namespace talaria::model::detail
