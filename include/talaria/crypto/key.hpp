// Key: what signatures are made and verified with. A key knows its kind, and only algorithms of that kind take it: a
// public RSA key never becomes an HMAC secret.
#pragma once
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

#include <talaria/crypto/signature.hpp>

namespace talaria::crypto {

/// A key that is no key, is too weak, or does not fit what is to be done with it.
class KeyError : public std::invalid_argument {
 public:
  using std::invalid_argument::invalid_argument;
};

/// What a key is. Of elliptic curves, each is a kind of its own, since each has its own algorithm.
enum class KeyKind : std::uint8_t { secret, rsa, p256, p384, p521, secp256k1, ed25519, ed448 };

/// The numbers of an RSA key, big endian octets (RFC 7518 section 6.3). Without `d` it is a public key; the numbers
/// behind `d` come all or not at all.
struct RsaParts {
  std::string n;
  std::string e;
  std::string d = {};
  std::string p = {};
  std::string q = {};
  std::string dp = {};
  std::string dq = {};
  std::string qi = {};
};

/// The numbers of a key on a curve: `x` and `y` of the point (of an Edwards curve `x` is the whole public key), and the
/// private number `d`, empty in a public key.
struct CurveParts {
  std::string x;
  std::string y = {};
  std::string d = {};
};

/// A key for signatures, immutable. Copies share it; any thread may use it. Secrets are wiped from memory at the end.
class Key {
 public:
  /// For HMAC. Throws KeyError below 32 octets: what is shorter can be guessed, as can be a password of any length;
  /// take `token_bytes()`.
  [[nodiscard]] static Key secret(std::string_view octets);
  /// A public or private key, or a certificate, in PEM (PKCS#8, SPKI, PKCS#1, SEC 1); `password` opens an encrypted
  /// one. Throws KeyError: see rsa() and curve().
  [[nodiscard]] static Key from_pem(std::string_view pem, std::string_view password = {});
  /// Throws KeyError when the modulus has fewer than 2048 bits or more than 16384, or the exponent is even or below 3.
  [[nodiscard]] static Key rsa(const RsaParts& parts);
  /// Throws KeyError when the kind has no curve, or the point does not lie on it.
  [[nodiscard]] static Key curve(KeyKind kind, const CurveParts& parts);
  /// A new key for the algorithm: a secret as long as its digest, RSA with 2048 bits, its curve, Ed25519.
  [[nodiscard]] static Key generate(SignatureAlgorithm algorithm);

  Key(const Key& other) noexcept;
  Key& operator=(const Key& other) noexcept;
  ~Key();

  [[nodiscard]] KeyKind kind() const noexcept;
  /// Whether it can sign, and not only verify.
  [[nodiscard]] bool can_sign() const noexcept;
  /// Whether the algorithm takes keys of this kind; of secrets, they must be as long as the digest (RFC 7518 section
  /// 3.2).
  [[nodiscard]] bool fits(SignatureAlgorithm algorithm) const noexcept;

  /// The signature as JSON Web Signature has it (of ECDSA both numbers side by side). Throws KeyError when the
  /// algorithm does not take this key or it is a public one.
  [[nodiscard]] std::string sign(SignatureAlgorithm algorithm, std::string_view message) const;
  /// Whether it is a signature of the message by this key; false as well when the algorithm does not take this key.
  [[nodiscard]] bool verify(SignatureAlgorithm algorithm, std::string_view message, std::string_view signature) const;

  /// The key in PEM, private if it is (PKCS#8), else public (SPKI). Throws KeyError for a secret.
  [[nodiscard]] std::string to_pem() const;
  /// The public key in PEM. Throws KeyError for a secret.
  [[nodiscard]] std::string public_pem() const;
  /// The public numbers; throw KeyError for a key of another kind.
  [[nodiscard]] RsaParts rsa_parts() const;
  [[nodiscard]] CurveParts curve_parts() const;

 private:
  struct State;
  explicit Key(State* state) noexcept : state_(state) {}
  State* state_;
};

}  // namespace talaria::crypto
