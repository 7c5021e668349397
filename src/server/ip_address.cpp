#include "server/ip_address.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <charconv>
#include <netinet/in.h>

namespace talaria::server {

namespace {

constexpr std::array<std::uint8_t, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

// Whether the first `bits` of both are the same.
bool same_prefix(const IpAddress::Octets& a, const IpAddress::Octets& b, unsigned bits) {
  const std::size_t whole = bits / 8;
  if (!std::equal(a.begin(), a.begin() + whole, b.begin())) return false;
  const unsigned rest = bits % 8;
  return rest == 0 || ((a[whole] ^ b[whole]) >> (8 - rest)) == 0;
}

}  // namespace

IpAddress IpAddress::v4(const std::uint8_t* octets) {
  IpAddress address;
  std::copy(mapped.begin(), mapped.end(), address.octets_.begin());
  std::copy(octets, octets + 4, address.octets_.begin() + mapped.size());
  return address;
}

std::optional<IpAddress> IpAddress::parse(std::string_view text) {
  Text buffer{};
  // With a null in it, only what stands before that would be read.
  if (text.size() >= buffer.size() || text.find('\0') != std::string_view::npos) return std::nullopt;
  text.copy(buffer.data(), text.size());
  Octets octets{};
  if (::inet_pton(AF_INET, buffer.data(), octets.data()) == 1) return v4(octets.data());
  if (::inet_pton(AF_INET6, buffer.data(), octets.data()) == 1) return IpAddress(octets);
  return std::nullopt;
}

std::optional<IpAddress> IpAddress::of(const sockaddr& address) {
  Octets octets{};
  if (address.sa_family == AF_INET) {
    std::memcpy(octets.data(), &reinterpret_cast<const sockaddr_in&>(address).sin_addr, 4);
    return v4(octets.data());
  }
  if (address.sa_family != AF_INET6) return std::nullopt;
  std::memcpy(octets.data(), &reinterpret_cast<const sockaddr_in6&>(address).sin6_addr, octets.size());
  return IpAddress(octets);
}

bool IpAddress::is_v4() const {
  return std::equal(mapped.begin(), mapped.end(), octets_.begin());
}

std::string_view IpAddress::write(Text& out) const {
  const char* const text = is_v4() ? ::inet_ntop(AF_INET, octets_.data() + mapped.size(), out.data(), out.size())
                                   : ::inet_ntop(AF_INET6, octets_.data(), out.data(), out.size());
  return text == nullptr ? std::string_view{} : std::string_view{text};
}

std::optional<IpNetwork> IpNetwork::parse(std::string_view text) {
  const auto slash = text.find('/');
  const auto address = IpAddress::parse(text.substr(0, slash));
  if (!address) return std::nullopt;
  if (slash == std::string_view::npos) return IpNetwork(*address);
  const std::string_view length = text.substr(slash + 1);
  unsigned bits = 0;
  const auto [end, error] = std::from_chars(length.data(), length.data() + length.size(), bits);
  if (error != std::errc() || end != length.data() + length.size()) return std::nullopt;
  // A mapped IPv4 address written as such counts in IPv4's bits only when it was written in IPv4.
  const bool written_v4 = text.substr(0, slash).find(':') == std::string_view::npos;
  if (bits > (written_v4 ? 32u : 128u)) return std::nullopt;
  if (written_v4) bits += 96;
  for (unsigned bit = bits; bit < 128; ++bit) {
    if ((address->octets()[bit / 8] >> (7 - bit % 8) & 1) != 0) return std::nullopt;
  }
  return IpNetwork(*address, bits);
}

bool IpNetwork::contains(const IpAddress& address) const {
  return same_prefix(base_.octets(), address.octets(), bits_);
}

}  // namespace talaria::server
