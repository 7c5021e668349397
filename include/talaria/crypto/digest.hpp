// SHA-2 (FIPS 180-4): fingerprints of octets. Not for passwords, which need a PasswordHash.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace talaria::crypto {

/// The hash functions that signatures, tokens and fingerprints are made with. SHA-1 is there for protocols and cookies
/// of others that prescribe it; it must not be chosen anew.
enum class Hash : std::uint8_t { sha256, sha384, sha512, sha1 };

/// How many octets a digest has: 32, 48, 64, or 20.
[[nodiscard]] constexpr std::size_t digest_size(Hash hash) {
  return hash == Hash::sha256 ? 32 : hash == Hash::sha384 ? 48 : hash == Hash::sha512 ? 64 : 20;
}

/// The octets of the digest. Throws std::runtime_error when the library refuses the algorithm.
[[nodiscard]] std::string digest(Hash hash, std::string_view octets);

/// `octets` as lower-case hexadecimal digits.
[[nodiscard]] std::string to_hex(std::string_view octets);

}  // namespace talaria::crypto
