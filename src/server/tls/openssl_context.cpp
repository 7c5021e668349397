#include "server/tls/context.hpp"
#include "server/tls/openssl_session.hpp"

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <mutex>
#include <stdexcept>
#include <sys/stat.h>
#include <utility>
#include <vector>

#include <openssl/err.h>
#include <openssl/ssl.h>

namespace talaria::server {

namespace {

// Forward secrecy and authenticated encryption; the order is the client's, whose processor may lack AES.
constexpr const char* default_ciphers =
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:"
    "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";
constexpr const char* groups = "X25519:P-256:P-384";
// How long one key protects the tickets of sessions.
constexpr std::chrono::hours key_life{12};
constexpr unsigned char session_context[] = "talaria";

struct FreeContext {
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};
using Native = std::unique_ptr<SSL_CTX, FreeContext>;

std::string reason() {
  const unsigned long code = ERR_get_error();
  ERR_clear_error();
  const char* const text = code == 0 ? nullptr : ERR_reason_error_string(code);
  return text == nullptr ? "unknown reason" : text;
}

[[noreturn]] void fail(const std::string& what, const std::string& file, const std::string& why) {
  throw std::runtime_error("TLS: " + what + " " + file + ": " + why);
}

void ensure_readable(const char* what, const std::string& file) {
  if (file.empty()) throw std::runtime_error(std::string("TLS: no file is named for ") + what);
  std::FILE* const opened = std::fopen(file.c_str(), "re");
  if (opened == nullptr) fail(std::string("cannot open the file of ") + what, file, std::strerror(errno));
  std::fclose(opened);
}

int give_password(char* buffer, int size, int, void* options) {
  const std::string& password = static_cast<const TlsOptions*>(options)->private_key_password;
  if (password.size() > static_cast<std::size_t>(size)) return -1;
  password.copy(buffer, password.size());
  return static_cast<int>(password.size());
}

// Prefers HTTP/2 among what the client offers. A client that offers neither is told so (RFC 7301 section 3.2).
int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* size, const unsigned char* offered,
                    unsigned int offered_size, void* http2) {
  static const unsigned char both[] = "\x02h2\x08http/1.1";
  const unsigned skipped = http2 == nullptr ? 3 : 0;
  unsigned char* match = nullptr;
  const int result =
      SSL_select_next_proto(&match, size, both + skipped, sizeof both - 1 - skipped, offered, offered_size);
  *chosen = match;
  return result == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

void load_identity(SSL_CTX* context, const TlsOptions& options) {
  ensure_readable("the certificate", options.certificate_chain_file);
  if (SSL_CTX_use_certificate_chain_file(context, options.certificate_chain_file.c_str()) != 1) {
    fail("no certificate can be read from", options.certificate_chain_file, reason());
  }
  ensure_readable("the private key", options.private_key_file);
  // A key of another certificate is refused by this call already.
  if (SSL_CTX_use_PrivateKey_file(context, options.private_key_file.c_str(), SSL_FILETYPE_PEM) != 1) {
    fail("no private key for the certificate can be read from", options.private_key_file, reason());
  }
  if (SSL_CTX_check_private_key(context) != 1) {
    fail("the private key is not that of the certificate", options.private_key_file, reason());
  }
}

void ask_for_certificates(SSL_CTX* context, const TlsOptions& options) {
  if (options.client_certificates == ClientCertificates::none) return;
  ensure_readable("those who sign the clients' certificates", options.client_ca_file);
  const char* const file = options.client_ca_file.c_str();
  STACK_OF(X509_NAME)* const names = SSL_load_client_CA_file(file);
  if (names == nullptr || SSL_CTX_load_verify_locations(context, file, nullptr) != 1) {
    fail("no certificates can be read from", options.client_ca_file, reason());
  }
  SSL_CTX_set_client_CA_list(context, names);
  const bool required = options.client_certificates == ClientCertificates::required;
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER | (required ? SSL_VERIFY_FAIL_IF_NO_PEER_CERT : 0), nullptr);
}

Native make_native(TlsOptions& options, bool http2) {
  ERR_clear_error();
  Native made(SSL_CTX_new(TLS_server_method()));
  SSL_CTX* const context = made.get();
  if (context == nullptr) throw std::runtime_error("TLS: " + reason());
  const bool modern = options.minimum_version == TlsVersion::tls_1_3;
  SSL_CTX_set_min_proto_version(context, modern ? TLS1_3_VERSION : TLS1_2_VERSION);
  SSL_CTX_set_options(context, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_PRIORITIZE_CHACHA |
                                   SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_IGNORE_UNEXPECTED_EOF);
  SSL_CTX_set_mode(context,
                   SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS);
  const char* const ciphers = options.ciphers.empty() ? default_ciphers : options.ciphers.c_str();
  if (SSL_CTX_set_cipher_list(context, ciphers) != 1) fail("no cipher suite is known of", ciphers, reason());
  SSL_CTX_set1_groups_list(context, groups);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_session_id_context(context, session_context, sizeof session_context - 1);
  if (!options.session_tickets) {
    SSL_CTX_set_options(context, SSL_OP_NO_TICKET);
    SSL_CTX_set_num_tickets(context, 0);
  }
  SSL_CTX_set_default_passwd_cb(context, give_password);
  SSL_CTX_set_default_passwd_cb_userdata(context, &options);
  SSL_CTX_set_alpn_select_cb(context, choose_protocol, http2 ? context : nullptr);
  load_identity(context, options);
  ask_for_certificates(context, options);
  return made;
}

// What tells that a file is another one than before.
struct Stamp {
  ino_t inode = 0;
  off_t size = 0;
  timespec changed{};

