// HMAC (RFC 2104): a fingerprint that only who knows the key can make.
#pragma once
#include <string>
#include <string_view>

#include <talaria/crypto/digest.hpp>

namespace talaria::crypto {

/// The octets of the code; compare them with compare_digest(). Throws std::runtime_error when the library refuses it.
[[nodiscard]] std::string hmac(Hash hash, std::string_view key, std::string_view octets);

}  // namespace talaria::crypto
