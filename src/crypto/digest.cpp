#include "crypto/openssl.hpp"

#include <stdexcept>

namespace talaria::crypto {

const EVP_MD* openssl_digest(Hash hash) {
  switch (hash) {
    case Hash::sha256:
      return EVP_sha256();
    case Hash::sha384:
      return EVP_sha384();
    case Hash::sha512:
      return EVP_sha512();
    case Hash::sha1:
      break;
  }
  return EVP_sha1();
}

std::string digest(Hash hash, std::string_view octets) {
  std::string out(digest_size(hash), '\0');
  if (EVP_Digest(octets.data(), octets.size(), octets_of(out), nullptr, openssl_digest(hash), nullptr) != 1) {
    throw std::runtime_error("The hash function is not available");
  }
  return out;
}

std::string to_hex(std::string_view octets) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  out.reserve(octets.size() * 2);
  for (const char c : octets) {
    const auto octet = static_cast<unsigned char>(c);
    out.push_back(digits[octet >> 4]);
    out.push_back(digits[octet & 15]);
  }
  return out;
}

}  // namespace talaria::crypto
