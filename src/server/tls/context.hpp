// TlsContext: certificate, key and rules, read from files and changed while the server runs. OpenSSL is behind it.
#pragma once
#include "server/secure_layer.hpp"

#include <cstdint>
#include <memory>

#include <talaria/server/tls_options.hpp>

namespace talaria::server {

/// A handshake on one socket, and then its SecureLayer.
class TlsSession : public SecureLayer {
 public:
  enum class Step : std::uint8_t { done, wants_input, wants_output, failed };

  /// Goes on with the handshake as far as it can without waiting.
  virtual Step shake_hands() = 0;
  /// Whether the client wants HTTP/2 (ALPN `h2`); after the handshake.
  [[nodiscard]] virtual bool chose_http2() const = 0;
  /// Whether the client does not speak TLS but HTTP, after a failure.
  [[nodiscard]] virtual bool speaks_plain_http() const = 0;
};

/// One for a server. Every function may be called from every thread.
class TlsContext {
 public:
  /// Whether TLS was built in (TALARIA_TLS).
  [[nodiscard]] static bool is_available();
  /// Reads the files. Throws std::runtime_error, which names the file and what is wrong with it.
  [[nodiscard]] static std::unique_ptr<TlsContext> make(const TlsOptions& options, bool http2);
  virtual ~TlsContext() = default;

  /// Reads the files again, for the connections that come from now on. Throws as make() does, and keeps the old ones.
  virtual void reload() = 0;
  /// The same if a file has changed or the keys are old; what is wrong goes to standard error, once.
  virtual void reload_if_changed() noexcept = 0;
  /// A session on `descriptor`, which must outlive it.
  [[nodiscard]] virtual std::unique_ptr<TlsSession> accept(int descriptor) = 0;
};

}  // namespace talaria::server
