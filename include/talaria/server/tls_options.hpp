// TLS of the server: certificate, key, and what clients must bring.
#pragma once
#include <cstdint>
#include <string>

#include <talaria/base/chrono.hpp>

namespace talaria::server {

/// Which versions of TLS are spoken; older ones are not secure any more (RFC 8996).
enum class TlsVersion : std::uint8_t { tls_1_2, tls_1_3 };

/// Whether clients show certificates.
enum class ClientCertificates : std::uint8_t {
  none,      ///< are not asked for one
  optional,  ///< are asked; one that is shown must be valid
  required,  ///< are hung up on without a valid one
};

/// All files are PEM. They are read when the server starts, and again when they change.
struct TlsOptions {
  std::string certificate_chain_file = {};  ///< the server's certificate, then those that lead to its root
  std::string private_key_file = {};        ///< may be the same file
  std::string private_key_password = {};    ///< where the key is encrypted
  TlsVersion minimum_version = TlsVersion::tls_1_2;
  /// Cipher suites of TLS 1.2 in OpenSSL's words; empty: those with forward secrecy and authenticated encryption, which
  /// HTTP/2 asks for (RFC 9113 section 9.2.2). TLS 1.3 has no others.
  std::string ciphers = {};
  /// Clients that come back need no full handshake. The key of the tickets changes with each reload, at least twice a
  /// day.
  bool session_tickets = true;
  ClientCertificates client_certificates = ClientCertificates::none;
  std::string client_ca_file = {};  ///< who may have signed the clients' certificates; wanted unless `none`
  /// How often the files are looked at for a change.
  std::chrono::milliseconds reload_interval{10'000};
};

}  // namespace talaria::server
