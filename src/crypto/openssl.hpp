// What the sources of this layer share of OpenSSL: owners of its objects, and its names for ours.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/evp.h>

#include <talaria/crypto/digest.hpp>

namespace talaria::crypto {

template <auto Free>
struct OpensslFree {
  template <class T>
  void operator()(T* object) const noexcept {
    Free(object);
  }
};
template <class T, auto Free>
using OpensslOwner = std::unique_ptr<T, OpensslFree<Free>>;

using OwnedPkey = OpensslOwner<EVP_PKEY, &EVP_PKEY_free>;
using OwnedPkeyContext = OpensslOwner<EVP_PKEY_CTX, &EVP_PKEY_CTX_free>;
using OwnedDigestContext = OpensslOwner<EVP_MD_CTX, &EVP_MD_CTX_free>;
using OwnedNumber = OpensslOwner<BIGNUM, &BN_clear_free>;
using OwnedBio = OpensslOwner<BIO, &BIO_free_all>;

/// The digest, never null.
const EVP_MD* openssl_digest(Hash hash);

inline const unsigned char* octets_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
inline unsigned char* octets_of(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}

}  // namespace talaria::crypto
