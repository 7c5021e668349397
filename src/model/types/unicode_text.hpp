// What Unicode says about characters, from libunistring (which libidn2 brings along).
#pragma once
#include <string>
#include <string_view>

namespace talaria::model {

/// Code points of a text; octets that are no UTF-8 become U+FFFD.
[[nodiscard]] std::u32string decode_utf8(std::string_view text);
[[nodiscard]] std::string encode_utf8(std::u32string_view text);

/// Normalisation form C.
[[nodiscard]] std::u32string to_nfc(const std::u32string& text);
/// Letters of any script in lower case, or in upper case; the length may change.
[[nodiscard]] std::string lower_case(std::string_view text);
[[nodiscard]] std::string upper_case(std::string_view text);
/// What UTS 46 makes of a domain name before it is looked at: lower case, compatibility forms resolved, all full stops
/// alike, invisible characters gone.
[[nodiscard]] std::u32string map_domain(std::u32string_view domain);

/// What a character is good for in an address.
enum class CharClass : unsigned char {
  visible,    ///< letters, numbers, punctuation, symbols
  mark,       ///< combines with the one before
  space,      ///< a blank of any width
  separator,  ///< of lines and paragraphs
  format,     ///< invisible, steers the display
  other,      ///< controls, private and unassigned ones
};
[[nodiscard]] CharClass class_of(char32_t c);
[[nodiscard]] bool is_word_char(char32_t c);
/// The value of a decimal digit of any script, or -1.
[[nodiscard]] int digit_value(char32_t c);

/// A character as it can safely be shown: in quotes, or else its name or number.
[[nodiscard]] std::string displayed(char32_t c);
/// A text in quotes with what cannot be seen escaped, as Python's repr() shows it.
[[nodiscard]] std::string quoted(std::u32string_view text);
/// `U+00A0`
[[nodiscard]] std::string code_point_name(char32_t c);

}  // namespace talaria::model
