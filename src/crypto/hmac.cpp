#include "crypto/openssl.hpp"

#include <stdexcept>

#include <openssl/core_names.h>
#include <openssl/params.h>

#include <talaria/crypto/hmac.hpp>

namespace talaria::crypto {

namespace {

using OwnedMacContext = OpensslOwner<EVP_MAC_CTX, &EVP_MAC_CTX_free>;

// Looked up once: OpenSSL's search for an algorithm takes longer than the code of a short text.
EVP_MAC* hmac_algorithm() {
  static EVP_MAC* const algorithm = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
  return algorithm;
}

}  // namespace

std::string hmac(Hash hash, std::string_view key, std::string_view octets) {
  const OwnedMacContext context(EVP_MAC_CTX_new(hmac_algorithm()));
  char* const name = const_cast<char*>(EVP_MD_get0_name(openssl_digest(hash)));  // it is only read
  const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name, 0),
                                   OSSL_PARAM_construct_end()};
  std::string out(digest_size(hash), '\0');
  std::size_t size = 0;
  // A null pointer for an empty key would mean that the key is set already.
  const char* const key_octets = key.empty() ? "" : key.data();
  if (!context || EVP_MAC_init(context.get(), octets_of({key_octets, key.size()}), key.size(), parameters) != 1 ||
      EVP_MAC_update(context.get(), octets_of(octets), octets.size()) != 1 ||
      EVP_MAC_final(context.get(), octets_of(out), &size, out.size()) != 1 || size != out.size()) {
    throw std::runtime_error("HMAC is not available");
  }
  return out;
}

}  // namespace talaria::crypto
