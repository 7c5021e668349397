// Uuid: a universally unique identifier (RFC 9562).
#pragma once
#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include <talaria/model/describe.hpp>
#include <talaria/model/text_format.hpp>

namespace talaria {

/// Sixteen octets. Read with or without hyphens, in braces or as `urn:uuid:…`; written with hyphens in lower case.
class Uuid {
 public:
  using talaria_prints_itself = void;

  /// The nil UUID, all zeros.
  constexpr Uuid() = default;
  constexpr explicit Uuid(const std::array<std::uint8_t, 16>& octets) : octets_(octets) {}
  /// Reads a text as validation does; throws ValueError.
  [[nodiscard]] static Uuid parse(std::string_view text);
  /// A new random one (version 4).
  [[nodiscard]] static Uuid v4();
  /// A new one that begins with the time to the millisecond (version 7): later ones are greater.
  [[nodiscard]] static Uuid v7();

  [[nodiscard]] constexpr const std::array<std::uint8_t, 16>& octets() const { return octets_; }
  /// 1 to 8; 0 for other variants than that of RFC 9562.
  [[nodiscard]] constexpr int version() const { return (octets_[8] & 0xC0) == 0x80 ? octets_[6] >> 4 : 0; }
  /// `123e4567-e89b-42d3-a456-426614174000`
  [[nodiscard]] std::string to_string() const;

  friend constexpr auto operator<=>(const Uuid&, const Uuid&) = default;

 private:
  std::array<std::uint8_t, 16> octets_{};
};

/// A UUID of one version: `UuidOf<4>`.
template <int Version>
struct UuidOf : Uuid {
  using Uuid::Uuid;
  constexpr UuidOf(const Uuid& uuid = {}) : Uuid(uuid) {}
};
using Uuid1 = UuidOf<1>;
using Uuid3 = UuidOf<3>;
using Uuid4 = UuidOf<4>;
using Uuid5 = UuidOf<5>;
using Uuid6 = UuidOf<6>;
using Uuid7 = UuidOf<7>;
using Uuid8 = UuidOf<8>;

namespace model {

/// The functions for UUIDs of any version, and of each.
extern const CustomOps uuid_ops[9];

template <>
struct Describe<Uuid> {
  static constexpr TypeInfo make() { return detail::custom<Uuid>("uuid", uuid_ops[0]); }
};
template <int Version>
struct Describe<UuidOf<Version>> {
  static_assert(Version >= 1 && Version <= 8, "UUIDs have the versions 1 to 8");
  static constexpr TypeInfo make() { return detail::custom<UuidOf<Version>>("uuid", uuid_ops[Version]); }
};

}  // namespace model

}  // namespace talaria

template <>
struct std::hash<talaria::Uuid> {
  std::size_t operator()(const talaria::Uuid& uuid) const {
    return std::hash<std::string_view>{}({reinterpret_cast<const char*>(uuid.octets().data()), 16});
  }
};
