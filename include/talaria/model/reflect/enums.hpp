// The enumerators of a scoped enum with their names, without a macro.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>

#include <talaria/model/reflect/names.hpp>
#include <talaria/model/type_info.hpp>

namespace talaria {

/// Says how an enum is written on the wire, where its enumerators' names will not do:
/// ```
/// template <>
/// struct talaria::EnumNames<MusicBand> {
///   static constexpr EnumValue values[] = {{"AC/DC", int(MusicBand::ac_dc)}, {"Queen", int(MusicBand::queen)}};
/// };
/// ```
/// `static constexpr bool as_integer = true;` in it writes the number, `static constexpr std::string_view description`
/// is shown in the schema.
template <class E>
struct EnumNames;

using model::EnumValue;

namespace model::reflect {

/// Enumerators are looked for from 0 to this; others need EnumNames.
inline constexpr std::size_t enum_scan_limit = 64;

/// All candidates are printed by one instantiation: `[Vs = <Color::red, Color::green, (Color)2, ...>]`.
template <class E, E... Vs>
constexpr std::string_view spelled_all() {
  return __PRETTY_FUNCTION__;
}

template <class E, std::size_t... I>
constexpr std::string_view spelled_enumerators(std::index_sequence<I...>) {
  return spelled_all<E, static_cast<E>(I)...>();
}

/// Where the first item of a printed list ends: at a comma or a closing bracket that is not the item's own.
constexpr std::size_t item_size(std::string_view list) {
  int depth = 0;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const char c = list[i];
    if (depth == 0 && (c == ',' || c == ';')) return i;
    if (c == '<' || c == '(' || c == '{' || c == '[') ++depth;
    if (c == '>' || c == ')' || c == '}' || c == ']') {
      if (depth == 0) return i;
      --depth;
    }
  }
  return list.size();
}

/// The printed list cut into names; empty where a value has no enumerator. Pointers and sizes apart: g++ 12 calls
/// the construction of an array of string_view inside a constant a modification of it.
struct EnumeratorNames {
  const char* text[enum_scan_limit] = {};
  std::size_t size[enum_scan_limit] = {};
  std::size_t count = 0;

  constexpr explicit EnumeratorNames(std::string_view list) {
    list = list.substr(list.find("Vs = ") + 5);
    if (!list.empty() && (list.front() == '<' || list.front() == '{')) list.remove_prefix(1);
    for (std::size_t i = 0; i < enum_scan_limit; ++i) {
      const std::size_t end = item_size(list);
      std::string_view name = list.substr(0, end);
      if (const auto colons = name.rfind("::"); colons != std::string_view::npos) name.remove_prefix(colons + 2);
      // A value without enumerator is printed as a cast, `(app::Color)7`, so that the bracket stands behind the colons.
      if (name.find(')') == std::string_view::npos) {
        while (!name.empty() && name.front() == ' ') name.remove_prefix(1);
        text[i] = name.data();
        size[i] = name.size();
        ++count;
      }
      if (end == list.size() || list[end] != ',') break;
      list.remove_prefix(end + 1);
    }
  }
};

template <class E>
inline constexpr EnumeratorNames enumerator_names{spelled_enumerators<E>(std::make_index_sequence<enum_scan_limit>{})};

template <class E, std::size_t N>
struct EnumeratorValues {
  EnumValue list[N == 0 ? 1 : N]{};

  constexpr EnumeratorValues() {
    const EnumeratorNames& names = enumerator_names<E>;
    std::size_t n = 0;
    for (std::size_t i = 0; i < enum_scan_limit; ++i) {
      if (names.size[i] != 0) list[n++] = {{names.text[i], names.size[i]}, static_cast<std::int64_t>(i)};
    }
  }
};
template <class E>
inline constexpr EnumeratorValues<E, enumerator_names<E>.count> enumerator_values{};

template <class E>
concept HasEnumNames = requires { EnumNames<E>::values; };

template <class E>
constexpr std::span<const EnumValue> enum_values() {
  if constexpr (HasEnumNames<E>) {
    return EnumNames<E>::values;
  } else if constexpr (std::is_convertible_v<E, int>) {
    return {};  // no scoped enum: the values in the scan may be none of the enum's, which does not compile
  } else {
    return std::span<const EnumValue>(enumerator_values<E>.list, enumerator_names<E>.count);
  }
}

template <class E>
constexpr bool enum_as_integer() {
  if constexpr (requires { EnumNames<E>::as_integer; }) {
    return EnumNames<E>::as_integer;
  } else {
    return false;
  }
}

template <class E>
constexpr std::string_view enum_description() {
  if constexpr (requires { EnumNames<E>::description; }) {
    return EnumNames<E>::description;
  } else {
    return {};
  }
}

}  // namespace model::reflect

}  // namespace talaria
