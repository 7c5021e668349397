#include "model/types/email_text.hpp"

#include "model/number_text.hpp"
#include "model/types/unicode_text.hpp"

#include <array>
#include <cstdint>

#include <talaria/base/strings.hpp>
#include <talaria/base/utf8.hpp>

// The common case, and the name around an address; email_syntax.cpp has the address itself.
namespace talaria::model {

namespace {

enum Allowed : std::uint8_t { in_local = 1, in_domain = 2 };

constexpr std::array<std::uint8_t, 128> allowed_chars = [] {
  std::array<std::uint8_t, 128> table{};
  for (std::size_t c = 0; c < 128; ++c) {
    const char character = static_cast<char>(c);
    if (base::is_ascii_alpha(character) || base::is_ascii_digit(character)) table[c] = in_local | in_domain;
  }
  for (const char c : std::string_view("_!#$%&'*+-/=?^`{|}~")) table[static_cast<std::size_t>(c)] |= in_local;
  table['-'] |= in_domain;
  return table;
}();

bool is_allowed(char c, Allowed where) {
  const auto code = static_cast<unsigned char>(c);
  return code < 128 && (allowed_chars[code] & where) != 0;
}

/// Characters and single full stops between them.
bool is_dotted(std::string_view text, Allowed where) {
  char before = '.';
  for (const char c : text) {
    if (c == '.' ? before == '.' : !is_allowed(c, where)) return false;
    before = c;
  }
  return before != '.';
}

/// Letters, digits and hyphens in labels of the right length, with the last one ending in a letter.
bool is_plain_domain(std::string_view domain) {
  if (domain.size() > max_domain_octets || !is_dotted(domain, in_domain)) return false;
  if (!base::is_ascii_alpha(domain.back()) || domain.find('.') == std::string_view::npos) return false;
  std::size_t start = 0;
  while (start < domain.size()) {
    const std::size_t end = std::min(domain.find('.', start), domain.size());
    const std::string_view label = domain.substr(start, end - start);
    if (label.size() > max_label_octets || label.front() == '-' || label.back() == '-') return false;
    if (label.size() > 3 && label[2] == '-' && label[3] == '-') return false;  // maybe `xn--`
    start = end + 1;
  }
  return true;
}

bool fail(std::string& error, std::string_view why) {
  error = why;
  return false;
}

std::string_view skip_spaces(std::string_view text) {
  // trim_unicode takes off both ends, and the end does not matter here.
  const std::string_view trimmed = trim_unicode(text);
  return trimmed.empty() ? trimmed : text.substr(static_cast<std::size_t>(trimmed.data() - text.data()));
}

/// Words of an unquoted name with blanks between them.
bool is_unquoted_name(std::string_view name) {
  for (const char32_t c : decode_utf8(name)) {
    const bool blank = class_of(c) == CharClass::space || c == U'\t' || c == U'\v' || c == U'\f';
    const bool plain = c < 128 && (is_allowed(static_cast<char>(c), in_local) || c == U'.');
    if (!blank && !plain && !is_word_char(c)) return false;
  }
  return true;
}

/// Takes `Name <…>` apart: whether it is of that form.
bool split_name(std::string_view text, std::string_view& name, std::string_view& address) {
  text = trim_unicode(text);
  if (!text.ends_with('>')) return false;
  std::size_t open = std::string_view::npos;
  if (text.starts_with('"')) {
    for (std::size_t quote = text.size(); quote-- > 2;) {
      if (text[quote] != '"') continue;
      const std::string_view rest = skip_spaces(text.substr(quote + 1));
      if (!rest.starts_with('<') || rest.size() < 3) continue;
      name = text.substr(1, quote - 1);
      open = text.size() - rest.size();
      break;
    }
  } else if (open = text.find('<'); open != std::string_view::npos) {
    name = trim_unicode(text.substr(0, open));
    if (!is_unquoted_name(name)) return false;
  }
  if (open == std::string_view::npos || text.size() - open < 3) return false;
  address = text.substr(open + 1, text.size() - open - 2);
  return true;
}

}  // namespace

bool is_special_domain(std::string_view ascii_domain) {
  const std::size_t dot = ascii_domain.rfind('.');
  const std::string_view last = dot == std::string_view::npos ? ascii_domain : ascii_domain.substr(dot + 1);
  for (const std::string_view special : {"arpa", "invalid", "local", "localhost", "onion", "test"}) {
    if (last == special) return true;
  }
  return false;
}

bool is_role_mailbox(std::string_view lower_local) {
  for (const std::string_view role : {"info", "marketing", "sales", "support", "abuse", "noc", "security", "postmaster",
                                      "hostmaster", "usenet", "news", "webmaster", "www", "uucp", "ftp"}) {
    if (lower_local == role) return true;
  }
  return false;
}

bool read_plain_email(std::string_view text, std::string& out) {
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos || at == 0 || text.size() > max_email_octets) return false;
  const std::string_view local = text.substr(0, at);
  const std::string_view domain = text.substr(at + 1);
  if (domain.empty() || !is_dotted(local, in_local) || !is_plain_domain(domain)) return false;
  out.assign(text);
  for (std::size_t i = at + 1; i < out.size(); ++i) out[i] = base::ascii_lower(out[i]);
  if (at <= 10 && is_role_mailbox(base::to_lower(local))) {
    for (std::size_t i = 0; i < at; ++i) out[i] = base::ascii_lower(out[i]);
  }
  return !is_special_domain(std::string_view(out).substr(at + 1));
}

bool parse_email(std::string_view text, EmailText& out, std::string& error) {
  constexpr std::size_t longest = 2048;
  if (base::count_code_points(text) > longest) return fail(error, "Length must not exceed 2048 characters");
  if (text.find_first_of("\r\n") != std::string_view::npos) {
    return fail(error, "Carriage return and line feed characters are not allowed");
  }
  std::string_view name;
  std::string_view address = text;
  split_name(text, name, address);
  address = trim_unicode(address);
  if (std::string plain; read_plain_email(address, plain)) {
    const std::size_t at = plain.find('@');
    out = {std::string(name), plain.substr(0, at), plain.substr(at + 1)};
    return true;
  }
  if (!parse_address(address, out, error)) return false;
  out.name = name;
  return true;
}

}  // namespace talaria::model
