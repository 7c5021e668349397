// Keys as files hold them.
#include "crypto/key_state.hpp"

#include <cstring>

#include <openssl/decoder.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

namespace talaria::crypto {

namespace {

using OwnedDecoder = OpensslOwner<OSSL_DECODER_CTX, &OSSL_DECODER_CTX_free>;
using OwnedCertificate = OpensslOwner<X509, &X509_free>;

// OpenSSL's default would ask the terminal.
int give_password(char* buffer, int size, int, void* password) {
  const auto& text = *static_cast<const std::string_view*>(password);
  if (text.empty() || text.size() > static_cast<std::size_t>(size)) return -1;
  std::memcpy(buffer, text.data(), text.size());
  return static_cast<int>(text.size());
}

OwnedBio reader(std::string_view text) {
  return OwnedBio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

OwnedPkey read_certificate(std::string_view pem) {
  const OwnedBio in = reader(pem);
  const OwnedCertificate certificate(in ? PEM_read_bio_X509(in.get(), nullptr, nullptr, nullptr) : nullptr);
  return OwnedPkey(certificate ? X509_get_pubkey(certificate.get()) : nullptr);
}

OwnedPkey read_key(std::string_view pem, std::string_view password) {
  EVP_PKEY* pkey = nullptr;
  const OwnedBio in = reader(pem);
  const OwnedDecoder decoder(OSSL_DECODER_CTX_new_for_pkey(&pkey, "PEM", nullptr, nullptr, 0, nullptr, nullptr));
  if (!in || !decoder || OSSL_DECODER_CTX_set_pem_password_cb(decoder.get(), &give_password, &password) != 1 ||
      OSSL_DECODER_from_bio(decoder.get(), in.get()) != 1) {
    return nullptr;
  }
  return OwnedPkey(pkey);
}

std::string text_of(BIO* memory) {
  char* text = nullptr;
  const long size = BIO_get_mem_data(memory, &text);
  return {text, static_cast<std::size_t>(size)};
}

}  // namespace

Key Key::from_pem(std::string_view pem, std::string_view password) {
  constexpr std::size_t max_size = 64 * 1024;
  OwnedPkey pkey;
  bool is_private = false;
  if (pem.size() <= max_size) {
    const bool is_certificate = pem.find("-----BEGIN CERTIFICATE-----") != std::string_view::npos;
    is_private = !is_certificate && pem.find("PRIVATE KEY-----") != std::string_view::npos;
    pkey = is_certificate ? read_certificate(pem) : read_key(pem, password);
  }
  ERR_clear_error();
  if (!pkey) throw KeyError("This is no key in PEM, or another password opens it");
  return Key(State::checked(std::move(pkey), is_private));
}

std::string Key::to_pem() const {
  if (kind() == KeyKind::secret) throw KeyError("A secret has no PEM");
  if (!can_sign()) return public_pem();
  const OwnedBio out(BIO_new(BIO_s_secmem()));
  if (!out ||
      PEM_write_bio_PKCS8PrivateKey(out.get(), state_->pkey.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1) {
    throw KeyError("The key cannot be written");
  }
  return text_of(out.get());
}

std::string Key::public_pem() const {
  if (kind() == KeyKind::secret) throw KeyError("A secret has no PEM");
  const OwnedBio out(BIO_new(BIO_s_mem()));
  if (!out || PEM_write_bio_PUBKEY(out.get(), state_->pkey.get()) != 1) throw KeyError("The key cannot be written");
  return text_of(out.get());
}

}  // namespace talaria::crypto
