// IPv4Address, IPv6Address, IPvAnyAddress, and networks and interfaces of the same kinds.
#pragma once
#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include <talaria/model/describe.hpp>
#include <talaria/model/text_format.hpp>

namespace talaria {

/// An IP address of either version, with a prefix length where it is that of a network or of an interface.
class IpValue {
 public:
  using talaria_prints_itself = void;

  [[nodiscard]] bool is_v6() const { return is_v6_; }
  /// The octets: 4 or 16 of them count.
  [[nodiscard]] const std::array<std::uint8_t, 16>& octets() const { return octets_; }
  /// How many bits are the network's; all for a plain address.
  [[nodiscard]] int prefix_length() const { return prefix_; }
  /// Of a link-local address the interface, `eth0`.
  [[nodiscard]] const std::string& scope_id() const { return scope_; }
  /// `192.0.2.1`, `2001:db8::1`, `192.0.2.0/24`
  [[nodiscard]] std::string to_string() const;
  /// Whether the first bits of `other`, as many as are the network's, are the same.
  [[nodiscard]] bool contains(const IpValue& other) const;

  // Version 4 comes before version 6.
  friend auto operator<=>(const IpValue&, const IpValue&) = default;

 protected:
  IpValue() = default;

 private:
  friend struct IpReader;
  bool is_v6_ = false;
  bool shows_prefix_ = false;
  std::uint8_t prefix_ = 32;
  std::array<std::uint8_t, 16> octets_{};
  std::string scope_;
};

/// What a value with an IP address is, and which versions it takes.
enum class IpKind : std::uint8_t {
  v4_address,
  v6_address,
  any_address,
  v4_network,  ///< an address whose bits behind the prefix are 0
  v6_network,
  any_network,
  v4_interface,  ///< an address and the prefix of its network
  v6_interface,
  any_interface,
};
inline constexpr std::size_t ip_kinds = 9;

namespace model {
/// The functions for each kind.
extern const CustomOps ip_ops[ip_kinds];
/// Fills a value from its text; throws ValueError.
void parse_ip(IpKind kind, std::string_view text, IpValue& out);
}  // namespace model

/// A value of one kind; `0.0.0.0` or `::` when default-constructed.
template <IpKind Kind>
class IpOf : public IpValue {
 public:
  IpOf();
  /// Reads a text as validation does; throws ValueError.
  explicit IpOf(std::string_view text) { model::parse_ip(Kind, text, *this); }
  explicit IpOf(const char* text) : IpOf(std::string_view(text)) {}
  [[nodiscard]] static IpOf parse(std::string_view text) { return IpOf(text); }
};

template <IpKind Kind>
IpOf<Kind>::IpOf() {
  constexpr bool v6 = Kind == IpKind::v6_address || Kind == IpKind::v6_network || Kind == IpKind::v6_interface;
  model::parse_ip(Kind, v6 ? "::" : "0.0.0.0", *this);
}

using IPv4Address = IpOf<IpKind::v4_address>;
using IPv6Address = IpOf<IpKind::v6_address>;
using IPvAnyAddress = IpOf<IpKind::any_address>;
using IPv4Network = IpOf<IpKind::v4_network>;
using IPv6Network = IpOf<IpKind::v6_network>;
using IPvAnyNetwork = IpOf<IpKind::any_network>;
using IPv4Interface = IpOf<IpKind::v4_interface>;
using IPv6Interface = IpOf<IpKind::v6_interface>;
using IPvAnyInterface = IpOf<IpKind::any_interface>;

namespace model {
template <IpKind Kind>
struct Describe<IpOf<Kind>> {
  static constexpr TypeInfo make() { return detail::custom<IpOf<Kind>>("ip", ip_ops[static_cast<std::size_t>(Kind)]); }
};
}  // namespace model

}  // namespace talaria

template <talaria::IpKind Kind>
struct std::hash<talaria::IpOf<Kind>> {
  std::size_t operator()(const talaria::IpOf<Kind>& value) const {
    const std::string_view octets(reinterpret_cast<const char*>(value.octets().data()), value.octets().size());
    return std::hash<std::string_view>{}(octets) ^ static_cast<std::size_t>(value.prefix_length());
  }
};
