// The character classes of HTTP (RFC 9110 section 5.6), shared by what reads the wire and what writes it.
#pragma once
#include <array>
#include <cstdint>
#include <string_view>

namespace talaria::http {

namespace detail {

inline constexpr std::uint8_t token_octet = 1;
inline constexpr std::uint8_t value_octet = 2;
inline constexpr std::uint8_t target_octet = 4;
inline constexpr std::uint8_t host_octet = 8;

constexpr std::array<std::uint8_t, 256> make_octet_classes() {
  std::array<std::uint8_t, 256> classes{};
  const auto mark = [&classes](std::string_view octets, std::uint8_t bit) {
    for (const char c : octets) classes[static_cast<unsigned char>(c)] |= bit;
  };
  constexpr std::string_view alphanumeric = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  mark(alphanumeric, token_octet | host_octet);
  mark("!#$%&'*+-.^_`|~", token_octet);
  mark("-._~!$&'()*+,;=", host_octet);  // unreserved and sub-delims, RFC 3986 section 2
  for (int octet = 0x21; octet < 0x7f; ++octet) {
    if (octet != '#') classes[static_cast<std::size_t>(octet)] |= target_octet;
  }
  for (int octet = 0x20; octet < 256; ++octet) {
    if (octet != 0x7f) classes[static_cast<std::size_t>(octet)] |= value_octet;
  }
  mark("\t", value_octet);
  return classes;
}

inline constexpr auto octet_classes = make_octet_classes();

}  // namespace detail

/// Whether `c` may stand in a token: a method or a field name.
[[nodiscard]] constexpr bool is_token_octet(char c) {
  return (detail::octet_classes[static_cast<unsigned char>(c)] & detail::token_octet) != 0;
}
/// Whether `c` may stand in a field value: no control octet but the tab.
[[nodiscard]] constexpr bool is_value_octet(char c) {
  return (detail::octet_classes[static_cast<unsigned char>(c)] & detail::value_octet) != 0;
}
/// Whether `c` may stand in a request target: what is visible in ASCII, but no fragment. RFC 3986 knows fewer, but
/// browsers send `|` or `"` in queries as they are.
[[nodiscard]] constexpr bool is_target_octet(char c) {
  return (detail::octet_classes[static_cast<unsigned char>(c)] & detail::target_octet) != 0;
}
/// Whether `c` may stand in a registered name, `%` apart (RFC 3986 section 3.2.2).
[[nodiscard]] constexpr bool is_host_octet(char c) {
  return (detail::octet_classes[static_cast<unsigned char>(c)] & detail::host_octet) != 0;
}
/// The value of a hexadecimal digit, or -1.
[[nodiscard]] constexpr int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// Whether `text` is a token: at least one octet, all of them token octets.
[[nodiscard]] constexpr bool is_token(std::string_view text) {
  for (const char c : text) {
    if (!is_token_octet(c)) return false;
  }
  return !text.empty();
}
/// Whether `text` can be a field value: no control octets, no blanks at the ends (RFC 9110 section 5.5).
[[nodiscard]] constexpr bool is_field_value(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t'; };
  if (!text.empty() && (blank(text.front()) || blank(text.back()))) return false;
  for (const char c : text) {
    if (!is_value_octet(c)) return false;
  }
  return true;
}

}  // namespace talaria::http
