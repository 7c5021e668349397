#include "model/types/idna.hpp"

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

bool domain_to_ascii(std::string_view domain, std::string& out) {
  int code = IDN2_OK;
  const std::string mapped = encode_utf8(map_domain(decode_utf8(domain)));
  return to_ascii(mapped, IDN2_NONTRANSITIONAL | IDN2_ALLOW_UNASSIGNED, out, code);
}

}  // namespace talaria::model
