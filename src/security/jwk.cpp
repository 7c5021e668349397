#include <algorithm>
#include <string_view>

#include <talaria/base/base64.hpp>
#include <talaria/security/jwk.hpp>

namespace talaria::jwt {

namespace {

using crypto::KeyKind;

struct Curve {
  std::string_view name;
  KeyKind kind;
};

// RFC 7518 section 6.2.1.1, RFC 8812 section 3.1; the last two are of the type OKP (RFC 8037 section 2).
constexpr Curve curves[] = {{"P-256", KeyKind::p256},      {"P-384", KeyKind::p384},
                            {"P-521", KeyKind::p521},      {"secp256k1", KeyKind::secp256k1},
                            {"Ed25519", KeyKind::ed25519}, {"Ed448", KeyKind::ed448}};

const Curve* find_curve(std::string_view name) {
  const auto* const found = std::find_if(std::begin(curves), std::end(curves), [&](auto& c) { return c.name == name; });
  return found != std::end(curves) ? found : nullptr;
}

bool is_octet_pair(KeyKind kind) {
  return kind == KeyKind::ed25519 || kind == KeyKind::ed448;
}

// The text of a member that may be left out; empty when it is.
std::string text_of(const JsonObject& object, std::string_view name) {
  const Json* const value = object.find(name);
  if (value == nullptr) return {};
  if (!value->is_string()) throw KeyError("\"" + std::string(name) + "\" of a key must be a text");
  return value->as_string();
}

std::string optional_octets(const JsonObject& object, std::string_view name) {
  auto octets = base::base64url_decode(text_of(object, name));
  if (!octets) throw KeyError("\"" + std::string(name) + "\" of a key must be base64url");
  return std::move(*octets);
}

std::string octets(const JsonObject& object, std::string_view name) {
  std::string value = optional_octets(object, name);
  if (value.empty()) throw KeyError("The key has no \"" + std::string(name) + "\"");
  return value;
}

Key read_rsa(const JsonObject& object) {
  if (object.contains("oth")) throw KeyError("RSA keys with more than two primes are not taken");
  crypto::RsaParts parts{octets(object, "n"), octets(object, "e"), optional_octets(object, "d")};
  if (!parts.d.empty() && object.contains("p")) {
    parts.p = octets(object, "p");
    parts.q = octets(object, "q");
    parts.dp = octets(object, "dp");
    parts.dq = octets(object, "dq");
    parts.qi = octets(object, "qi");
  }
  return Key::rsa(parts);
}

Key read_curve(const JsonObject& object, bool octet_pair) {
  const Curve* const curve = find_curve(text_of(object, "crv"));
  if (curve == nullptr || is_octet_pair(curve->kind) != octet_pair) throw KeyError("The curve of the key is not known");
  const crypto::CurveParts parts{octets(object, "x"), octet_pair ? std::string() : octets(object, "y"),
                                 optional_octets(object, "d")};
  return Key::curve(curve->kind, parts);
}

Key read_key(const JsonObject& object) {
  const std::string type = text_of(object, "kty");
  if (type == "oct") return Key::secret(octets(object, "k"));
  if (type == "RSA") return read_rsa(object);
  if (type == "EC") return read_curve(object, false);
  if (type == "OKP") return read_curve(object, true);
  throw KeyError("The type of the key is not known");
}

// RFC 7517 sections 4.2 and 4.3.
void check_purpose(const JsonObject& object) {
  if (object.contains("use") && text_of(object, "use") != "sig") throw KeyError("The key is not for signatures");
  const Json* const operations = object.find("key_ops");
  if (operations == nullptr) return;
  if (!operations->is_array()) throw KeyError("\"key_ops\" of a key must be an array");
  for (const Json& operation : operations->as_array()) {
    if (operation == Json("verify") || operation == Json("sign")) return;
  }
  throw KeyError("The key is not for signatures");
}

// RFC 7517 section 4.4. A name that no signature has makes a key of numbers or octets one for something else
// (`RSA-OAEP`, `A256KW`). A curve has one algorithm anyway, so there only the agreement of keys (`ECDH-ES`) is
// something else, and a misspelt name (`ES521`, as published examples have it) takes nothing away.
std::optional<Algorithm> read_algorithm(const JsonObject& object, const Key& key) {
  const std::string name = text_of(object, "alg");
  if (name.empty()) return std::nullopt;
  const std::optional<Algorithm> algorithm = crypto::find_algorithm(name);
  const bool has_curve = key.kind() != KeyKind::secret && key.kind() != KeyKind::rsa;
  if (algorithm ? !key.fits(*algorithm) : !has_curve || name.starts_with("ECDH")) {
    throw KeyError("The key is not for signatures by \"" + name + "\"");
  }
  return algorithm;
}

}  // namespace

Jwk parse_jwk(const Json& json) {
  const JsonObject* const object = json.if_object();
  if (object == nullptr) throw KeyError("A key is a JSON object");
  check_purpose(*object);
  Jwk jwk{read_key(*object)};
  jwk.kid = text_of(*object, "kid");
  jwk.algorithm = read_algorithm(*object, jwk.key);
  return jwk;
}

JsonObject public_jwk(const Jwk& jwk) {
  JsonObject out;
  if (jwk.key.kind() == KeyKind::rsa) {
    const crypto::RsaParts parts = jwk.key.rsa_parts();
    out.append("kty", "RSA");
    out.append("n", base::base64url_encode(parts.n));
    out.append("e", base::base64url_encode(parts.e));
  } else {
    const crypto::CurveParts parts = jwk.key.curve_parts();  // refuses a secret
    const auto* const curve =
        std::find_if(std::begin(curves), std::end(curves), [&](auto& c) { return c.kind == jwk.key.kind(); });
    out.append("kty", is_octet_pair(curve->kind) ? "OKP" : "EC");
    out.append("crv", curve->name);
    out.append("x", base::base64url_encode(parts.x));
    if (!parts.y.empty()) out.append("y", base::base64url_encode(parts.y));
  }
  out.append("use", "sig");
  if (!jwk.kid.empty()) out.append("kid", jwk.kid);
  if (jwk.algorithm) out.append("alg", crypto::algorithm_name(*jwk.algorithm));
  return out;
}

KeySet::KeySet() noexcept = default;
KeySet::KeySet(const KeySet&) = default;
KeySet::KeySet(KeySet&&) noexcept = default;
KeySet& KeySet::operator=(const KeySet&) = default;
KeySet& KeySet::operator=(KeySet&&) noexcept = default;
KeySet::~KeySet() = default;

KeySet::KeySet(const Key& key) {
  add({key});
  ignores_kid_ = true;
}

KeySet::KeySet(Jwk jwk) {
  add(std::move(jwk));
}

KeySet KeySet::single(Jwk jwk) {
  KeySet set(std::move(jwk));
  set.ignores_kid_ = true;
  return set;
}

KeySet KeySet::parse(const Json& json) {
  const JsonObject* const object = json.if_object();
  const Json* const keys = object != nullptr ? object->find("keys") : nullptr;
  if (keys == nullptr || !keys->is_array()) throw KeyError("A set of keys is an object with an array \"keys\"");
  KeySet set;
  for (const Json& key : keys->as_array()) {
    try {
      set.add(parse_jwk(key));
    } catch (const KeyError&) {
      continue;  // for another algorithm, or another reader
    }
  }
  return set;
}

void KeySet::add(Jwk jwk) {
  keys_.push_back(std::move(jwk));
  ignores_kid_ = false;
}

JsonObject KeySet::public_json() const {
  JsonArray keys;
  for (const Jwk& jwk : keys_) {
    if (jwk.key.kind() != KeyKind::secret) keys.push_back(public_jwk(jwk));
  }
  JsonObject out;
  out.append("keys", std::move(keys));
  return out;
}

std::vector<const Jwk*> KeySet::candidates(Algorithm algorithm, const std::string* kid) const {
  const bool by_name = kid != nullptr && !ignores_kid_;
  std::vector<const Jwk*> out;
  for (const Jwk& jwk : keys_) {
    if (jwk.allows(algorithm) && (!by_name || jwk.kid == *kid)) out.push_back(&jwk);
  }
  // Without a name there is nothing to choose by, and trying them all would let anybody make us do so.
  if (!by_name && out.size() > 1) out.clear();
  return out;
}

}  // namespace talaria::jwt
