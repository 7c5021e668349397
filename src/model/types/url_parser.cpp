#include "model/types/url_parser.hpp"

#include <vector>

#include <talaria/base/strings.hpp>

namespace talaria::model {

namespace {

constexpr const char* empty_host = "empty host";
constexpr const char* invalid_port = "invalid port number";

bool is_control_or_space(char c) {
  return static_cast<unsigned char>(c) <= 0x20;
}

/// A colon or a bar behind a letter, `C:`.
bool is_drive_letter(std::string_view text) {
  return text.size() == 2 && base::is_ascii_alpha(text[0]) && (text[1] == ':' || text[1] == '|');
}

bool is_single_dot(std::string_view segment) {
  return segment == "." || base::iequals(segment, "%2e");
}

bool is_double_dot(std::string_view segment) {
  return segment == ".." || base::iequals(segment, ".%2e") || base::iequals(segment, "%2e.") ||
         base::iequals(segment, "%2e%2e");
}

class UrlParser {
 public:
  explicit UrlParser(UrlParts& out) : out_(out) {}

  const char* parse(std::string_view text) {
    while (!text.empty() && is_control_or_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_control_or_space(text.back())) text.remove_suffix(1);
    for (const char c : text) {
      if (c != '\t' && c != '\n' && c != '\r') clean_ += c;
    }
    rest_ = clean_;
    if (!take_scheme()) return "relative URL without a base";
    const int port = default_port(out_.scheme);
    special_ = port >= 0;
    file_ = port == 0;
    take_tail();
    if (file_) return parse_file();
    if (special_) {
      while (!rest_.empty() && is_slash(rest_.front())) rest_.remove_prefix(1);
      return parse_authority();
    }
    if (rest_.starts_with("//")) {
      rest_.remove_prefix(2);
      return parse_authority();
    }
    if (rest_.starts_with('/')) {
      parse_path();
    } else {
      parse_opaque_path();
    }
    return nullptr;
  }

 private:
  [[nodiscard]] bool is_slash(char c) const { return c == '/' || (special_ && c == '\\'); }

  bool take_scheme() {
    const std::size_t colon = rest_.find(':');
    if (colon == std::string_view::npos || colon == 0 || !base::is_ascii_alpha(rest_[0])) return false;
    for (const char c : rest_.substr(0, colon)) {
      if (!base::is_ascii_alpha(c) && !base::is_ascii_digit(c) && c != '+' && c != '-' && c != '.') return false;
    }
    out_.scheme = base::to_lower(rest_.substr(0, colon));
    rest_.remove_prefix(colon + 1);
    return true;
  }

  /// Cuts query and fragment off the end.
  void take_tail() {
    if (const auto hash = rest_.find('#'); hash != std::string_view::npos) {
      append_escaped(out_.fragment.emplace(), rest_.substr(hash + 1), escapes::fragment);
      rest_ = rest_.substr(0, hash);
    }
    if (const auto mark = rest_.find('?'); mark != std::string_view::npos) {
      append_escaped(out_.query.emplace(), rest_.substr(mark + 1), special_ ? escapes::special_query : escapes::query);
      rest_ = rest_.substr(0, mark);
    }
  }

  const char* parse_authority() {
    std::size_t end = 0;
    while (end < rest_.size() && !is_slash(rest_[end])) ++end;
    std::string_view authority = rest_.substr(0, end);
    rest_.remove_prefix(end);
    const std::size_t at = authority.rfind('@');
    if (at != std::string_view::npos) {
      parse_userinfo(authority.substr(0, at));
      authority.remove_prefix(at + 1);
      // As Rust's crate has it: behind a lone `@` nothing but the end may come.
      const bool ends = rest_.empty() && !out_.query && !out_.fragment;
      if (authority.empty() && at == 0 && !ends) return empty_host;
    }
    if (const char* const fault = parse_host_and_port(authority)) return fault;
    parse_path();
    return nullptr;
  }

  void parse_userinfo(std::string_view text) {
    const std::size_t colon = text.find(':');
    append_escaped(out_.username, text.substr(0, colon), escapes::userinfo);
    if (colon != std::string_view::npos) append_escaped(out_.password, text.substr(colon + 1), escapes::userinfo);
  }

