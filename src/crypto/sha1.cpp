#include <talaria/crypto/digest.hpp>
#include <talaria/crypto/sha1.hpp>

namespace talaria::crypto {

std::string sha1(std::string_view octets) {
  return digest(Hash::sha1, octets);
}

}  // namespace talaria::crypto
