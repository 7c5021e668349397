#include "model/types/idna.hpp"

#include "model/types/punycode.hpp"
#include "model/types/unicode_text.hpp"

#include <idn2.h>
#include <unictype.h>

#include <talaria/base/strings.hpp>

namespace talaria::model {

namespace {

bool is_ascii(std::string_view text) {
  for (const char c : text) {
    if (static_cast<signed char>(c) < 0) return false;
  }
  return true;
}

bool to_ascii(const std::string& text, int flags, std::string& out, int& code) {
  char* result = nullptr;
  code = idn2_to_ascii_8z(text.c_str(), &result, flags);
  if (code == IDN2_OK) out = result;
  idn2_free(result);
  return code == IDN2_OK;
}

/// The first character of a label that makes it invalid, and where it is.
std::string disallowed(std::string_view label) {
  const std::u32string text = decode_utf8(label);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t c = text[i];
    std::string ignored;
    int code = IDN2_OK;
    // A character alone may be refused as a mark at the beginning, so it stands behind a letter.
    const bool fine = c < 0x80 || to_ascii("a" + encode_utf8({&c, 1}), IDN2_NO_TR46, ignored, code);
    if (!fine && code == IDN2_DISALLOWED) {
      return "Codepoint " + code_point_name(c) + " at position " + std::to_string(i + 1) + " of " + quoted(text) +
             " not allowed";
    }
  }
  return "Codepoint not allowed in '" + std::string(label) + "'";
}

std::string explain(int code, std::string_view label) {
  switch (code) {
    case IDN2_TOO_BIG_LABEL:
    case IDN2_TOO_BIG_DOMAIN:
    case IDN2_PUNYCODE_BIG_OUTPUT:
      return "Label too long";
    case IDN2_BIDI: {
      const std::u32string text = decode_utf8(label);
      const int first = text.empty() ? UC_BIDI_L : uc_bidi_class(text.front());
      if (first != UC_BIDI_L && first != UC_BIDI_R && first != UC_BIDI_AL) {
        return "First codepoint in label '" + std::string(label) + "' must be directionality L, R or AL";
      }
      return "Label '" + std::string(label) + "' mixes directions";
    }
    case IDN2_LEADING_COMBINING:
      return "Label begins with an illegal combining character";
    default:
      return disallowed(label);
  }
}

}  // namespace

bool label_to_ascii(std::string_view label, std::string& out, std::string& error) {
  int code = IDN2_OK;
  if (is_ascii(label)) {
    out = label;
    return true;
  }
  if (to_ascii(std::string(label), IDN2_NO_TR46 | IDN2_NFC_INPUT, out, code)) return true;
  error = explain(code, label);
  return false;
}

bool label_to_unicode(std::string_view label, std::string& out, std::string& error) {
  out = label;
  if (!label.starts_with("xn--")) return true;
  char* result = nullptr;
  const int code = idn2_to_unicode_8z8z(out.c_str(), &result, 0);
  if (code == IDN2_OK) out = result;
  idn2_free(result);
  std::string back;
  if (code == IDN2_OK && !is_ascii(out) && label_to_ascii(out, back, error)) {
    if (back == label) return true;
    error = "Invalid A-label";
  } else if (error.empty()) {
    error = "Invalid A-label";
  }
  return false;
}

namespace {

/// RFC 5893: how texts from left to right and from right to left may stand in one label.
bool keeps_bidi_rule(std::u32string_view label) {
  const auto one_of = [](int kind, auto... kinds) { return ((kind == kinds) || ...); };
  const int first = uc_bidi_class(label.front());
  const bool right_to_left = one_of(first, UC_BIDI_R, UC_BIDI_AL);
  if (!right_to_left && first != UC_BIDI_L) return false;
  std::size_t end = label.size();
  while (end > 0 && uc_bidi_class(label[end - 1]) == UC_BIDI_NSM) --end;
  const int last = end == 0 ? int{UC_BIDI_ON} : uc_bidi_class(label[end - 1]);
  bool european = false;
  bool arabic = false;
  for (const char32_t c : label) {
    const int kind = uc_bidi_class(c);
    european = european || kind == UC_BIDI_EN;
    arabic = arabic || kind == UC_BIDI_AN;
    const bool neutral =
        one_of(kind, UC_BIDI_EN, UC_BIDI_ES, UC_BIDI_CS, UC_BIDI_ET, UC_BIDI_ON, UC_BIDI_BN, UC_BIDI_NSM);
    const bool own = right_to_left ? one_of(kind, UC_BIDI_R, UC_BIDI_AL, UC_BIDI_AN) : kind == UC_BIDI_L;
    if (!neutral && !own) return false;
  }
  if (!right_to_left) return one_of(last, UC_BIDI_L, UC_BIDI_EN);
  return one_of(last, UC_BIDI_R, UC_BIDI_AL, UC_BIDI_EN, UC_BIDI_AN) && !(european && arabic);
}

bool is_valid_label(std::u32string_view label) {
  for (std::size_t i = 0; i < label.size(); ++i) {
    const char32_t c = label[i];
    if (c == U'\u200C' || c == U'\u200D') {
      constexpr int virama = 9;
      if (i == 0 || uc_combining_class(label[i - 1]) != virama) return false;
    } else if (c >= 0x80) {
      const CharClass kind = class_of(c);
      const bool fine = kind == CharClass::visible || (kind == CharClass::mark && i != 0);
      if (!fine || c == U'\uFFFD') return false;
    }
  }
  return true;
}

bool has_right_to_left(std::u32string_view text) {
  for (const char32_t c : text) {
    const int kind = uc_bidi_class(c);
    if (kind == UC_BIDI_R || kind == UC_BIDI_AL || kind == UC_BIDI_AN) return true;
  }
  return false;
}

bool is_all_ascii(std::u32string_view text) {
  for (const char32_t c : text) {
    if (c >= 0x80) return false;
  }
  return true;
}

/// A mapped label to ASCII; `shown` becomes what it is for a reader.
bool encode_label(std::u32string_view label, std::string& out, std::u32string& shown) {
  constexpr std::string_view prefix = "xn--";
  shown = label;
  if (!is_all_ascii(label)) {
    out = std::string(prefix) + punycode_encode(label);
    return is_valid_label(label);
  }
  out = encode_utf8(label);
  if (!out.starts_with(prefix)) return true;
  return punycode_decode(std::string_view(out).substr(prefix.size()), shown) && !is_all_ascii(shown) &&
         is_valid_label(shown) && map_domain(shown) == shown;
}

}  // namespace

bool domain_to_ascii(std::string_view domain, std::string& out) {
  out = base::to_lower(domain);
  if (is_ascii(domain) && out.find("xn--") == std::string::npos) return true;
  const std::u32string mapped = map_domain(decode_utf8(domain));
  out.clear();
  bool bidi = false;
  bool keeps_rule = true;
  for (std::size_t start = 0; start <= mapped.size();) {
    const std::size_t end = std::min(mapped.find(U'.', start), mapped.size());
    std::string label;
    std::u32string shown;
    if (!encode_label(std::u32string_view(mapped).substr(start, end - start), label, shown)) return false;
    bidi = bidi || has_right_to_left(shown);
    keeps_rule = keeps_rule && (shown.empty() || keeps_bidi_rule(shown));
    if (start != 0) out += '.';
    out += label;
    start = end + 1;
  }
  return !bidi || keeps_rule;
}

}  // namespace talaria::model