  const char* parse_host_and_port(std::string_view text) {
    std::size_t colon = 0;
    bool bracketed = false;
    for (; colon < text.size(); ++colon) {
      if (text[colon] == '[') bracketed = true;
      if (text[colon] == ']') bracketed = false;
      if (text[colon] == ':' && !bracketed) break;
    }
    const std::string_view host = text.substr(0, colon);
    const bool has_more = colon < text.size() || !out_.username.empty() || !out_.password.empty();
    if (host.empty() && (special_ || has_more)) return empty_host;
    if (const char* const fault = parse_host(host, special_, out_.host.emplace())) return fault;
    if (colon == text.size()) return nullptr;
    std::string_view port = text.substr(colon + 1);
    // A path begins here, although only special URLs have such slashes.
    if (const std::size_t backslash = port.find('\\'); backslash != std::string_view::npos) {
      rest_ = {port.data() + backslash, port.size() - backslash + rest_.size()};
      port = port.substr(0, backslash);
    }
    return parse_port(port);
  }

  const char* parse_port(std::string_view text) {
    int port = 0;
    for (const char c : text) {
      if (!base::is_ascii_digit(c)) return invalid_port;
      port = port * 10 + (c - '0');
      if (port > 65535) return invalid_port;
    }
    if (!text.empty() && port != default_port(out_.scheme)) out_.port = port;
    return nullptr;
  }

  const char* parse_file() {
    out_.host.emplace();
    const bool has_authority = rest_.size() >= 2 && is_slash(rest_[0]) && is_slash(rest_[1]);
    if (has_authority) {
      rest_.remove_prefix(2);
      std::size_t end = 0;
      while (end < rest_.size() && !is_slash(rest_[end])) ++end;
      const std::string_view host = rest_.substr(0, end);
      if (!is_drive_letter(host)) {
        rest_.remove_prefix(end);
        if (!host.empty()) {
          if (const char* const fault = parse_host(host, true, *out_.host)) return fault;
        }
        if (*out_.host == "localhost") out_.host->clear();
      }
    }
    parse_path();
    // As Rust's crate has it: one slash in front, and a drive is never on another machine.
    while (out_.path.starts_with("//")) out_.path.erase(0, 1);
    if (out_.path.size() > 2 && is_drive_letter(std::string_view(out_.path).substr(1, 2))) out_.host->clear();
    return nullptr;
  }

  void parse_path() {
    // Without a slash there is no path, but special URLs have one all the same.
    if (rest_.empty() && !special_) return;
    if (!rest_.empty() && is_slash(rest_.front())) rest_.remove_prefix(1);
    std::vector<std::string> segments;
    while (true) {
      std::size_t end = 0;
      while (end < rest_.size() && !is_slash(rest_[end])) ++end;
      const bool last = end == rest_.size();
      add_segment(segments, rest_.substr(0, end), last);
      if (last) break;
      rest_.remove_prefix(end + 1);
    }
    for (const std::string& segment : segments) out_.path += '/' + segment;
  }

  void add_segment(std::vector<std::string>& segments, std::string_view text, bool last) {
    if (is_double_dot(text)) {
      const bool is_drive = file_ && segments.size() == 1 && is_drive_letter(segments[0]);
      if (!segments.empty() && !is_drive) segments.pop_back();
      if (last) segments.emplace_back();
    } else if (is_single_dot(text)) {
      if (last) segments.emplace_back();
    } else if (file_ && segments.empty() && is_drive_letter(text)) {
      segments.push_back({text[0], ':'});
    } else {
      append_escaped(segments.emplace_back(), text, escapes::path);
    }
  }

  void parse_opaque_path() {
    out_.opaque = true;
    append_escaped(out_.path, rest_, {});
  }

  UrlParts& out_;
  std::string clean_;
  std::string_view rest_;
  bool special_ = false;
  bool file_ = false;
};

}  // namespace

int default_port(std::string_view scheme) {
  if (scheme == "http" || scheme == "ws") return 80;
  if (scheme == "https" || scheme == "wss") return 443;
  if (scheme == "ftp") return 21;
  return scheme == "file" ? 0 : -1;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = base::ascii_lower(c);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

void append_escaped(std::string& out, std::string_view text, std::string_view also) {
  constexpr const char* hex = "0123456789ABCDEF";
  for (const char c : text) {
    const auto octet = static_cast<unsigned char>(c);
    if (octet >= 0x20 && octet < 0x7F && also.find(c) == std::string_view::npos) {
      out += c;
    } else {
      out += '%';
      out += hex[octet >> 4];
      out += hex[octet & 15];
    }
  }
}

const char* parse_url(std::string_view text, UrlParts& out) {
  return UrlParser(out).parse(text);
}

}  // namespace talaria::model
