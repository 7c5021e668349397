#include <algorithm>
#include <map>
#include <stdexcept>

#include <talaria/http/cookies.hpp>
#include <talaria/http/date.hpp>
#include <talaria/http/grammar.hpp>

namespace talaria::http {

namespace {

// Python's str.strip() on text that was read as Latin-1.
std::string_view strip(std::string_view text) {
  constexpr std::string_view blanks = " \t\n\r\v\f\x1c\x1d\x1e\x1f\x85\xa0";
  const auto first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

bool is_octal(char c, char highest) {
  return c >= '0' && c <= highest;
}

// `"a\"b\073c"` without quotes and escapes; anything not in quotes stays as it is.
std::string unquote(std::string_view value) {
  if (value.size() < 2 || value.front() != '"' || value.back() != '"') return std::string(value);
  value = value.substr(1, value.size() - 2);
  std::string out;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i] != '\\' || i + 1 == value.size()) {
      out.push_back(value[i]);
    } else if (i + 3 < value.size() && is_octal(value[i + 1], '3') && is_octal(value[i + 2], '7') &&
               is_octal(value[i + 3], '7')) {
      out.push_back(static_cast<char>((value[i + 1] - '0') * 64 + (value[i + 2] - '0') * 8 + (value[i + 3] - '0')));
      i += 3;
    } else {
      out.push_back(value[++i]);
    }
  }
  return out;
}

// What may stand in a value without quotes, and what needs no escape within them: the lists of Python's http.cookies.
bool is_plain(char c) {
  return is_token_octet(c) || c == ':';
}
bool is_unescaped(char c) {
  return is_plain(c) || std::string_view{" ()/<=>?@[]{}"}.find(c) != std::string_view::npos;
}

// The characters of `text` as single octets; they are written in octal, which can say no more than 255.
std::string utf8_to_latin1(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto octet = static_cast<unsigned char>(text[i]);
    if (octet < 0x80) {
      out.push_back(text[i]);
    } else if ((octet == 0xc2 || octet == 0xc3) && i + 1 < text.size()) {
      out.push_back(static_cast<char>(((octet & 3) << 6) | (static_cast<unsigned char>(text[++i]) & 0x3f)));
    } else {
      throw std::invalid_argument("a cookie value may have characters up to U+00FF only");
    }
  }
  return out;
}

std::string quote(std::string_view value) {
  if (!value.empty() && std::all_of(value.begin(), value.end(), is_plain)) return std::string(value);
  if (value.empty()) return "\"\"";
  std::string out = "\"";
  for (const char c : utf8_to_latin1(value)) {
    if (c == '"' || c == '\\') {
      out.push_back('\\');
      out.push_back(c);
    } else if (is_unescaped(c)) {
      out.push_back(c);
    } else {
      const auto octet = static_cast<unsigned char>(c);
      out.push_back('\\');
      out.push_back(static_cast<char>('0' + (octet >> 6)));
      out.push_back(static_cast<char>('0' + ((octet >> 3) & 7)));
      out.push_back(static_cast<char>('0' + (octet & 7)));
    }
  }
  out.push_back('"');
  return out;
}

void ensure_attribute(std::string_view value) {
  if (!is_field_value(value) || value.find(';') != std::string_view::npos) {
    throw std::invalid_argument("a cookie attribute may have neither ';' nor control characters");
  }
}

}  // namespace

bool parse_cookies(std::string_view field_value, Pairs& cookies, std::size_t limit) {
  std::map<std::string, std::size_t, std::less<>> known;
  for (std::size_t i = 0; i < cookies.size(); ++i) known.emplace(cookies[i].first, i);
  bool more = true;
  while (more) {
    const auto end = field_value.find(';');
    more = end != std::string_view::npos;
    const std::string_view piece = field_value.substr(0, end);
    if (more) field_value.remove_prefix(end + 1);
    const auto equals = piece.find('=');
    const bool named = equals != std::string_view::npos;
    const std::string_view name = named ? strip(piece.substr(0, equals)) : std::string_view{};
    const std::string_view value = strip(named ? piece.substr(equals + 1) : piece);
    if (name.empty() && value.empty()) continue;
    const auto [position, is_new] = known.try_emplace(latin1_to_utf8(name), cookies.size());
    if (!is_new) {
      cookies[position->second].second = latin1_to_utf8(unquote(value));
    } else if (cookies.size() == limit) {
      return false;
    } else {
      cookies.emplace_back(position->first, latin1_to_utf8(unquote(value)));
    }
  }
  return true;
}

std::string format_set_cookie(const SetCookie& cookie) {
  if (!std::all_of(cookie.name.begin(), cookie.name.end(), is_plain) || cookie.name.empty()) {
    throw std::invalid_argument("the name of a cookie must be a token");
  }
  ensure_attribute(cookie.path);
  ensure_attribute(cookie.domain);
  std::string out = cookie.name + '=' + quote(cookie.value);
  // The order of Python's http.cookies: by the lower-case name of the attribute.
  if (!cookie.domain.empty()) out.append("; Domain=").append(cookie.domain);
  if (cookie.expires) out.append("; expires=").append(format_http_date(*cookie.expires));
  if (cookie.http_only) out.append("; HttpOnly");
  if (cookie.max_age) out.append("; Max-Age=").append(std::to_string(*cookie.max_age));
  if (cookie.partitioned) out.append("; Partitioned");
  if (!cookie.path.empty()) out.append("; Path=").append(cookie.path);
  if (cookie.same_site == SameSite::lax) out.append("; SameSite=lax");
  if (cookie.same_site == SameSite::strict) out.append("; SameSite=strict");
  if (cookie.same_site == SameSite::none) out.append("; SameSite=none");
  if (cookie.secure) out.append("; Secure");
  return out;
}

SetCookie expired_cookie(std::string name, std::string path, std::string domain) {
  SetCookie cookie;
  cookie.name = std::move(name);
  cookie.path = std::move(path);
  cookie.domain = std::move(domain);
  cookie.max_age = 0;
  cookie.expires = 0;
  return cookie;
}

}  // namespace talaria::http
