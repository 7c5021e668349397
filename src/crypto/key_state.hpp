// What a Key points to.
#pragma once
#include "crypto/openssl.hpp"

#include <atomic>
#include <string>

#include <openssl/crypto.h>

#include <talaria/crypto/key.hpp>

namespace talaria::crypto {

/// Counted by its Keys; nothing changes after it was made.
struct Key::State {
  std::atomic<std::size_t> owners{1};
  KeyKind kind = KeyKind::secret;
  bool is_private = true;
  std::string octets;  ///< of a secret
  OwnedPkey pkey;      ///< of any other key

  ~State() { OPENSSL_cleanse(octets.data(), octets.size()); }

  /// Looks at what OpenSSL has read or put together, and refuses what is no good; throws KeyError.
  static State* checked(OwnedPkey pkey, bool is_private);
};

}  // namespace talaria::crypto
