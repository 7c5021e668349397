// From numbers to keys and back.
#include "crypto/algorithms.hpp"
#include "crypto/key_state.hpp"

#include <vector>

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/param_build.h>

#include <talaria/crypto/random.hpp>

namespace talaria::crypto {

namespace {

using OwnedParamBuilder = OpensslOwner<OSSL_PARAM_BLD, &OSSL_PARAM_BLD_free>;
using OwnedParams = OpensslOwner<OSSL_PARAM, &OSSL_PARAM_free>;

constexpr int min_rsa_bits = 2048;
constexpr int max_rsa_bits = 16384;  // OpenSSL's own limit; beyond it a verification would take too long
constexpr std::size_t min_secret = 32;

[[noreturn]] void refuse(const char* why) {
  ERR_clear_error();
  throw KeyError(why);
}

OwnedNumber number(std::string_view octets) {
  if (octets.size() > max_rsa_bits / 8 + 1) refuse("A number of the key is too large");
  OwnedNumber out(BN_bin2bn(octets_of(octets), static_cast<int>(octets.size()), nullptr));
  if (!out) refuse("The key cannot be read");
  return out;
}

OwnedNumber number_of(const EVP_PKEY* pkey, const char* name) {
  BIGNUM* value = nullptr;
  if (EVP_PKEY_get_bn_param(pkey, name, &value) != 1) refuse("The key has not all of its numbers");
  return OwnedNumber(value);
}

// Big endian octets; `size` 0: as many as there are.
std::string octets_of_number(const BIGNUM* value, std::size_t size = 0) {
  std::string out(size == 0 ? static_cast<std::size_t>(BN_num_bytes(value)) : size, '\0');
  if (BN_bn2binpad(value, octets_of(out), static_cast<int>(out.size())) < 0) refuse("The key cannot be written");
  return out;
}

// A set of parameters for EVP_PKEY_fromdata; it borrows its numbers until make().
class Builder {
 public:
  void add(const char* name, std::string_view octets) {
    numbers_.push_back(number(octets));
    good_ = good_ && OSSL_PARAM_BLD_push_BN(builder_.get(), name, numbers_.back().get()) == 1;
  }
  void add_text(const char* name, const char* text) {
    good_ = good_ && OSSL_PARAM_BLD_push_utf8_string(builder_.get(), name, text, 0) == 1;
  }
  void add_octets(const char* name, std::string_view octets) {
    good_ = good_ && OSSL_PARAM_BLD_push_octet_string(builder_.get(), name, octets.data(), octets.size()) == 1;
  }
  OwnedPkey make(const char* type, bool is_private) {
    const OwnedParams parameters(good_ ? OSSL_PARAM_BLD_to_param(builder_.get()) : nullptr);
    const OwnedPkeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
    EVP_PKEY* pkey = nullptr;
    if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &pkey, is_private ? EVP_PKEY_KEYPAIR : EVP_PKEY_PUBLIC_KEY,
                          parameters.get()) != 1) {
      refuse("The numbers make no key");
    }
    return OwnedPkey(pkey);
  }

 private:
  OwnedParamBuilder builder_{OSSL_PARAM_BLD_new()};
  std::vector<OwnedNumber> numbers_;
  bool good_ = builder_ != nullptr;
};

void check_rsa(const EVP_PKEY* pkey) {
  const OwnedNumber n = number_of(pkey, OSSL_PKEY_PARAM_RSA_N);
  const OwnedNumber e = number_of(pkey, OSSL_PKEY_PARAM_RSA_E);
  if (BN_num_bits(n.get()) < min_rsa_bits) refuse("An RSA key has at least 2048 bits");
  if (BN_num_bits(n.get()) > max_rsa_bits) refuse("An RSA key has at most 16384 bits");
  if (BN_is_odd(n.get()) == 0) refuse("The modulus of an RSA key is odd");
  // With an exponent of 1 every message is its own signature.
  if (BN_is_odd(e.get()) == 0 || BN_is_one(e.get())) refuse("The exponent of an RSA key is odd and at least 3");
  if (BN_num_bits(e.get()) > 64) refuse("The exponent of an RSA key has at most 64 bits");
}

const CurveRow& curve_of(EVP_PKEY* pkey) {
  char name[64] = {};
  const CurveRow* row = nullptr;
  if (EVP_PKEY_get_base_id(pkey) == EVP_PKEY_EC) {
    if (EVP_PKEY_get_utf8_string_param(pkey, OSSL_PKEY_PARAM_GROUP_NAME, name, sizeof name, nullptr) == 1) {
      row = find_curve(name);
    }
  } else {
    row = find_curve(EVP_PKEY_get0_type_name(pkey));
  }
  if (row == nullptr) refuse("The key is of no kind that signs here");
  return *row;
}

}  // namespace

