// What strict mode refuses of a URL that browsers take all the same: the violations that Rust's url crate reports, of
// which Pydantic tells the last one.
#include "model/types/url_parser.hpp"

#include <algorithm>

#include <talaria/base/strings.hpp>
#include <talaria/base/utf8.hpp>

namespace talaria::model {

namespace {

/// The WHATWG's "URL code points", without `%`.
bool is_url_code_point(char32_t c) {
  if (c < 0x80) {
    const char ascii = static_cast<char>(c);
    return base::is_ascii_alpha(ascii) || base::is_ascii_digit(ascii) ||
           std::string_view("!$&'()*+,-./:;=?@_~").find(ascii) != std::string_view::npos;
  }
  return c >= 0xA0 && (c < 0xFDD0 || c > 0xFDEF) && (c & 0xFFFE) != 0xFFFE;
}

/// The character that a valid UTF-8 sequence stands for.
char32_t code_point(std::string_view sequence) {
  if (sequence.size() == 1) return static_cast<unsigned char>(sequence[0]);
  char32_t value = static_cast<unsigned char>(sequence[0]) & (0x7FU >> sequence.size());
  for (const char c : sequence.substr(1)) value = value << 6 | (static_cast<unsigned char>(c) & 0x3FU);
  return value;
}

bool is_drive_letter(std::string_view text) {
  return text.size() == 2 && base::is_ascii_alpha(text[0]) && (text[1] == ':' || text[1] == '|');
}

class SyntaxScan {
 public:
  const char* run(std::string_view text) {
    const std::size_t size = text.size();
    const auto is_blank = [](char c) { return static_cast<unsigned char>(c) <= 0x20; };
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    if (text.size() != size) violation_ = "leading or trailing control or space character are ignored in URLs";
    std::string clean;
    for (const char c : text) {
      if (c == '\t' || c == '\n' || c == '\r') {
        violation_ = "tabs or newlines are ignored in URLs";
      } else {
        clean += c;
      }
    }
    scan(clean);
    return violation_;
  }

 private:
  [[nodiscard]] bool is_slash(char c) const { return c == '/' || (special_ && c == '\\'); }

  void scan(std::string_view text) {
    const std::size_t colon = text.find(':');
    const int port = default_port(base::to_lower(text.substr(0, colon)));
    special_ = port >= 0;
    text.remove_prefix(colon + 1);
    const std::size_t hash = text.find('#');
    const std::string_view before = text.substr(0, hash);
    const std::size_t mark = before.find('?');
    if (port == 0) {
      scan_file(before.substr(0, mark));
    } else {
      scan_hierarchy(before.substr(0, mark));
    }
    if (mark != std::string_view::npos) check(before.substr(mark + 1));
    if (hash != std::string_view::npos) check_fragment(text.substr(hash + 1));
  }

  void scan_hierarchy(std::string_view text) {
    if (special_) {
      std::size_t slashes = 0;
      while (slashes < text.size() && is_slash(text[slashes])) ++slashes;
      if (text.substr(0, slashes) != "//") violation_ = "expected //";
      text.remove_prefix(slashes);
    } else if (text.starts_with("//")) {
      text.remove_prefix(2);
    } else {
      return check(text);
    }
    const auto end = std::find_if(text.begin(), text.end(), [this](char c) { return is_slash(c); });
    const auto length = static_cast<std::size_t>(end - text.begin());
    scan_userinfo(text.substr(0, length));
    scan_path(text.substr(length), false);
  }

  void scan_file(std::string_view text) {
    if (!text.starts_with("//")) violation_ = "expected // after file:";
    bool has_host = false;
    for (int i = 0; i < 2 && !text.empty() && is_slash(text.front()); ++i) {
      if (text.front() == '\\') violation_ = backslash;
      text.remove_prefix(1);
      if (i == 0) continue;
      const std::string_view host = text.substr(0, std::min(text.find_first_of("/\\"), text.size()));
      if (is_drive_letter(host)) break;
      has_host = !host.empty() && !base::iequals(host, "localhost");
      text.remove_prefix(host.size());
      // The slash before the path.
      if (text.starts_with('\\')) violation_ = backslash;
      if (!text.empty()) text.remove_prefix(1);
    }
    scan_path(text, has_host);
  }

  void scan_userinfo(std::string_view authority) {
    const std::size_t last = authority.rfind('@');
    if (last == std::string_view::npos) return;
    if (authority.find('@') != last) violation_ = "unencoded @ sign in username or password";
    check(authority.substr(0, last));
  }

  /// `has_host`: of a file.
  void scan_path(std::string_view path, bool has_host) {
    for (bool first = true; !path.empty(); first = false) {
      const auto end = std::find_if(path.begin(), path.end(), [this](char c) { return is_slash(c); });
      const std::string_view segment = path.substr(0, static_cast<std::size_t>(end - path.begin()));
      check(segment);
      if (end != path.end() && *end == '\\') violation_ = backslash;
      if (first && has_host && is_drive_letter(segment)) violation_ = "file: with host and Windows drive letter";
      path.remove_prefix(std::min(segment.size() + 1, path.size()));
    }
  }

  /// Looks at each character.
  void check(std::string_view text) {
    while (!text.empty()) {
      const std::size_t size = std::max<std::size_t>(base::utf8_sequence(text.data(), text.data() + text.size()), 1);
      if (text[0] == '%') {
        const bool escaped = text.size() > 2 && hex_digit(text[1]) >= 0 && hex_digit(text[2]) >= 0;
        if (!escaped) violation_ = "expected 2 hex digits after %";
      } else if (!is_url_code_point(code_point(text.substr(0, size)))) {
        violation_ = "non-URL code point";
      }
      text.remove_prefix(size);
    }
  }

  void check_fragment(std::string_view text) {
    for (std::size_t null = text.find('\0'); null != std::string_view::npos; null = text.find('\0')) {
      check(text.substr(0, null));
      violation_ = "NULL characters are ignored in URL fragment identifiers";
      text.remove_prefix(null + 1);
    }
    check(text);
  }

  static constexpr const char* backslash = "backslash";

  const char* violation_ = nullptr;
  bool special_ = false;
};

}  // namespace

UrlProblem parse_url(std::string_view text, UrlSyntax syntax, UrlParts& out) {
  if (const char* const fault = parse_url(text, out)) return {fault};
  return {syntax == UrlSyntax::strict ? SyntaxScan().run(text) : nullptr, true};
}

}  // namespace talaria::model