  static Stamp of(const std::string& file) {
    struct stat found{};
    if (file.empty() || ::stat(file.c_str(), &found) != 0) return {};
    return {found.st_ino, found.st_size, found.st_mtim};
  }
  bool operator==(const Stamp& other) const {
    return inode == other.inode && size == other.size && changed.tv_sec == other.changed.tv_sec &&
           changed.tv_nsec == other.changed.tv_nsec;
  }
};

class OpensslContext final : public TlsContext {
 public:
  OpensslContext(const TlsOptions& options, bool http2) : options_(options), http2_(http2) { reload(); }

  void reload() override {
    const std::lock_guard reading(reading_);
    std::vector<Stamp> stamps = look();
    tried_ = stamps;
    Native fresh = make_native(options_, http2_);
    stamps_ = std::move(stamps);
    loaded_ = std::chrono::steady_clock::now();
    const std::lock_guard lock(mutex_);
    native_.swap(fresh);
  }

  void reload_if_changed() noexcept override {
    try {
      {
        const std::lock_guard reading(reading_);
        const std::vector<Stamp> stamps = look();
        const bool is_new = !(stamps == stamps_) && !(stamps == tried_);
        if (!is_new && std::chrono::steady_clock::now() - loaded_ < key_life) return;
      }
      reload();
    } catch (const std::exception& error) {
      // A pair that is being replaced may not fit for a moment; another change brings another try.
      std::fprintf(stderr, "talaria: the certificate was not reloaded: %s\n", error.what());
    }
  }

  std::unique_ptr<TlsSession> accept(int descriptor) override {
    const std::lock_guard lock(mutex_);
    return make_openssl_session(native_.get(), descriptor);
  }

 private:
  [[nodiscard]] std::vector<Stamp> look() const {
    return {Stamp::of(options_.certificate_chain_file), Stamp::of(options_.private_key_file),
            Stamp::of(options_.client_ca_file)};
  }

  TlsOptions options_;
  const bool http2_;
  std::mutex reading_;  // one reload at a time; guards what follows
  std::vector<Stamp> stamps_;
  std::vector<Stamp> tried_;
  std::chrono::steady_clock::time_point loaded_;
  std::mutex mutex_;  // guards native_, which connections of all loops use
  Native native_;
};

}  // namespace

bool TlsContext::is_available() {
  return true;
}

std::unique_ptr<TlsContext> TlsContext::make(const TlsOptions& options, bool http2) {
  return std::make_unique<OpensslContext>(options, http2);
}

}  // namespace talaria::server
