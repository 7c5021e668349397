#include "model/types/ip_text.hpp"

#include <talaria/base/strings.hpp>

namespace talaria::model {

namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = base::ascii_lower(c);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// Groups between colons, an IPv4 address in place of the last two if `tail`; their number, or -1.
int parse_groups(std::string_view text, bool tail, std::uint16_t* out, int room) {
  int count = 0;
  if (text.empty()) return 0;
  while (true) {
    const std::size_t colon = text.find(':');
    const std::string_view group = text.substr(0, colon);
    if (tail && colon == std::string_view::npos && group.find('.') != std::string_view::npos) {
      std::array<std::uint8_t, 4> octets{};
      if (count + 2 > room || !parse_ipv4(group, octets)) return -1;
      out[count] = static_cast<std::uint16_t>(octets[0] * 256 + octets[1]);
      out[count + 1] = static_cast<std::uint16_t>(octets[2] * 256 + octets[3]);
      return count + 2;
    }
    if (group.empty() || group.size() > 4 || count == room) return -1;
    unsigned value = 0;
    for (const char c : group) {
      const int digit = hex_value(c);
      if (digit < 0) return -1;
      value = value * 16 + static_cast<unsigned>(digit);
    }
    out[count++] = static_cast<std::uint16_t>(value);
    if (colon == std::string_view::npos) return count;
    text.remove_prefix(colon + 1);
  }
}

}  // namespace

bool parse_ipv4(std::string_view text, std::array<std::uint8_t, 4>& out) {
  for (std::size_t i = 0; i < 4; ++i) {
    const std::size_t dot = i < 3 ? text.find('.') : text.size();
    if (dot == std::string_view::npos || dot == 0 || dot > 3) return false;
    int value = 0;
    for (const char c : text.substr(0, dot)) {
      if (!base::is_ascii_digit(c)) return false;
      value = value * 10 + (c - '0');
    }
    if (value > 255 || (dot > 1 && text[0] == '0')) return false;
    out[i] = static_cast<std::uint8_t>(value);
    text.remove_prefix(i < 3 ? dot + 1 : dot);
  }
  return text.empty();
}

bool parse_ipv6(std::string_view text, std::array<std::uint16_t, 8>& out) {
  out = {};
  const std::size_t gap = text.find("::");
  if (gap == std::string_view::npos) return parse_groups(text, true, out.data(), 8) == 8;
  std::uint16_t back[8] = {};
  const int before = parse_groups(text.substr(0, gap), false, out.data(), 7);
  if (before < 0) return false;
  const int behind = parse_groups(text.substr(gap + 2), true, back, 7 - before);
  for (int i = 0; i < behind; ++i) out[static_cast<std::size_t>(8 - behind + i)] = back[i];
  return behind >= 0;
}

std::string print_ipv4(const std::array<std::uint8_t, 4>& octets) {
  std::string out;
  for (const std::uint8_t octet : octets) {
    if (!out.empty()) out += '.';
    out += std::to_string(octet);
  }
  return out;
}

std::string print_ipv6(const std::array<std::uint16_t, 8>& groups, Ipv4Tail tail) {
  const bool mapped =
      groups[5] == 0xFFFF && groups[0] == 0 && groups[1] == 0 && groups[2] == 0 && groups[3] == 0 && groups[4] == 0;
  if (mapped && tail == Ipv4Tail::mapped) {
    return "::ffff:" + print_ipv4({static_cast<std::uint8_t>(groups[6] >> 8), static_cast<std::uint8_t>(groups[6]),
                                   static_cast<std::uint8_t>(groups[7] >> 8), static_cast<std::uint8_t>(groups[7])});
  }
  std::size_t gap = 8;
  std::size_t gap_size = 1;  // one zero alone is not left out
  for (std::size_t i = 0; i < 8; ++i) {
    std::size_t size = 0;
    while (i + size < 8 && groups[i + size] == 0) ++size;
    if (size > gap_size) {
      gap = i;
      gap_size = size;
    }
    if (size > 0) i += size - 1;
  }
  constexpr const char* hex = "0123456789abcdef";
  std::string out;
  for (std::size_t i = 0; i < 8; ++i) {
    if (i == gap) {
      out += "::";
      i += gap_size - 1;
      continue;
    }
    if (!out.empty() && out.back() != ':') out += ':';
    bool begun = false;
    for (int shift = 12; shift >= 0; shift -= 4) {
      const unsigned digit = (groups[i] >> shift) & 15U;
      begun = begun || digit != 0 || shift == 0;
      if (begun) out += hex[digit];
    }
  }
  return out;
}

}  // namespace talaria::model
