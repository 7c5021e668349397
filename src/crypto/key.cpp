#include "crypto/algorithms.hpp"
#include "crypto/key_state.hpp"

#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/rsa.h>

#include <talaria/crypto/compare.hpp>
#include <talaria/crypto/hmac.hpp>

namespace talaria::crypto {

namespace {

using OwnedEcdsa = OpensslOwner<ECDSA_SIG, &ECDSA_SIG_free>;

// RFC 7518 section 3.4 puts both numbers side by side, OpenSSL wants them in ASN.1. Empty when the length is wrong.
std::string to_asn1(std::string_view signature, std::size_t size) {
  if (signature.size() != 2 * size) return {};
  const OwnedEcdsa pair(ECDSA_SIG_new());
  OwnedNumber r(BN_bin2bn(octets_of(signature), static_cast<int>(size), nullptr));
  OwnedNumber s(BN_bin2bn(octets_of(signature.substr(size)), static_cast<int>(size), nullptr));
  if (!pair || !r || !s || ECDSA_SIG_set0(pair.get(), r.get(), s.get()) != 1) return {};
  static_cast<void>(r.release());
  static_cast<void>(s.release());
  unsigned char* encoded = nullptr;
  const int length = i2d_ECDSA_SIG(pair.get(), &encoded);
  if (length <= 0) return {};
  std::string out(reinterpret_cast<const char*>(encoded), static_cast<std::size_t>(length));
  OPENSSL_free(encoded);
  return out;
}

std::string from_asn1(const std::string& signature, std::size_t size) {
  const unsigned char* position = octets_of(std::string_view(signature));
  const OwnedEcdsa pair(d2i_ECDSA_SIG(nullptr, &position, static_cast<long>(signature.size())));
  std::string out(2 * size, '\0');
  const int width = static_cast<int>(size);
  if (!pair || BN_bn2binpad(ECDSA_SIG_get0_r(pair.get()), octets_of(out), width) != width ||
      BN_bn2binpad(ECDSA_SIG_get0_s(pair.get()), octets_of(out) + size, width) != width) {
    throw KeyError("The signature could not be made");
  }
  return out;
}

// What RSASSA-PSS needs besides: the salt is as long as the digest, neither longer nor shorter (RFC 7518 section 3.5).
bool set_padding(EVP_PKEY_CTX* context, const AlgorithmRow& row) {
  if (row.kind != KeyKind::rsa) return true;
  if (!row.pss) return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1;
  return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1 &&
         EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST) == 1 &&
         EVP_PKEY_CTX_set_rsa_mgf1_md(context, openssl_digest(row.hash)) == 1;
}

const EVP_MD* message_digest(const AlgorithmRow& row) {
  return row.algorithm == SignatureAlgorithm::eddsa ? nullptr : openssl_digest(row.hash);
}

std::string sign_with(EVP_PKEY* pkey, const AlgorithmRow& row, std::string_view message) {
  const OwnedDigestContext context(EVP_MD_CTX_new());
  EVP_PKEY_CTX* parameters = nullptr;
  std::size_t size = 0;
  if (!context || EVP_DigestSignInit(context.get(), &parameters, message_digest(row), nullptr, pkey) != 1 ||
      !set_padding(parameters, row) ||
      EVP_DigestSign(context.get(), nullptr, &size, octets_of(message), message.size()) != 1) {
    throw KeyError("The signature could not be made");
  }
  std::string out(size, '\0');
  if (EVP_DigestSign(context.get(), octets_of(out), &size, octets_of(message), message.size()) != 1) {
    throw KeyError("The signature could not be made");
  }
  out.resize(size);
  return out;
}

bool verify_with(EVP_PKEY* pkey, const AlgorithmRow& row, std::string_view message, std::string_view signature) {
  const OwnedDigestContext context(EVP_MD_CTX_new());
  EVP_PKEY_CTX* parameters = nullptr;
  const bool valid =
      context && EVP_DigestVerifyInit(context.get(), &parameters, message_digest(row), nullptr, pkey) == 1 &&
      set_padding(parameters, row) &&
      EVP_DigestVerify(context.get(), octets_of(signature), signature.size(), octets_of(message), message.size()) == 1;
  if (!valid) ERR_clear_error();  // a bad signature leaves entries in the thread's queue
  return valid;
}

}  // namespace

Key::Key(const Key& other) noexcept : state_(other.state_) {
  state_->owners.fetch_add(1, std::memory_order_relaxed);
}

Key& Key::operator=(const Key& other) noexcept {
  Key copy(other);
  std::swap(state_, copy.state_);
  return *this;
}

Key::~Key() {
  if (state_->owners.fetch_sub(1, std::memory_order_acq_rel) == 1) delete state_;
}

KeyKind Key::kind() const noexcept {
  return state_->kind;
}

bool Key::can_sign() const noexcept {
  return state_->is_private;
}

bool Key::fits(SignatureAlgorithm algorithm) const noexcept {
  const AlgorithmRow& row = algorithm_row(algorithm);
  if (algorithm == SignatureAlgorithm::eddsa) return is_edwards(kind());
  return row.kind == kind() && (kind() != KeyKind::secret || state_->octets.size() >= digest_size(row.hash));
}

std::string Key::sign(SignatureAlgorithm algorithm, std::string_view message) const {
  const AlgorithmRow& row = algorithm_row(algorithm);
  if (!fits(algorithm)) throw KeyError("The key does not fit " + std::string(row.name));
  if (!can_sign()) throw KeyError("A public key cannot sign");
  if (kind() == KeyKind::secret) return hmac(row.hash, state_->octets, message);
  std::string signature = sign_with(state_->pkey.get(), row, message);
  const bool is_ecdsa = kind() != KeyKind::rsa && !is_edwards(kind());
  return is_ecdsa ? from_asn1(signature, curve_row(kind())->size) : signature;
}

bool Key::verify(SignatureAlgorithm algorithm, std::string_view message, std::string_view signature) const {
  if (!fits(algorithm)) return false;
  const AlgorithmRow& row = algorithm_row(algorithm);
  if (kind() == KeyKind::secret) return compare_digest(hmac(row.hash, state_->octets, message), signature);
  if (kind() == KeyKind::rsa || is_edwards(kind())) return verify_with(state_->pkey.get(), row, message, signature);
  const std::string encoded = to_asn1(signature, curve_row(kind())->size);
  return !encoded.empty() && verify_with(state_->pkey.get(), row, message, encoded);
}

}  // namespace talaria::crypto
