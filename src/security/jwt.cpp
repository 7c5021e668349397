#include "security/claims.hpp"

#include <algorithm>

#include <talaria/base/base64.hpp>
#include <talaria/security/jwt.hpp>

namespace talaria::jwt {

namespace {

constexpr std::size_t default_max_size = std::size_t{32} * 1024;

Unexpected<TokenError> refuse(Fault fault, std::string message) {
  return Unexpected(TokenError{fault, std::move(message)});
}

// How many members the objects of a value have, all told.
std::size_t count_members(const Json& value) {
  std::size_t count = 0;
  if (const JsonArray* const items = value.if_array()) {
    for (const Json& item : *items) count += count_members(item);
  } else if (const JsonObject* const object = value.if_object()) {
    count = object->size();
    for (const JsonMember& member : *object) count += count_members(member.value);
  }
  return count;
}

// Of equal names the parser keeps one; so they are there when the text, which is JSON, has more colons outside of its
// strings than the value has members. Two readers who keep different ones would see different tokens (RFC 8725 section
// 2.4 is about that kind of attack).
bool repeats_names(std::string_view text, const Json& value) {
  std::size_t written = 0;
  bool inside = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (inside && text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      inside = !inside;
    } else if (!inside && text[i] == ':') {
      ++written;
    }
  }
  return written != count_members(value);
}

Result<JsonObject, TokenError> parse_object(std::string_view text, std::string_view what) {
  auto value = parse_json(text);
  // The parser passes over a byte order mark, which RFC 8259 section 8.1 forbids to write.
  if (!value || text.starts_with("\xEF\xBB\xBF") || !value->is_object())
    return refuse(Fault::malformed, std::string(what) + " is no JSON object");
  if (repeats_names(text, *value)) return refuse(Fault::malformed, std::string(what) + " has a name twice");
  return std::move(value->as_object());
}

// The three parts, still in base64url.
struct Parts {
  std::string_view signed_text;
  std::string_view header;
  std::string_view payload;
  std::string_view signature;
};

Result<Parts, TokenError> split(std::string_view token, std::size_t max_size) {
  if (token.size() > max_size) return refuse(Fault::malformed, "The token is too long");
  const std::size_t first = token.find('.');
  const std::size_t last = token.rfind('.');
  if (first == std::string_view::npos || first == last || token.find('.', first + 1) != last) {
    return refuse(Fault::malformed, "A token has three parts");
  }
  return Parts{token.substr(0, last), token.substr(0, first), token.substr(first + 1, last - first - 1),
               token.substr(last + 1)};
}

Result<JsonObject, TokenError> read_header(std::string_view encoded) {
  const auto text = base::base64url_decode(encoded);
  if (!text) return refuse(Fault::malformed, "The header is no base64url");
  return parse_object(*text, "The header");
}

Result<Algorithm, TokenError> allowed_algorithm(const JsonObject& header, const std::vector<Algorithm>& algorithms) {
  const Json* const name = header.find("alg");
  const auto algorithm =
      name != nullptr && name->is_string() ? crypto::find_algorithm(name->as_string()) : std::optional<Algorithm>();
  if (!algorithm || std::find(algorithms.begin(), algorithms.end(), *algorithm) == algorithms.end()) {
    return refuse(Fault::algorithm, "The algorithm of the token is not allowed");
  }
  // RFC 7515 section 4.1.11: extensions that must be understood; none are. RFC 7797 section 7: `b64` is not for tokens.
  const Json* const unencoded = header.find("b64");
  if (header.contains("crit") || (unencoded != nullptr && *unencoded != Json(true))) {
    return refuse(Fault::algorithm, "The header asks for extensions that are not understood");
  }
  return *algorithm;
}

// A token of which header and signature are good.
struct Verified {
  JsonObject header;
  std::string payload;
};

Result<Verified, TokenError> verify(std::string_view token, const KeySet& keys,
                                    const std::vector<Algorithm>& algorithms, std::size_t max_size) {
  const auto parts = split(token, max_size);
  if (!parts) return Unexpected(parts.error());
  auto header = read_header(parts->header);
  if (!header) return Unexpected(header.error());
  const auto algorithm = allowed_algorithm(*header, algorithms);
  if (!algorithm) return Unexpected(algorithm.error());
  const Json* const kid = header->find("kid");
  if (kid != nullptr && !kid->is_string()) return refuse(Fault::malformed, "\"kid\" must be a text");

  const auto candidates = keys.candidates(*algorithm, kid != nullptr ? kid->if_string() : nullptr);
  if (candidates.empty()) return refuse(Fault::key, "There is no key for the token");
  const auto signature = base::base64url_decode(parts->signature);
  auto payload = base::base64url_decode(parts->payload);
  if (!signature || !payload) return refuse(Fault::malformed, "A part of the token is no base64url");
  for (const Jwk* const candidate : candidates) {
    if (candidate->key.verify(*algorithm, parts->signed_text, *signature)) {
      return Verified{std::move(*header), std::move(*payload)};
    }
  }
  return refuse(Fault::signature, "The signature of the token does not fit");
}

std::string write_part(const JsonObject& object) {
  return base::base64url_encode(dump_json(object));
}

std::string write_token(const JsonObject& claims, const Key& key, Algorithm algorithm, std::string_view kid,
                        const JsonObject& headers) {
  JsonObject header;
  header.append("alg", nullptr);
  header.append("typ", "JWT");
  if (!kid.empty()) header.append("kid", kid);
  header.update(headers);
  header.set("alg", crypto::algorithm_name(algorithm));
  std::string token = write_part(header) + "." + write_part(claims);
  const std::string signature = key.sign(algorithm, token);
  return token + "." + base::base64url_encode(signature);
}

}  // namespace

