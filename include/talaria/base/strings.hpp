// Small string helpers that several layers share. ASCII rules throughout: HTTP and identifiers need no locale.
#pragma once
#include <string>
#include <string_view>

namespace talaria::base {

/// `c` in lower case if it is an ASCII letter, else `c`.
[[nodiscard]] constexpr char ascii_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}
[[nodiscard]] constexpr char ascii_upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c;
}
[[nodiscard]] constexpr bool is_ascii_alpha(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
[[nodiscard]] constexpr bool is_ascii_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Compares without regard to the case of ASCII letters (RFC 9110 section 5.1: field names).
[[nodiscard]] constexpr bool iequals(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (ascii_lower(a[i]) != ascii_lower(b[i])) return false;
  }
  return true;
}

/// A copy with ASCII letters in lower case.
[[nodiscard]] std::string to_lower(std::string_view text);
/// A copy with ASCII letters in upper case.
[[nodiscard]] std::string to_upper(std::string_view text);
/// Python's `str.title()` for ASCII: a letter after a non-letter in upper case, the other letters in lower case.
[[nodiscard]] std::string title_case(std::string_view text);
/// A copy in which every `from` is `to`.
[[nodiscard]] std::string replace_all(std::string_view text, std::string_view from, std::string_view to);
/// `text` without the blanks, tabs and line ends at both ends; a view into it.
[[nodiscard]] std::string_view trim(std::string_view text);

}  // namespace talaria::base
