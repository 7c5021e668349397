// JSON Web Keys (RFC 7517, RFC 8037): keys as JSON, and sets of them from which a token's `kid` picks one.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <talaria/crypto/key.hpp>
#include <talaria/model/json.hpp>

namespace talaria::jwt {

using Key = crypto::Key;
using KeyError = crypto::KeyError;
/// `jwt::Algorithm::hs256`: see crypto/signature.hpp.
using Algorithm = crypto::SignatureAlgorithm;

/// A key with what JSON says of it.
struct Jwk {
  Key key;
  std::string kid = {};
  /// The one algorithm that the key is for; nothing: any that takes its kind.
  std::optional<Algorithm> algorithm = {};

  /// Whether a signature by this algorithm may be made or verified with the key.
  [[nodiscard]] bool allows(Algorithm wanted) const { return (!algorithm || *algorithm == wanted) && key.fits(wanted); }
};

/// The key of a JSON object. Throws KeyError when it is no key, is too weak (see crypto::Key), is not for signatures
/// (`use`, `key_ops`, an `alg` of another kind), or is not of a kind that signs here. What refers to keys elsewhere
/// (`x5u`, `x5c`) is ignored.
[[nodiscard]] Jwk parse_jwk(const Json& json);
/// The public key as a JSON object, to be published. Throws KeyError for a secret.
[[nodiscard]] JsonObject public_jwk(const Jwk& jwk);

/// Keys of which a token's `kid` picks one (JWKS). A set of one key without a name takes any token.
class KeySet {
 public:
  KeySet() noexcept;
  KeySet(const Key& key);
  KeySet(Jwk jwk);
  KeySet(const KeySet&);
  KeySet(KeySet&&) noexcept;
  KeySet& operator=(const KeySet&);
  KeySet& operator=(KeySet&&) noexcept;
  ~KeySet();

  /// The keys of `{"keys": [...]}`. Members that parse_jwk() refuses are left out, as RFC 7517 section 5 says; throws
  /// KeyError when it is no set.
  [[nodiscard]] static KeySet parse(const Json& json);
  /// A set whose one key serves whatever the token's `kid` is: for a verifier that was given a single JWK.
  [[nodiscard]] static KeySet single(Jwk jwk);

  void add(Jwk jwk);
  [[nodiscard]] const std::vector<Jwk>& keys() const { return keys_; }
  /// `{"keys": [...]}` with the public keys; secrets are left out.
  [[nodiscard]] JsonObject public_json() const;

  /// The keys that may have signed a token with this algorithm: those of that `kid`, or the only one that takes the
  /// algorithm where the token has none. Pointers into the set.
  [[nodiscard]] std::vector<const Jwk*> candidates(Algorithm algorithm, const std::string* kid) const;

 private:
  std::vector<Jwk> keys_;
  bool ignores_kid_ = false;
};

}  // namespace talaria::jwt
