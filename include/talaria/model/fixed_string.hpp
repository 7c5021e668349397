// Text as a template argument: names of parameters, patterns, titles.
#pragma once
#include <cstddef>
#include <string_view>

namespace talaria {

/// A string literal that can be a template argument: `Query<int, "limit">`.
template <std::size_t N>
struct FixedString {
  char text[N]{};

  consteval FixedString(const char (&literal)[N]) {
    for (std::size_t i = 0; i < N; ++i) text[i] = literal[i];
  }
  /// The text without its terminating zero.
  [[nodiscard]] constexpr std::string_view view() const { return {text, N - 1}; }
};

}  // namespace talaria
