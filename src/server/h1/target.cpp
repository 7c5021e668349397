#include "server/h1/target.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <array>

#include <talaria/base/strings.hpp>
#include <talaria/http/grammar.hpp>

namespace talaria::server::h1 {

namespace {

bool is_port(std::string_view text) {
  unsigned value = 0;
  for (const char c : text) {
    if (!base::is_ascii_digit(c)) return false;
    value = std::min(value * 10 + static_cast<unsigned>(c - '0'), 100'000u);
  }
  return value <= 65535;
}

bool is_ipv6_address(std::string_view text) {
  std::array<char, INET6_ADDRSTRLEN> buffer{};
  if (text.size() >= buffer.size()) return false;
  text.copy(buffer.data(), text.size());
  in6_addr address{};
  return ::inet_pton(AF_INET6, buffer.data(), &address) == 1;
}

bool is_registered_name(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (http::is_host_octet(text[i])) continue;
    if (text[i] != '%' || i + 2 >= text.size()) return false;
    if (http::hex_value(text[i + 1]) < 0 || http::hex_value(text[i + 2]) < 0) return false;
    i += 2;
  }
  return true;
}

// The length of `http://` or `https://` at the beginning, or 0.
std::size_t scheme_length(std::string_view text) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (base::iequals(text.substr(0, scheme.size()), scheme)) return scheme.size();
  }
  return 0;
}

}  // namespace

bool is_host_value(std::string_view text) {
  if (!text.empty() && text.front() == '[') {
    const auto close = text.find(']');
    if (close == std::string_view::npos || !is_ipv6_address(text.substr(1, close - 1))) return false;
    text.remove_prefix(close + 1);
    return text.empty() || (text.front() == ':' && is_port(text.substr(1)));
  }
  std::size_t end = 0;
  while (end < text.size() && http::is_host_octet(text[end])) ++end;
  if (end == text.size()) return true;
  if (text[end] == ':') return is_port(text.substr(end + 1));
  // Only here are there percent-encodings to look at, or something that does not belong.
  const auto colon = std::min(text.find(':'), text.size());
  return is_registered_name(text.substr(0, colon)) && is_port(text.substr(std::min(colon + 1, text.size())));
}

Target parse_target(std::string_view text, http::Method method) {
  Target target;
  if (text.empty()) return target;
  if (text.front() == '/') {
    target.origin = text;
    target.valid = true;
    return target;
  }
  if (text == "*") {
    target.origin = text;
    target.valid = method == http::Method::options;
    return target;
  }
  const std::size_t scheme = scheme_length(text);
  if (scheme == 0) return target;
  text.remove_prefix(scheme);
  const auto end = std::min(text.find_first_of("/?"), text.size());
  target.authority = text.substr(0, end);
  target.origin = text.substr(end);
  // A host must be there (RFC 9110 section 4.2.1), and what stands before an `@` is refused as in section 4.2.4.
  target.valid = !target.authority.empty() && target.authority.front() != ':' && is_host_value(target.authority);
  return target;
}

}  // namespace talaria::server::h1
