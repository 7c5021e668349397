#include "crypto/openssl.hpp"

#include <stdexcept>

#include <openssl/rand.h>

#include <talaria/base/base64.hpp>
#include <talaria/crypto/random.hpp>

namespace talaria {

std::string token_bytes(std::size_t count) {
  std::string out(count, '\0');
  // RAND_bytes counts in int, and fails for nothing else than a system without random numbers.
  if (count > 1U << 30 || RAND_bytes(crypto::octets_of(out), static_cast<int>(count)) != 1) {
    throw std::runtime_error("There are no random numbers");
  }
  return out;
}

std::string token_hex(std::size_t count) {
  return crypto::to_hex(token_bytes(count));
}

std::string token_urlsafe(std::size_t count) {
  return base::base64url_encode(token_bytes(count));
}

std::string hash_token(std::string_view token) {
  return crypto::to_hex(crypto::digest(crypto::Hash::sha256, token));
}

}  // namespace talaria
