#include "model/types/idna.hpp"
#include "model/types/ip_text.hpp"
#include "model/types/url_parser.hpp"

#include <array>
#include <cstdint>
#include <vector>

#include <talaria/base/strings.hpp>
#include <talaria/base/utf8.hpp>

// Hosts of URLs: domain names, IPv4 addresses in all their spellings, IPv6 addresses.
namespace talaria::model {

namespace {

constexpr const char* invalid_domain = "invalid international domain name";
constexpr const char* invalid_ipv4 = "invalid IPv4 address";
constexpr std::string_view forbidden_in_host("\0\t\n\r #/:<>?@[\\]^|", 17);

bool is_forbidden_in_domain(char c) {
  const auto octet = static_cast<unsigned char>(c);
  return octet <= 0x20 || octet == 0x7F || c == '%' || forbidden_in_host.find(c) != std::string_view::npos;
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escaped =
        text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0;
    out += escaped ? static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2])) : text[i];
    if (escaped) i += 2;
  }
  return out;
}

/// A part of an IPv4 address: decimal, octal behind `0`, hexadecimal behind `0x`. -1 when it is no number, and at most
/// 2 to the 32nd.
std::int64_t ipv4_number(std::string_view text) {
  if (text.empty()) return -1;
  int radix = 10;
  if (text.starts_with("0x") || text.starts_with("0X")) {
    radix = 16;
    text.remove_prefix(2);
  } else if (text.size() > 1 && text[0] == '0') {
    radix = 8;
    text.remove_prefix(1);
  }
  constexpr std::int64_t too_large = std::int64_t{1} << 32;
  std::int64_t value = 0;
  for (const char c : text) {
    const int digit = hex_digit(c);
    if (digit < 0 || digit >= radix) return -1;
    value = value * radix + digit;
    if (value > too_large) value = too_large;
  }
  return value;
}

std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> parts;
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find('.', start), text.size());
    parts.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  return parts;
}

/// Whether a name is an IPv4 address or nothing: its last part is a number.
bool ends_in_number(const std::vector<std::string_view>& parts) {
  const std::string_view last = parts.back();
  if (last.empty()) return false;
  bool digits = true;
  for (const char c : last) digits = digits && base::is_ascii_digit(c);
  return digits || ipv4_number(last) >= 0;
}

const char* parse_ipv4(const std::vector<std::string_view>& parts, std::string& out) {
  if (parts.size() > 4) return invalid_ipv4;
  std::uint64_t address = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::int64_t number = ipv4_number(parts[i]);
    const bool last = i + 1 == parts.size();
    const std::int64_t limit = last ? std::int64_t{1} << (8 * (4 - i)) : 256;
    if (number < 0 || number >= limit) return invalid_ipv4;
    address += static_cast<std::uint64_t>(number) << (last ? 0 : 8 * (3 - i));
  }
  out.clear();
  for (int shift = 24; shift >= 0; shift -= 8) {
    out += std::to_string((address >> shift) & 255);
    if (shift != 0) out += '.';
  }
  return nullptr;
}

const char* parse_domain(std::string_view text, std::string& out) {
  const std::string domain = percent_decoded(text);
  if (!base::is_valid_utf8(domain) || !domain_to_ascii(domain, out)) return invalid_domain;
  for (const char c : out) {
    if (is_forbidden_in_domain(c)) return invalid_domain;
  }
  if (out.empty()) return "empty host";
  std::vector<std::string_view> parts = split(out);
  if (parts.size() > 1 && parts.back().empty()) parts.pop_back();
  if (!ends_in_number(parts)) return nullptr;
  std::string address;
  const char* const fault = parse_ipv4(parts, address);
  out = std::move(address);
  return fault;
}

}  // namespace

const char* parse_host(std::string_view text, bool special, std::string& out) {
  out.clear();
  if (text.starts_with('[')) {
    std::array<std::uint16_t, 8> groups{};
    if (!text.ends_with(']') || !parse_ipv6(text.substr(1, text.size() - 2), groups)) return "invalid IPv6 address";
    out = '[' + print_ipv6(groups, Ipv4Tail::never) + ']';
    return nullptr;
  }
  if (special) return parse_domain(text, out);
  for (const char c : text) {
    if (forbidden_in_host.find(c) != std::string_view::npos) return "invalid domain character";
  }
  append_escaped(out, text, {});
  return nullptr;
}

}  // namespace talaria::model
