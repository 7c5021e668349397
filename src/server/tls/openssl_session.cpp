#include "server/tls/openssl_session.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <new>
#include <sys/socket.h>

#include <climits>
#include <openssl/bio.h>
#include <openssl/err.h>

namespace talaria::server {

namespace {

// OpenSSL's own socket BIO writes with write(2), which raises SIGPIPE when the client has gone.
int descriptor_of(BIO* bio) {
  return static_cast<int>(reinterpret_cast<std::intptr_t>(BIO_get_data(bio)));
}

int write_socket(BIO* bio, const char* data, int size) {
  BIO_clear_retry_flags(bio);
  const ssize_t sent = ::send(descriptor_of(bio), data, static_cast<std::size_t>(size), MSG_NOSIGNAL | MSG_DONTWAIT);
  if (sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)) BIO_set_retry_write(bio);
  return static_cast<int>(sent);
}

int read_socket(BIO* bio, char* space, int size) {
  BIO_clear_retry_flags(bio);
  const ssize_t received = ::recv(descriptor_of(bio), space, static_cast<std::size_t>(size), MSG_DONTWAIT);
  if (received < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)) BIO_set_retry_read(bio);
  if (received == 0) BIO_set_flags(bio, BIO_FLAGS_IN_EOF);
  return static_cast<int>(received);
}

long control_socket(BIO* bio, int command, long, void*) {
  if (command == BIO_CTRL_EOF) return BIO_test_flags(bio, BIO_FLAGS_IN_EOF) != 0 ? 1 : 0;
  return command == BIO_CTRL_FLUSH ? 1 : 0;
}

const BIO_METHOD* socket_method() {
  // One for the process, which keeps it.
  static BIO_METHOD* const method = [] {
    BIO_METHOD* const made = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "socket");
    if (made == nullptr) throw std::bad_alloc();
    BIO_meth_set_write(made, write_socket);
    BIO_meth_set_read(made, read_socket);
    BIO_meth_set_ctrl(made, control_socket);
    return made;
  }();
  return method;
}

struct FreeSession {
  void operator()(SSL* session) const { SSL_free(session); }
};

int as_int(std::size_t size) {
  return static_cast<int>(std::min<std::size_t>(size, INT_MAX));
}

class OpensslSession final : public TlsSession {
 public:
  OpensslSession(SSL_CTX* context, int descriptor) : native_(SSL_new(context)) {
    BIO* const bio = native_ == nullptr ? nullptr : BIO_new(socket_method());
    if (bio == nullptr) throw std::bad_alloc();
    BIO_set_data(bio, reinterpret_cast<void*>(static_cast<std::intptr_t>(descriptor)));
    BIO_set_init(bio, 1);
    SSL_set_bio(native_.get(), bio, bio);
    SSL_set_accept_state(native_.get());
  }

  Step shake_hands() override {
    ERR_clear_error();
    const int result = SSL_do_handshake(native_.get());
    if (result == 1) return Step::done;
    const int error = SSL_get_error(native_.get(), result);
    if (error == SSL_ERROR_WANT_READ) return Step::wants_input;
    if (error == SSL_ERROR_WANT_WRITE) return Step::wants_output;
    const int why = ERR_GET_REASON(ERR_peek_error());
    plain_http_ = why == SSL_R_HTTP_REQUEST || why == SSL_R_HTTPS_PROXY_REQUEST;
    failed_ = true;
    return Step::failed;
  }
  bool chose_http2() const override {
    const unsigned char* name = nullptr;
    unsigned size = 0;
    SSL_get0_alpn_selected(native_.get(), &name, &size);
    return size == 2 && name[0] == 'h' && name[1] == '2';
  }
  bool speaks_plain_http() const override { return plain_http_; }

  ssize_t send(const char* data, std::size_t size) override {
    if (size == 0) return 0;
    ERR_clear_error();
    const int sent = SSL_write(native_.get(), data, as_int(size));
    return sent > 0 ? sent : failure(sent);
  }
  ssize_t receive(char* space, std::size_t size) override {
    if (size == 0) return 0;
    ERR_clear_error();
    const int received = SSL_read(native_.get(), space, as_int(size));
    return received > 0 ? received : failure(received);
  }
  bool has_buffered() const override { return SSL_pending(native_.get()) > 0; }
  void shutdown() override {
    // After an error there is nothing to say, and OpenSSL forbids it.
    if (failed_ || SSL_in_init(native_.get()) == 1) return;
    ERR_clear_error();
    SSL_shutdown(native_.get());
  }

 private:
  // As a socket would say it.
  ssize_t failure(int result) {
    switch (SSL_get_error(native_.get(), result)) {
      case SSL_ERROR_WANT_READ:
      case SSL_ERROR_WANT_WRITE:
        errno = EAGAIN;
        return -1;
      case SSL_ERROR_ZERO_RETURN:
        return 0;
      default:
        failed_ = true;
        errno = ECONNRESET;
        return -1;
    }
  }

  std::unique_ptr<SSL, FreeSession> native_;
  bool plain_http_ = false;
  bool failed_ = false;
};

}  // namespace

std::unique_ptr<TlsSession> make_openssl_session(SSL_CTX* context, int descriptor) {
  return std::make_unique<OpensslSession>(context, descriptor);
}

}  // namespace talaria::server
