// JSON Web Tokens (RFC 7519) in the compact form of JSON Web Signature (RFC 7515), as RFC 8725 wants them handled: the
// algorithms are the verifier's, the key is bound to its algorithm, and nothing in a token says where keys are.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <talaria/async/loop.hpp>
#include <talaria/base/chrono.hpp>
#include <talaria/base/result.hpp>
#include <talaria/model/json.hpp>
#include <talaria/security/jwk.hpp>

namespace talaria::jwt {

/// What is wrong with a token.
enum class Fault : std::uint8_t {
  malformed,  ///< no token: its parts, its base64url, its JSON
  algorithm,  ///< an algorithm that is not allowed, or a header that nobody here understands
  key,        ///< no known key for it
  signature,  ///< not signed by that key
  expired,    ///< `exp`, or older than `max_age`
  immature,   ///< `nbf` is still to come
  issuer,     ///< `iss`
  audience,   ///< `aud`
  missing,    ///< a claim that must be there is not
  claim,      ///< a claim of the wrong type
  type,       ///< `typ`: a token for something else
};

/// Why a token is refused. `message` is for logs; a client is told no more than 401.
struct TokenError {
  Fault fault;
  std::string message;
};

/// The same as an exception, with the name that PyJWT gives it.
class InvalidTokenError : public std::runtime_error {
 public:
  explicit InvalidTokenError(const TokenError& error) : std::runtime_error(error.message), fault_(error.fault) {}
  [[nodiscard]] Fault fault() const { return fault_; }

 private:
  Fault fault_;
};

/// What a verifier asks of tokens.
struct DecodeOptions {
  /// The algorithms that are allowed. Without one, nothing is.
  std::vector<Algorithm> algorithms = {};
  /// Who may have issued it; empty: anybody, with or without a name.
  std::vector<std::string> issuer = {};
  /// Who we are: one of these must be in `aud`. Empty: nobody, and a token for somebody is refused.
  std::vector<std::string> audience = {};
  /// How far other clocks may be off, for `exp` and `nbf`.
  std::chrono::seconds leeway{0};
  /// Claims that must be there, beside `exp`.
  std::vector<std::string> require = {};
  /// Whether `exp` must be there: a token that is good for ever cannot be taken back.
  bool require_exp = true;
  /// How long after `iat` a token is taken at most, whatever its `exp` says.
  std::optional<std::chrono::seconds> max_age = {};
  /// The media type in the header's `typ`, `at+jwt`; empty: it does not matter.
  std::string typ = {};
  /// The time; nothing: now.
  std::optional<async::WallTime> now = {};
  /// Longer tokens are refused before anything else is done with them.
  std::size_t max_size = std::size_t{32} * 1024;

  ~DecodeOptions();
};

/// A token with these claims. `typ` is JWT unless `headers` says otherwise; `alg` is always the algorithm's. Throws
/// KeyError when the algorithm does not take the key, or it is a public one.
[[nodiscard]] std::string encode(const JsonObject& claims, const Key& key, Algorithm algorithm,
                                 const JsonObject& headers = {});
/// The same, with the key's `kid` in the header.
[[nodiscard]] std::string encode(const JsonObject& claims, const Jwk& jwk, Algorithm algorithm,
                                 const JsonObject& headers = {});

/// The claims of a token that is good: signed by one of the keys, and as the options ask. Throws InvalidTokenError.
[[nodiscard]] JsonObject decode(std::string_view token, const KeySet& keys, const DecodeOptions& options);
/// The same without an exception.
[[nodiscard]] Result<JsonObject, TokenError> try_decode(std::string_view token, const KeySet& keys,
                                                        const DecodeOptions& options);
/// The payload of a JSON Web Signature whose signature is good: any octets, which nobody has looked at.
[[nodiscard]] Result<std::string, TokenError> verify_signature(std::string_view token, const KeySet& keys,
                                                               const std::vector<Algorithm>& algorithms,
                                                               std::size_t max_size = std::size_t{32} * 1024);

/// The header of a token of which nothing is verified: to find out who issued it, never to decide anything else.
[[nodiscard]] Result<JsonObject, TokenError> unverified_header(std::string_view token);

/// A time as claims have it: seconds since 1970.
[[nodiscard]] std::int64_t numeric_date(async::WallTime time);
/// The `exp` of a token that is good for so long from now.
[[nodiscard]] std::int64_t expires_in(std::chrono::seconds duration);

}  // namespace talaria::jwt
