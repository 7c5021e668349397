// The plain function: EVP would keep state for each thread that ever asked, and refuse MD5 where the system forbids it
// as a signature, which a tag is not.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <stdexcept>

#include <openssl/md5.h>

#include <talaria/crypto/md5.hpp>

namespace talaria::crypto {

std::string md5(std::string_view octets) {
  std::string digest(MD5_DIGEST_LENGTH, '\0');
  const auto* const data = reinterpret_cast<const unsigned char*>(octets.data());
  if (::MD5(data, octets.size(), reinterpret_cast<unsigned char*>(digest.data())) == nullptr) {
    throw std::runtime_error("MD5 is not available");
  }
  return digest;
}

}  // namespace talaria::crypto
