#include <openssl/crypto.h>

#include <talaria/crypto/compare.hpp>

namespace talaria {

bool compare_digest(std::string_view a, std::string_view b) noexcept {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace talaria