DecodeOptions::~DecodeOptions() = default;

std::string encode(const JsonObject& claims, const Key& key, Algorithm algorithm, const JsonObject& headers) {
  return write_token(claims, key, algorithm, {}, headers);
}

std::string encode(const JsonObject& claims, const Jwk& jwk, Algorithm algorithm, const JsonObject& headers) {
  if (!jwk.allows(algorithm)) throw KeyError("The key is not for " + std::string(crypto::algorithm_name(algorithm)));
  return write_token(claims, jwk.key, algorithm, jwk.kid, headers);
}

Result<JsonObject, TokenError> try_decode(std::string_view token, const KeySet& keys, const DecodeOptions& options) {
  const auto verified = verify(token, keys, options.algorithms, options.max_size);
  if (!verified) return Unexpected(verified.error());
  if (!options.typ.empty() && !is_type(verified->header, options.typ)) {
    return refuse(Fault::type, "The token is of another type");
  }
  auto claims = parse_object(verified->payload, "The payload");
  if (!claims) return claims;
  if (auto fault = check_claims(*claims, options)) return Unexpected(std::move(*fault));
  return claims;
}

JsonObject decode(std::string_view token, const KeySet& keys, const DecodeOptions& options) {
  auto claims = try_decode(token, keys, options);
  if (!claims) throw InvalidTokenError(claims.error());
  return std::move(*claims);
}

Result<std::string, TokenError> verify_signature(std::string_view token, const KeySet& keys,
                                                 const std::vector<Algorithm>& algorithms, std::size_t max_size) {
  auto verified = verify(token, keys, algorithms, max_size);
  if (!verified) return Unexpected(verified.error());
  return std::move(verified->payload);
}

Result<JsonObject, TokenError> unverified_header(std::string_view token) {
  const auto parts = split(token, default_max_size);
  if (!parts) return Unexpected(parts.error());
  return read_header(parts->header);
}

std::int64_t numeric_date(async::WallTime time) {
  return std::chrono::floor<std::chrono::seconds>(time.time_since_epoch()).count();
}

std::int64_t expires_in(std::chrono::seconds duration) {
  return numeric_date(async::wall_now() + duration);
}

}  // namespace talaria::jwt
