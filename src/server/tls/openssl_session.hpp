// One connection's TLS, by OpenSSL.
#pragma once
#include "server/tls/context.hpp"

#include <memory>

#include <openssl/ssl.h>

namespace talaria::server {

/// A session of `context` on `descriptor`. Throws std::bad_alloc.
[[nodiscard]] std::unique_ptr<TlsSession> make_openssl_session(SSL_CTX* context, int descriptor);

}  // namespace talaria::server
