#include <stdexcept>

#include <openssl/evp.h>

#include <talaria/crypto/sha1.hpp>

namespace talaria::crypto {

std::string sha1(std::string_view octets) {
  std::string digest(EVP_MAX_MD_SIZE, '\0');
  unsigned size = 0;
  if (EVP_Digest(octets.data(), octets.size(), reinterpret_cast<unsigned char*>(digest.data()), &size, EVP_sha1(),
                 nullptr) != 1) {
    throw std::runtime_error("SHA-1 is not available");
  }
  digest.resize(size);
  return digest;
}

}  // namespace talaria::crypto
