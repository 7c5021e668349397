#include "crypto/algorithms.hpp"

#include <cstddef>

#include <talaria/crypto/signature.hpp>

namespace talaria::crypto {

namespace {

using A = SignatureAlgorithm;

constexpr AlgorithmRow algorithms[] = {
    {A::hs256, "HS256", KeyKind::secret, Hash::sha256},      {A::hs384, "HS384", KeyKind::secret, Hash::sha384},
    {A::hs512, "HS512", KeyKind::secret, Hash::sha512},      {A::rs256, "RS256", KeyKind::rsa, Hash::sha256},
    {A::rs384, "RS384", KeyKind::rsa, Hash::sha384},         {A::rs512, "RS512", KeyKind::rsa, Hash::sha512},
    {A::ps256, "PS256", KeyKind::rsa, Hash::sha256, true},   {A::ps384, "PS384", KeyKind::rsa, Hash::sha384, true},
    {A::ps512, "PS512", KeyKind::rsa, Hash::sha512, true},   {A::es256, "ES256", KeyKind::p256, Hash::sha256},
    {A::es384, "ES384", KeyKind::p384, Hash::sha384},        {A::es512, "ES512", KeyKind::p521, Hash::sha512},
    {A::es256k, "ES256K", KeyKind::secp256k1, Hash::sha256}, {A::eddsa, "EdDSA", KeyKind::ed25519, Hash::sha512},
};

constexpr CurveRow curves[] = {
    {KeyKind::p256, "prime256v1", 32},     {KeyKind::p384, "secp384r1", 48},  {KeyKind::p521, "secp521r1", 66},
    {KeyKind::secp256k1, "secp256k1", 32}, {KeyKind::ed25519, "ED25519", 32}, {KeyKind::ed448, "ED448", 57},
};

}  // namespace

const AlgorithmRow& algorithm_row(SignatureAlgorithm algorithm) {
  return algorithms[static_cast<std::size_t>(algorithm)];
}

const CurveRow* curve_row(KeyKind kind) {
  for (const CurveRow& row : curves) {
    if (row.kind == kind) return &row;
  }
  return nullptr;
}

const CurveRow* find_curve(std::string_view openssl_name) {
  for (const CurveRow& row : curves) {
    if (row.openssl_name == openssl_name) return &row;
  }
  return nullptr;
}

std::string_view algorithm_name(SignatureAlgorithm algorithm) {
  return algorithm_row(algorithm).name;
}

std::optional<SignatureAlgorithm> find_algorithm(std::string_view name) {
  for (const AlgorithmRow& row : algorithms) {
    if (row.name == name) return row.algorithm;
  }
  return std::nullopt;
}

}  // namespace talaria::crypto
