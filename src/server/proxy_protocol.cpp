#include "server/proxy_protocol.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include <talaria/base/strings.hpp>

namespace talaria::server {

namespace {

using namespace std::string_view_literals;

constexpr std::string_view text_start = "PROXY ";
constexpr std::string_view signature = "\r\n\r\n\0\r\nQUIT\n"sv;
constexpr std::size_t longest_line = 107;  // section 2.1, with CRLF
constexpr std::size_t fixed_part = 16;     // of version 2
constexpr std::size_t unix_addresses = 2 * 108;

enum Extension : std::uint8_t { checksum_extension = 0x03, tls_extension = 0x20 };
constexpr std::uint8_t client_uses_tls = 0x01;

std::uint8_t octet(std::string_view text, std::size_t at) {
  return static_cast<std::uint8_t>(text[at]);
}

std::uint16_t number16(std::string_view text, std::size_t at) {
  return static_cast<std::uint16_t>(octet(text, at) << 8 | octet(text, at + 1));
}

constexpr std::array<std::uint32_t, 256> make_crc32c_table() {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t i = 0; i < 256; ++i) {
    std::uint32_t value = i;
    for (int bit = 0; bit < 8; ++bit) value = (value >> 1) ^ ((value & 1) != 0 ? 0x82F63B78u : 0u);
    table[i] = value;
  }
  return table;
}

std::uint32_t crc32c(std::string_view octets) {
  static constexpr auto table = make_crc32c_table();
  std::uint32_t crc = 0xFFFFFFFFu;
  for (std::size_t i = 0; i < octets.size(); ++i) crc = table[(crc ^ octet(octets, i)) & 0xFF] ^ (crc >> 8);
  return ~crc;
}

// Takes the text before the next blank, or all that is left.
std::string_view take_word(std::string_view& line) {
  const auto blank = std::min(line.find(' '), line.size());
  const std::string_view word = line.substr(0, blank);
  line.remove_prefix(std::min(blank + 1, line.size()));
  return word;
}

// Decimal, without zeros in front.
std::optional<std::uint16_t> read_port(std::string_view text) {
  if (text.empty() || text.size() > 5 || (text.size() > 1 && text.front() == '0')) return std::nullopt;
  unsigned value = 0;
  for (const char c : text) {
    if (!base::is_ascii_digit(c)) return std::nullopt;
    value = value * 10 + static_cast<unsigned>(c - '0');
  }
  return value <= 65535 ? std::optional(static_cast<std::uint16_t>(value)) : std::nullopt;
}

// An address of the family that the header names.
std::optional<IpAddress> read_address(std::string_view text, bool v4) {
  const bool written_v4 = text.find(':') == std::string_view::npos;
  return written_v4 == v4 ? IpAddress::parse(text) : std::nullopt;
}

IpAddress address_at(std::string_view text, std::size_t at, bool v4) {
  IpAddress::Octets octets{};
  for (std::size_t i = 0; i < (v4 ? 4u : 16u); ++i) octets[i] = octet(text, at + i);
  return v4 ? IpAddress::v4(octets.data()) : IpAddress(octets);
}

}  // namespace

std::size_t ProxyHeaderParser::feed(std::string_view octets) {
  std::size_t taken = 0;
  while (state_ == State::incomplete && taken < octets.size()) {
    const std::size_t size = std::min(wanted(), octets.size() - taken);
    header_octets_.append(octets.substr(taken, size));
    taken += size;
    look();
  }
  return taken;
}

// How many octets may be taken without a look at them.
std::size_t ProxyHeaderParser::wanted() const {
  const std::size_t have = header_octets_.size();
  const bool binary = have > 0 && header_octets_.front() == signature.front();
  if (!binary) return 1;
  if (have < signature.size() + 1) return 1;
  if (have < fixed_part) return fixed_part - have;
  return fixed_part + number16(header_octets_, fixed_part - 2) - have;
}