Key::State* Key::State::checked(OwnedPkey pkey, bool is_private) {
  KeyKind kind = KeyKind::rsa;
  if (EVP_PKEY_get_base_id(pkey.get()) == EVP_PKEY_RSA) {
    check_rsa(pkey.get());
  } else {
    kind = curve_of(pkey.get()).kind;
    const OwnedPkeyContext context(EVP_PKEY_CTX_new(pkey.get(), nullptr));
    // A point off the curve gives the private number away to whoever makes us use it (invalid curve attack).
    if (!context || EVP_PKEY_public_check(context.get()) != 1) refuse("The key is not on its curve");
    if (is_private && !is_edwards(kind) && EVP_PKEY_pairwise_check(context.get()) != 1) {
      refuse("The private key does not belong to the public one");
    }
  }
  auto state = std::make_unique<State>();
  state->kind = kind;
  state->is_private = is_private;
  state->pkey = std::move(pkey);
  return state.release();
}

Key Key::secret(std::string_view octets) {
  if (octets.size() < min_secret) throw KeyError("A secret key has at least 32 octets; make one with token_bytes()");
  auto state = std::make_unique<State>();
  state->octets = octets;
  return Key(state.release());
}

Key Key::rsa(const RsaParts& parts) {
  Builder builder;
  builder.add(OSSL_PKEY_PARAM_RSA_N, parts.n);
  builder.add(OSSL_PKEY_PARAM_RSA_E, parts.e);
  if (!parts.d.empty()) builder.add(OSSL_PKEY_PARAM_RSA_D, parts.d);
  if (!parts.p.empty()) {
    builder.add(OSSL_PKEY_PARAM_RSA_FACTOR1, parts.p);
    builder.add(OSSL_PKEY_PARAM_RSA_FACTOR2, parts.q);
    builder.add(OSSL_PKEY_PARAM_RSA_EXPONENT1, parts.dp);
    builder.add(OSSL_PKEY_PARAM_RSA_EXPONENT2, parts.dq);
    builder.add(OSSL_PKEY_PARAM_RSA_COEFFICIENT1, parts.qi);
  }
  const bool is_private = !parts.d.empty();
  return Key(State::checked(builder.make("RSA", is_private), is_private));
}

Key Key::curve(KeyKind kind, const CurveParts& parts) {
  const CurveRow* const row = curve_row(kind);
  if (row == nullptr) throw KeyError("This kind of key has no curve");
  const bool is_private = !parts.d.empty();
  // RFC 7518 section 6.2.1.2: the full length, with zeros in front.
  if (parts.x.size() != row->size || (is_private && parts.d.size() != row->size)) {
    throw KeyError("A number of the key does not have the length that its curve asks for");
  }
  Builder builder;
  if (is_edwards(kind)) {
    builder.add_octets(OSSL_PKEY_PARAM_PUB_KEY, parts.x);
    if (is_private) builder.add_octets(OSSL_PKEY_PARAM_PRIV_KEY, parts.d);
    return Key(State::checked(builder.make(row->openssl_name, is_private), is_private));
  }
  if (parts.y.size() != row->size)
    throw KeyError("A number of the key does not have the length that its curve asks for");
  builder.add_text(OSSL_PKEY_PARAM_GROUP_NAME, row->openssl_name);
  const std::string point = '\x04' + parts.x + parts.y;  // uncompressed (SEC 1 section 2.3.3)
  builder.add_octets(OSSL_PKEY_PARAM_PUB_KEY, point);
  if (is_private) builder.add(OSSL_PKEY_PARAM_PRIV_KEY, parts.d);
  return Key(State::checked(builder.make("EC", is_private), is_private));
}

Key Key::generate(SignatureAlgorithm algorithm) {
  const AlgorithmRow& row = algorithm_row(algorithm);
  if (row.kind == KeyKind::secret) return secret(token_bytes(digest_size(row.hash)));
  OwnedPkey pkey;
  if (row.kind == KeyKind::rsa) {
    pkey.reset(EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", static_cast<std::size_t>(min_rsa_bits)));
  } else if (is_edwards(row.kind)) {
    pkey.reset(EVP_PKEY_Q_keygen(nullptr, nullptr, curve_row(row.kind)->openssl_name));
  } else {
    pkey.reset(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", curve_row(row.kind)->openssl_name));
  }
  if (!pkey) refuse("The key could not be made");
  return Key(State::checked(std::move(pkey), true));
}

RsaParts Key::rsa_parts() const {
  if (kind() != KeyKind::rsa) throw KeyError("The key is no RSA key");
  RsaParts parts;
  parts.n = octets_of_number(number_of(state_->pkey.get(), OSSL_PKEY_PARAM_RSA_N).get());
  parts.e = octets_of_number(number_of(state_->pkey.get(), OSSL_PKEY_PARAM_RSA_E).get());
  return parts;
}

CurveParts Key::curve_parts() const {
  const CurveRow* const row = curve_row(kind());
  if (row == nullptr) throw KeyError("This kind of key has no curve");
  CurveParts parts;
  if (is_edwards(kind())) {
    parts.x.resize(row->size);
    std::size_t size = row->size;
    if (EVP_PKEY_get_raw_public_key(state_->pkey.get(), octets_of(parts.x), &size) != 1) refuse("The key has no point");
    return parts;
  }
  parts.x = octets_of_number(number_of(state_->pkey.get(), OSSL_PKEY_PARAM_EC_PUB_X).get(), row->size);
  parts.y = octets_of_number(number_of(state_->pkey.get(), OSSL_PKEY_PARAM_EC_PUB_Y).get(), row->size);
  return parts;
}

}  // namespace talaria::crypto
