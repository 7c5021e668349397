#include "model/types/unicode_text.hpp"

#include <cstdlib>
#include <unicase.h>
#include <unictype.h>
#include <uniname.h>
#include <uninorm.h>

#include <talaria/base/utf8.hpp>

namespace talaria::model {

namespace {

const std::uint32_t* units(std::u32string_view text) {
  return reinterpret_cast<const std::uint32_t*>(text.data());
}

std::string hexadecimal(char32_t c, std::size_t least, const char* digits) {
  std::string out;
  for (auto rest = static_cast<std::uint32_t>(c); rest != 0; rest >>= 4) out.insert(0, 1, digits[rest & 15]);
  if (out.size() < least) out.insert(0, least - out.size(), '0');
  return out;
}

/// Runs a function of libunistring, which allocates its result and sets `size`, and takes the result over. (Not as two
/// arguments of one call: g++ reads the size before the other one has set it.)
template <class Make>
std::u32string taken(Make make) {
  std::size_t size = 0;
  std::uint32_t* const text = make(&size);
  std::u32string out;
  if (text != nullptr) out.assign(reinterpret_cast<const char32_t*>(text), size);
  std::free(text);
  return out;
}

}  // namespace

std::u32string decode_utf8(std::string_view text) {
  std::u32string out;
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at != end) {
    const std::size_t size = base::utf8_sequence(at, end);
    const auto lead = static_cast<unsigned char>(*at);
    char32_t c = size == 1 ? lead : size == 0 ? U'\uFFFD' : lead & (0xFFU >> (size + 1));
    for (std::size_t i = 1; i < size; ++i) c = (c << 6) | (static_cast<unsigned char>(at[i]) & 0x3FU);
    out += c;
    at += size == 0 ? 1 : size;
  }
  return out;
}

std::string encode_utf8(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text) base::append_utf8(out, c);
  return out;
}

std::u32string to_nfc(const std::u32string& text) {
  return taken([&](std::size_t* size) { return u32_normalize(UNINORM_NFC, units(text), text.size(), nullptr, size); });
}

std::u32string map_domain(std::u32string_view domain) {
  std::u32string mapped;
  for (const char32_t c : domain) {
    if (c == U'\u3002') {
      mapped += U'.';
    } else if (c == U'\u00DF' || c == U'\u03C2' || c == U'\u200C' || c == U'\u200D') {
      mapped += c;  // what IDNA 2008 keeps and case folding would not
    } else if (!uc_is_property_default_ignorable_code_point(c)) {
      mapped += taken(
          [&](std::size_t* size) { return u32_casefold(units({&c, 1}), 1, nullptr, UNINORM_NFKC, nullptr, size); });
    }
  }
  return to_nfc(mapped);
}

std::string lower_case(std::string_view text) {
  const std::u32string wide = decode_utf8(text);
  return encode_utf8(
      taken([&](std::size_t* size) { return u32_tolower(units(wide), wide.size(), nullptr, nullptr, nullptr, size); }));
}

std::string upper_case(std::string_view text) {
  const std::u32string wide = decode_utf8(text);
  return encode_utf8(
      taken([&](std::size_t* size) { return u32_toupper(units(wide), wide.size(), nullptr, nullptr, nullptr, size); }));
}

CharClass class_of(char32_t c) {
  const auto is = [c](uc_general_category_t category) { return uc_is_general_category(c, category); };
  if (is(UC_LETTER) || is(UC_NUMBER) || is(UC_PUNCTUATION) || is(UC_SYMBOL)) return CharClass::visible;
  if (is(UC_MARK)) return CharClass::mark;
  if (is(UC_SPACE_SEPARATOR)) return CharClass::space;
  if (is(UC_SEPARATOR)) return CharClass::separator;
  return is(UC_FORMAT) ? CharClass::format : CharClass::other;
}

bool is_word_char(char32_t c) {
  return c == U'_' || uc_is_general_category(c, UC_LETTER) || uc_is_general_category(c, UC_NUMBER);
}

int digit_value(char32_t c) {
  return uc_decimal_value(c);
}

std::string code_point_name(char32_t c) {
  return "U+" + hexadecimal(c, 4, "0123456789ABCDEF");
}

std::string quoted(std::u32string_view text) {
  std::string out = "'";
  for (const char32_t c : text) {
    const CharClass kind = class_of(c);
    if (kind == CharClass::visible || kind == CharClass::mark || c == U' ') {
      out += encode_utf8({&c, 1});
    } else {
      const std::size_t digits = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
      out += digits == 2 ? "\\x" : digits == 4 ? "\\u" : "\\U";
      out += hexadecimal(c, digits, "0123456789abcdef");
    }
  }
  return out + '\'';
}

std::string displayed(char32_t c) {
  if (c == U'\\') return "\"\\\"";
  if (c == U'\'') return "\"'\"";
  if (class_of(c) == CharClass::visible) return '\'' + encode_utf8({&c, 1}) + '\'';
  char name[UNINAME_MAX];
  if (unicode_character_name(c, name) != nullptr) return name;
  return code_point_name(c);
}

}  // namespace talaria::model
