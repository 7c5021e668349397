// SignatureAlgorithm: the algorithms of JSON Web Algorithms (RFC 7518 section 3, RFC 8037, RFC 8812) for signatures.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace talaria::crypto {

/// How a message is signed. There is no `none`.
enum class SignatureAlgorithm : std::uint8_t {
  hs256,   ///< HMAC with SHA-256; whoever verifies can sign
  hs384,   ///< HMAC with SHA-384
  hs512,   ///< HMAC with SHA-512
  rs256,   ///< RSASSA-PKCS1-v1_5 with SHA-256
  rs384,   ///< RSASSA-PKCS1-v1_5 with SHA-384
  rs512,   ///< RSASSA-PKCS1-v1_5 with SHA-512
  ps256,   ///< RSASSA-PSS with SHA-256
  ps384,   ///< RSASSA-PSS with SHA-384
  ps512,   ///< RSASSA-PSS with SHA-512
  es256,   ///< ECDSA on P-256 with SHA-256
  es384,   ///< ECDSA on P-384 with SHA-384
  es512,   ///< ECDSA on P-521 with SHA-512
  es256k,  ///< ECDSA on secp256k1 with SHA-256
  eddsa,   ///< Ed25519 or Ed448, as the key is
};

/// All of them.
inline constexpr std::array all_signature_algorithms{
    SignatureAlgorithm::hs256,  SignatureAlgorithm::hs384, SignatureAlgorithm::hs512, SignatureAlgorithm::rs256,
    SignatureAlgorithm::rs384,  SignatureAlgorithm::rs512, SignatureAlgorithm::ps256, SignatureAlgorithm::ps384,
    SignatureAlgorithm::ps512,  SignatureAlgorithm::es256, SignatureAlgorithm::es384, SignatureAlgorithm::es512,
    SignatureAlgorithm::es256k, SignatureAlgorithm::eddsa,
};

/// `HS256`, `ES256K`, `EdDSA`: the name in JSON.
[[nodiscard]] std::string_view algorithm_name(SignatureAlgorithm algorithm);
/// The algorithm of that name, letter for letter; nothing for others.
[[nodiscard]] std::optional<SignatureAlgorithm> find_algorithm(std::string_view name);

}  // namespace talaria::crypto
