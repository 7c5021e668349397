// IpAddress: an address of either family as a value, and networks of them.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>
#include <sys/socket.h>

namespace talaria::server {

/// An address of IPv4 or IPv6. `::ffff:10.0.0.1` is the same as `10.0.0.1`, whichever way it came.
class IpAddress {
 public:
  using Octets = std::array<std::uint8_t, 16>;
  /// The longest text of an address, and a null.
  using Text = std::array<char, 46>;

  /// `::`.
  IpAddress() = default;
  /// Of sixteen octets of IPv6.
  explicit IpAddress(const Octets& octets) : octets_(octets) {}
  /// Of four octets of IPv4.
  static IpAddress v4(const std::uint8_t* octets);
  /// Reads `192.0.2.1` or `2001:db8::1`, without brackets, port or zone.
  [[nodiscard]] static std::optional<IpAddress> parse(std::string_view text);
  /// The address in a sockaddr_in or sockaddr_in6.
  [[nodiscard]] static std::optional<IpAddress> of(const sockaddr& address);

  [[nodiscard]] bool is_v4() const;
  [[nodiscard]] const Octets& octets() const { return octets_; }
  /// Writes it the usual way; a view into `out`.
  std::string_view write(Text& out) const;

  friend bool operator==(const IpAddress&, const IpAddress&) = default;

 private:
  Octets octets_{};  // of IPv6; IPv4 is mapped
};

/// The addresses whose first bits are the same.
class IpNetwork {
 public:
  /// One address.
  explicit IpNetwork(const IpAddress& address) : base_(address), bits_(128) {}
  /// The first `bits` of `base`, of the 128 that a mapped address has, too.
  IpNetwork(const IpAddress& base, unsigned bits) : base_(base), bits_(bits) {}
  /// Reads an address, or `10.0.0.0/8`; the bits behind the prefix must be zero.
  [[nodiscard]] static std::optional<IpNetwork> parse(std::string_view text);

  [[nodiscard]] bool contains(const IpAddress& address) const;

 private:
  IpAddress base_;
  unsigned bits_;
};

}  // namespace talaria::server
