// SHA-2 (FIPS 180-4): fingerprints of octets. Not for passwords, which need PasswordHasher.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace talaria::crypto {

/// The hash functions that signatures, tokens and fingerprints are made with.
enum class Hash : std::uint8_t { sha256, sha384, sha512 };

/// How many octets a digest has: 32, 48 or 64.
[[nodiscard]] constexpr std::size_t digest_size(Hash hash) {
  return hash == Hash::sha256 ? 32 : hash == Hash::sha384 ? 48 : 64;
}

/// The octets of the digest. Throws std::runtime_error when the library refuses the algorithm.
[[nodiscard]] std::string digest(Hash hash, std::string_view octets);

/// `octets` as lower-case hexadecimal digits.
[[nodiscard]] std::string to_hex(std::string_view octets);

}  // namespace talaria::crypto
