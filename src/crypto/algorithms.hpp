// The one table of signature algorithms.
#pragma once
#include <string_view>

#include <talaria/crypto/digest.hpp>
#include <talaria/crypto/key.hpp>

namespace talaria::crypto {

/// An algorithm: its name in JSON, and how it is done.
struct AlgorithmRow {
  SignatureAlgorithm algorithm;
  std::string_view name;
  KeyKind kind;  ///< of the keys that it takes; EdDSA takes ed448 besides
  Hash hash;     ///< meaningless for EdDSA
  bool pss = false;
};

/// The row of an algorithm.
[[nodiscard]] const AlgorithmRow& algorithm_row(SignatureAlgorithm algorithm);

/// A curve: OpenSSL's name of the group or the key type, the octets of a number (of an Edwards curve, of a key).
struct CurveRow {
  KeyKind kind;
  const char* openssl_name;
  std::size_t size;
};

/// The row of a curve; null for kinds without one.
[[nodiscard]] const CurveRow* curve_row(KeyKind kind);
[[nodiscard]] const CurveRow* find_curve(std::string_view openssl_name);

/// Whether it is a curve of EdDSA.
[[nodiscard]] constexpr bool is_edwards(KeyKind kind) {
  return kind == KeyKind::ed25519 || kind == KeyKind::ed448;
}

}  // namespace talaria::crypto
