// IP addresses as texts.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace talaria::model {

/// `192.0.2.1`, strictly: four decimal numbers without leading zeros.
bool parse_ipv4(std::string_view text, std::array<std::uint8_t, 4>& out);
/// `2001:db8::1` and `::ffff:192.0.2.1`.
bool parse_ipv6(std::string_view text, std::array<std::uint16_t, 8>& out);

[[nodiscard]] std::string print_ipv4(const std::array<std::uint8_t, 4>& octets);

/// Whether an IPv4 address in an IPv6 one is written as such.
enum class Ipv4Tail : bool { never, mapped };
/// The shortest form of RFC 5952.
[[nodiscard]] std::string print_ipv6(const std::array<std::uint16_t, 8>& groups, Ipv4Tail tail);

}  // namespace talaria::model