void ProxyHeaderParser::look() {
  const std::string_view octets = header_octets_;
  const bool binary = octets.front() == signature.front();
  const std::string_view start = binary ? signature : text_start;
  const std::size_t compared = std::min(start.size(), octets.size());
  bool good = octets.substr(0, compared) == start.substr(0, compared);
  bool whole = false;
  if (binary) {
    // The higher half of the octet is the version.
    if (octets.size() > signature.size()) good = good && (octet(octets, signature.size()) & 0xF0) == 0x20;
    if (octets.size() >= fixed_part) {
      const std::size_t length = fixed_part + number16(octets, fixed_part - 2);
      good = good && length <= longest;
      whole = octets.size() == length;
    }
    if (good && whole) good = parse_binary();
  } else {
    whole = octets.ends_with('\n');
    if (whole) {
      good = good && octets.ends_with("\r\n") && parse_text(octets.substr(0, octets.size() - 2));
    } else {
      // A carriage return is the end of the line or nothing.
      const auto carriage_return = octets.find('\r');
      good = good && octets.size() < longest_line &&
             (carriage_return == std::string_view::npos || carriage_return + 1 == octets.size());
    }
  }
  state_ = !good ? State::failed : whole ? State::complete : State::incomplete;
  // A connection that goes on for long needs none of it.
  if (state_ != State::incomplete) header_octets_ = std::string();
}

// "PROXY TCP4 192.0.2.1 198.51.100.1 56324 443", without the end of the line.
bool ProxyHeaderParser::parse_text(std::string_view line) {
  if (line.size() < text_start.size()) return false;
  line.remove_prefix(text_start.size());
  const std::string_view family = take_word(line);
  if (family == "UNKNOWN") return true;
  if (family != "TCP4" && family != "TCP6") return false;
  const bool v4 = family == "TCP4";
  const auto client = read_address(take_word(line), v4);
  const auto proxy = read_address(take_word(line), v4);
  const auto client_port = read_port(take_word(line));
  const auto proxy_port = read_port(line);
  if (!client || !proxy || !client_port || !proxy_port) return false;
  header_.has_client = true;
  header_.client = *client;
  header_.client_port = *client_port;
  return true;
}

bool ProxyHeaderParser::parse_binary() {
  const std::string_view octets = header_octets_;
  const std::uint8_t command = octet(octets, 12) & 0x0F;
  if (command > 1) return false;
  // LOCAL: the proxy speaks for itself, for instance to see whether we live. What follows is skipped (section 2.2).
  if (command == 0) return true;
  std::size_t addresses = 0;
  if (!parse_addresses(octets.substr(fixed_part), addresses)) return false;
  return parse_extensions(fixed_part + addresses);
}

bool ProxyHeaderParser::parse_addresses(std::string_view body, std::size_t& length) {
  const std::uint8_t family = octet(header_octets_, 13);
  switch (family) {
    case 0x00:  // unspecified
      length = 0;
      return true;
    case 0x11:    // TCP over IPv4
    case 0x21: {  // TCP over IPv6
      const bool v4 = family == 0x11;
      const std::size_t size = v4 ? 4 : 16;
      length = 2 * size + 4;
      if (body.size() < length) return false;
      header_.has_client = true;
      header_.client = address_at(body, 0, v4);
      header_.client_port = number16(body, 2 * size);
      return true;
    }
    case 0x31:  // a stream through a unix socket
      length = unix_addresses;
      return body.size() >= length;
    default:
      return false;
  }
}

// Type, length and value, one after the other, to the end.
bool ProxyHeaderParser::parse_extensions(std::size_t at) {
  const std::string_view octets = header_octets_;
  while (at < octets.size()) {
    if (octets.size() - at < 3) return false;
    const std::uint8_t type = octet(octets, at);
    const std::size_t size = number16(octets, at + 1);
    at += 3;
    if (octets.size() - at < size) return false;
    if (type == checksum_extension && (size != 4 || !checksum_fits(at))) return false;
    if (type == tls_extension) {
      if (size < 5) return false;
      header_.secure = (octet(octets, at) & client_uses_tls) != 0;
    }
    at += size;
  }
  return true;
}

// Section 2.2.3: over the whole header, with zeros in the place of the checksum.
bool ProxyHeaderParser::checksum_fits(std::size_t at) const {
  std::string octets = header_octets_;
  const std::uint32_t said = static_cast<std::uint32_t>(number16(octets, at)) << 16 | number16(octets, at + 2);
  octets.replace(at, 4, 4, '\0');
  return crc32c(octets) == said;
}

}  // namespace talaria::server
