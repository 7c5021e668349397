// Names of types, functions and members, cut out of what the compiler prints (compilers.md 2 lists the spellings).
// Everything under model/reflect is the only place with compiler tricks.
#pragma once
#include <cstddef>
#include <string_view>

#if defined(__clang__)
#pragma clang diagnostic ignored "-Wundefined-internal"
#pragma clang diagnostic ignored "-Wundefined-var-template"
#endif

namespace talaria::model::reflect {

/// What the compiler prints for a value: `&app::users::read_user`.
template <auto V>
consteval std::string_view spelled() {
  return __PRETTY_FUNCTION__;
}

/// What the compiler prints for a type: `app::Item`.
template <class T>
consteval std::string_view spelled_type() {
  return __PRETTY_FUNCTION__;
}

/// The text of a template argument inside a __PRETTY_FUNCTION__: between `key = ` and the closing `]` or `;`.
constexpr std::string_view argument_text(std::string_view pretty, std::string_view key) {
  const auto start = pretty.find(key) + key.size();
  std::string_view text = pretty.substr(start);
  if (const auto end = text.find("; std::string_view"); end != std::string_view::npos) return text.substr(0, end);
  return text.substr(0, text.rfind(']'));
}

/// The last component of a qualified name, template arguments cut off: `ns::f<int>` gives `f`.
constexpr std::string_view unqualified(std::string_view text) {
  while (!text.empty() && text.back() == ')') text.remove_suffix(1);
  if (!text.empty() && text.back() == '>') {
    int depth = 0;
    std::size_t at = text.size();
    while (at > 0) {
      --at;
      if (text[at] == '>') ++depth;
      if (text[at] == '<' && --depth == 0) break;
    }
    text = text.substr(0, at);
  }
  const auto cut = text.find_last_of(":.& )}");
  return cut == std::string_view::npos ? text : text.substr(cut + 1);
}

/// The unqualified name of a function or enumerator. Empty for what has no name (an enum value without enumerator).
template <auto V>
constexpr std::string_view name_of = unqualified(argument_text(spelled<V>(), "V = "));

/// The unqualified name of a class or enum, with its template arguments: `Page<ns::User>`.
template <class T>
constexpr std::string_view qualified_type_name = argument_text(spelled_type<T>(), "T = ");

constexpr std::string_view strip_namespaces(std::string_view text) {
  std::size_t start = 0;
  for (std::size_t i = 0; i + 1 < text.size() && text[i] != '<'; ++i) {
    if (text[i] == ':' && text[i + 1] == ':') start = i + 2;
  }
  return text.substr(start);
}

template <class T>
constexpr std::string_view type_name = strip_namespaces(qualified_type_name<T>);

}  // namespace talaria::model::reflect
