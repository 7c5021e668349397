// TimestampSigner: a text that a client keeps for us, signed and with its age (itsdangerous' class of that name).
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <talaria/base/chrono.hpp>
#include <talaria/crypto/digest.hpp>

namespace talaria {

/// How texts are signed. The defaults differ from itsdangerous' in the hash alone; `Hash::sha1` reads and writes what a
/// TimestampSigner without options does in Python, such as the cookies of Starlette's sessions.
struct SignerOptions {
  /// Keeps what is signed for one purpose from being taken for another.
  std::string salt = "itsdangerous.Signer";
  crypto::Hash hash = crypto::Hash::sha256;
  /// Secrets that were used before. What they signed is still taken, so that a secret can be changed while sessions
  /// run.
  std::vector<std::string> fallback_keys = {};

  ~SignerOptions();
};

/// Signs texts: `value.time.signature`. They are not encrypted, so whoever holds them reads them. Immutable; any thread
/// may use it.
class TimestampSigner {
 public:
  using Time = std::chrono::system_clock::time_point;

  /// What was signed, and when.
  struct Value {
    std::string text;
    Time signed_at;
  };

  /// Throws crypto::KeyError when a secret has fewer than 32 octets: a session that can be forged is none. Take
  /// `token_urlsafe()`.
  explicit TimestampSigner(std::string_view secret_key, const SignerOptions& options = {});

  /// `value` with a time (whole seconds) and a signature, both in letters, digits, `-`, `_` and dots.
  [[nodiscard]] std::string sign(std::string_view value, Time now = std::chrono::system_clock::now()) const;
  /// What sign() signed; nothing when it was not signed with one of the secrets, is older than `max_age`, or comes from
  /// the future.
  [[nodiscard]] std::optional<Value> unsign(std::string_view text, std::optional<std::chrono::seconds> max_age = {},
                                            Time now = std::chrono::system_clock::now()) const;

 private:
  [[nodiscard]] std::string signature(std::string_view key, std::string_view text) const;

  crypto::Hash hash_;
  std::vector<std::string> keys_;  // derived from the secrets; the first one signs
};

}  // namespace talaria
